using System.Text.RegularExpressions;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>A heading, and the blocks below it.</summary>
/// <param name="Heading">The heading; null for what stands before the first.</param>
/// <param name="Blocks">The blocks, in order.</param>
internal sealed record PagePart(string? Heading, List<Block> Blocks);

/// <summary>Tells headings, points of lists, quotations and running text apart by how lines follow each other.</summary>
internal sealed partial class PageShape
{
    // Points that nothing marks are short.
    private const int MaxBareItemLength = 40;

    private readonly List<string> _lines;
    private readonly ListMark?[] _marks;

    // Of each line: the number of its list, 0 for none.
    private readonly int[] _lists;
    private readonly HashSet<(string Style, int Number)> _numbers;
    private readonly Quotations _quotations;
    private int _count;

    private PageShape(List<string> lines, Quotations quotations)
    {
        _lines = lines;
        _quotations = quotations;
        _marks = [.. lines.Select(ListMark.ReadOrNull)];
        _lists = new int[lines.Count];
        _numbers = [.. _marks.Where(mark => mark?.Number is not null).Select(mark => (mark!.Value.Style, mark.Value.Number!.Value))];
    }

    /// <summary>The parts of a page. The first has no heading; a heading with nothing below it is text.</summary>
    /// <param name="lines">The lines of the page below its headline.</param>
    /// <param name="quotations">Tells quotations.</param>
    public static List<PagePart> PartsOf(List<string> lines, Quotations quotations) => new PageShape(lines, quotations).Parts();

    /// <summary>The blocks of paragraphs that follow each other and of which none is a heading: lists, quotations, text.</summary>
    /// <param name="paragraphs">The paragraphs.</param>
    /// <param name="quotations">Tells quotations.</param>
    public static List<Block> BlocksOf(List<string> paragraphs, Quotations quotations)
    {
        var shape = new PageShape(paragraphs, quotations);
        shape.FindLists();
        List<Block> blocks = [];
        for (var index = 0; index < paragraphs.Count; index++)
        {
            index += shape.AddBlock(index, blocks);
        }

        return blocks;
    }

    private void FindLists()
    {
        for (var index = 0; index < _lines.Count; index++)
        {
            index += FindList(index);
        }
    }

    private List<PagePart> Parts()
    {
        FindLists();
        List<PagePart> parts = [new(null, [])];
        for (var index = 0; index < _lines.Count; index++)
        {
            if (TextMarks.HeadingOrNull(_lines[index]) is { } marked)
            {
                // A heading with nothing below it is text.
                if (index + 1 < _lines.Count && TextMarks.HeadingOrNull(_lines[index + 1]) is null)
                {
                    parts.Add(new PagePart(marked, []));
                }
                else
                {
                    parts[^1].Blocks.Add(new ParagraphBlock { Text = marked });
                }
            }
            else if (TextMarks.QuotedOrNull(_lines[index]) is not null)
            {
                var length = _lines.Skip(index).TakeWhile(line => TextMarks.QuotedOrNull(line) is not null).Count();
                parts[^1].Blocks.Add(QuoteOf(_lines.GetRange(index, length)));
                index += length - 1;
            }
            else if (OpensSection(index))
            {
                parts.Add(new PagePart(HeadingOf(index), []));
            }
            else
            {
                index += AddBlock(index, parts[^1].Blocks);
            }
        }

        return parts;
    }

    /// <summary>Adds the list, quotation or paragraph that begins at a line; returns how many lines behind it belong to it.</summary>
    private int AddBlock(int index, List<Block> blocks)
    {
        if (_lists[index] > 0)
        {
            var length = 1;
            while (index + length < _lines.Count && _lists[index + length] == _lists[index])
            {
                length++;
            }

            blocks.Add(ListOf(index, length));
            return length - 1;
        }

        if (_quotations.ReadOrNull(_lines[index], index + 1 < _lines.Count ? _lines[index + 1] : null) is var (quote, takesNext))
        {
            blocks.Add(quote);
            return takesNext ? 1 : 0;
        }

        blocks.Add(new ParagraphBlock { Text = _lines[index] });
        return 0;
    }

    /// <summary>The quotation of lines that are marked as such; the last may name the speaker behind a dash.</summary>
    private static QuoteBlock QuoteOf(List<string> lines)
    {
        var words = lines.ConvertAll(line => TextMarks.QuotedOrNull(line)!);
        var speaker = words.Count > 1 ? Quotations.SignedOrNull(words[^1]) : null;
        return new QuoteBlock { Text = string.Join('\n', speaker is null ? words : words[..^1]), Attribution = speaker };
    }

    private static bool IsMarked(string line) => TextMarks.HeadingOrNull(line) is not null || TextMarks.QuotedOrNull(line) is not null;

    /// <summary>Marks the points of a list that begins at a line; returns how many lines behind it are its points, 0 where there is none.</summary>
    private int FindList(int start)
    {
        var isAnnounced = start > 0 && _lists[start - 1] == 0 && Lines.AnnouncesList(_lines[start - 1]);
        var length = MarkedRun(start) is var run && (run > 1 || (run == 1 && isAnnounced && _marks[start]!.Value.Number is null or 1)) ? run
            : SemicolonRun(start) is var points && (points > 2 || (points == 2 && isAnnounced)) ? points
            : TimedRun(start) is var times and > 1 ? times
            : isAnnounced && BareRun(start) is var bare and > 1 ? bare
            : 0;
        if (length == 0)
        {
            return 0;
        }

        _count++;
        Array.Fill(_lists, _count, start, length);
        return length - 1;
    }

    /// <summary>Lines with the same bullet, or with numbers that go up from one.</summary>
    private int MarkedRun(int start)
    {
        if (_marks[start] is not { } first || first.Number is not (null or 1))
        {
            return 0;
        }

        var length = 1;
        while (start + length < _lines.Count && _marks[start + length] is { } next && next.Style == first.Style && (first.Number is null || next.Number == first.Number + length))
        {
            length++;
        }

        return length;
    }

    /// <summary>Lines that end in semicolons, and the one behind them.</summary>
    private int SemicolonRun(int start)
    {
        var length = 0;
        while (start + length < _lines.Count && Lines.IsListItem(_lines[start + length]))
        {
            length++;
        }

        return length == 0 || start + length == _lines.Count || OpensSectionByShape(start + length) ? length : length + 1;
    }

    /// <summary>Lines that begin with a time: what happened when.</summary>
    private int TimedRun(int start)
    {
        var length = 0;
        while (start + length < _lines.Count && _lines[start + length].Length <= MaxBareItemLength * 2 && BeginsWithTime(_lines[start + length]))
        {
            length++;
        }

        return length;
    }

    private static bool BeginsWithTime(string line) => PrintedTimes.FirstOrNull(line) is { Start: 0 } time && TimeEnd().IsMatch(line.AsSpan(time.End));

    /// <summary>Short lines that nothing ends, behind a line that announces them.</summary>
    private int BareRun(int start)
    {
        var length = 0;
        while (start + length < _lines.Count && _marks[start + length] is null && !IsMarked(_lines[start + length]) && _lines[start + length].Length <= MaxBareItemLength && Lines.IsHeading(_lines[start + length])
            && Lines.SpeakerOf(_lines[start + length]) is null)
        {
            length++;
        }

        return length;
    }

    private bool OpensSection(int index) => _lists[index] == 0 && !IsMarked(_lines[index]) && OpensSectionByShape(index);

    private bool OpensSectionByShape(int index)
    {
        if (index + 1 >= _lines.Count)
        {
            return false;
        }

        if (IsMarked(_lines[index]))
        {
            return true;
        }

        // What somebody says in quotation marks and with a verb is a quotation, however short.
        if (_quotations.ReadOrNull(_lines[index], null) is not null)
        {
            return false;
        }

        var isFollowedByText = _lists[index + 1] > 0 || TextMarks.QuotedOrNull(_lines[index + 1]) is not null || !Lines.IsHeading(_lines[index + 1]);
        var line = _lines[index];
        return isFollowedByText && (Lines.IsHeading(line) || IsNumberedHeading(index)
            || (Lines.IsQuestion(line) && index > 0 && (_lists[index - 1] > 0 || SentenceEnd().IsMatch(_lines[index - 1])) && (_lists[index + 1] > 0 || Lines.AnnouncesList(_lines[index + 1]) || SentenceEnd().IsMatch(_lines[index + 1]))));
    }

    /// <summary>A short line with a number, one of several, that text follows: also one that a full stop ends.</summary>
    private bool IsNumberedHeading(int index) =>
        _marks[index] is { Number: { } number } mark && _lines[index].Length <= Lines.MaxHeadingLength && _lines[index][^1] is '。' or '？' or '！' or '：'
        && _numbers.Contains((mark.Style, number == 1 ? 2 : number - 1)) && _marks[index + 1]?.Style != mark.Style;

    /// <summary>Numbers belong to a heading, for the text may name them; bullets and brackets are ornament.</summary>
    private string HeadingOf(int index)
    {
        var heading = _marks[index] is { Number: null } mark ? mark.Rest : _lines[index];
        return Brackets().Match(heading) is { Success: true } match ? match.Groups["words"].Value.Trim() : heading;
    }

    private ListBlock ListOf(int start, int length)
    {
        var items = Enumerable.Range(start, length).Select(index => _marks[index] is { } mark && mark.Style == _marks[start]?.Style ? mark.Rest : _lines[index]).ToList();
        return new ListBlock { Ordered = _marks[start] is { Number: not null } && MarkedRun(start) >= length, Items = items };
    }

    [GeneratedRegex(@"[。！？!?.；…][”’」』）)]*$", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^(?:\s+\S|\s*[:：—–-]+\s*\S)", RegexOptions.CultureInvariant)]
    private static partial Regex TimeEnd();

    [GeneratedRegex(@"^【(?<words>[^【】]+)】$", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}
