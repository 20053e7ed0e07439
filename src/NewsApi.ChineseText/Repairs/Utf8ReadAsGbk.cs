using System.Buffers;
using System.Text;
using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Repairs;

/// <summary>
/// UTF-8 read as GBK: 鏂伴椈 is 新闻. Three bytes become one and a half characters, and pairs that GBK does not define are shown as ? or �: what their
/// bytes belonged to is marked.
/// </summary>
internal static class Utf8ReadAsGbk
{
    private const char Lost = '\uFFFD';
    private const int Unknown = -1; // a byte that was not shown
    private const float MuchBetter = 15; // e^15 times likelier than the text as found

    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        var count = edits.Count;
        var tried = 0;
        var first = line.IndexOfAnyExceptInRange('\0', '\u007F');
        for (var at = 0; at < line.Length;)
        {
            var end = EndOfRun(line, at, '\0');
            if (end == at)
            {
                at++;
                continue;
            }

            // A whole stretch with the ASCII in it says more than its pieces.
            if (at >= tried && MayBegin(line[at]))
            {
                tried = EndOfRun(line, at, '\u007F');
                if (tried - at > 2 && Decode(line[at..tried], at, at == first, edits))
                {
                    at = tried;
                    continue;
                }
            }

            if (end - at > 2 && MayBegin(line[at])) Decode(line[at..end], at, isAll: false, edits);
            at = end;
        }

        if (edits.Count > count && IsQuotation(line, edits[^1])) edits.RemoveRange(count, edits.Count - count);
    }

    private static int EndOfRun(ReadOnlySpan<char> line, int start, char last)
    {
        var end = start;
        while (end < line.Length && (Gbk.CodeOf(line[end]) != 0 || line[end] == '€' || (end > start && (line[end] is '?' or Lost || line[end] <= last)))) end++;
        return end;
    }

    // Three bytes of UTF-8 begin with E0 to EF, two with C2 to DF, four with F0 to F4; the next is 80 to BF.
    private static bool MayBegin(char character) => Gbk.CodeOf(character) is var code && (code >> 8) is >= 0xC2 and <= 0xF4 && (code & 0xFF) is >= 0x80 and <= 0xBF;

    // Somebody writes about it: "鏂伴椈" in a line of other Chinese.
    private static bool IsQuotation(ReadOnlySpan<char> line, Edit edit) =>
        Quotation.Holds(line, edit.Start, edit.Start + edit.Length) && Plausibility.IsChinese(string.Concat(line[..edit.Start], line[(edit.Start + edit.Length)..]));

    private static bool Decode(ReadOnlySpan<char> run, int start, bool isAll, List<Edit> edits)
    {
        if (new Reading(run).Text is not { } text) return false;
        if (!Plausibility.IsChinese(text))
        {
            // GBK shown as Latin-1, and that saved as UTF-8: 脰脨 is ÖÐ is 中.
            if (!isAll || text.Contains(Lost, StringComparison.Ordinal) || SingleByteRuns.Original(text, isAmongChinese: false) is not { } inner) return false;
            text = inner.Text;
        }

        if (Plausibility.Cost(run) - Plausibility.Cost(text) < MuchBetter) return false;
        var confidence = text.Contains(Lost, StringComparison.Ordinal) ? RepairConfidence.Lost : RepairConfidence.Certain;
        edits.Add(new Edit(start, run.Length, text, "utf8-read-as-gbk", confidence, "The codes of the characters are the bytes of UTF-8."));
        return true;
    }

    /// <summary>
    /// The characters of a run as bytes of UTF-8. A ? may stand for one byte, for two, or for itself: readings go through the run side by side, one for each
    /// number of bytes still missing, and of two the one with less lost goes on.
    /// </summary>
    private readonly ref struct Reading
    {
        private const int States = 4; // bytes still missing in the character

        public Reading(ReadOnlySpan<char> run)
        {
            var paths = new Path?[States];
            paths[0] = new Path(null, "", 0, [], 0);
            var next = new Path?[States];
            var done = new StringBuilder();
            foreach (var character in run)
            {
                Array.Clear(next);
                foreach (var path in paths)
                {
                    if (path is null) continue;
                    if (character is '?' or Lost)
                    {
                        if (character == '?') Keep(path.Take('?'));
                        foreach (var one in path.TakeUnknown())
                        {
                            Keep(one);
                            foreach (var two in one.TakeUnknown()) Keep(two);
                        }
                    }
                    else if (character <= '\u007F') Keep(path.Take(character));
                    else if (character == '€') Keep(path.Take(0x80));
                    else if (Gbk.CodeOf(character) is var code) Keep(path.Take(code >> 8)?.Take(code & 0xFF));
                }

                (paths, next) = (next, paths);
                var alive = paths.Count(path => path is not null);
                if (alive == 0) return;
                if (alive > 1) continue;
                // Nothing is open about what lies behind the only one.
                var only = Array.FindIndex(paths, path => path is not null);
                done.Append(paths[only]);
                paths[only] = paths[only]! with { Before = null, Character = "" };
            }

            // A character cut off at the end of the line is lost.
            var best = paths.Where(path => path is not null).Select(path => path!.End()).MinBy(path => path.Losses);
            Text = done.Append(best).ToString();

            void Keep(Path? path)
            {
                if (path is not null && (next[path.Missing] is not { } other || path.Losses < other.Losses)) next[path.Missing] = path;
            }
        }

        public string? Text { get; }
    }

    // What has been read so far, as a list from the last character back, and the bytes of the character begun.
    private sealed record Path(Path? Before, string Character, int Missing, int[] Bytes, float Losses)
    {
        private const float LiteralMark = 0.5f;

        public Path? Take(int value)
        {
            if (Missing > 0) return value is >= 0x80 and <= 0xBF ? Continue(value) : null;
            var missing = value switch { < 0x80 => 0, >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => -1 };
            if (missing < 0) return null;
            return missing == 0 ? new Path(this, ((char)value).ToString(), 0, [], Losses + (value == '?' ? LiteralMark : 0)) : new Path(this, "", missing, [value], Losses);
        }

        // A byte that may be anything: the next of the character begun, or the first of a Chinese one.
        public IEnumerable<Path> TakeUnknown()
        {
            if (Missing > 0)
            {
                if (Continue(Unknown) is { } longer) yield return longer;
            }
            else
            {
                yield return new Path(this, "", 2, [Unknown], Losses);
                yield return new Path(this, Lost.ToString(), 0, [], Losses + 1.5f);
            }
        }

        public Path End() => Missing == 0 ? this : new Path(this, Lost.ToString(), 0, [], Losses + 1);

        public override string ToString()
        {
            var characters = new List<string>();
            for (var path = this; path is not null; path = path.Before) characters.Add(path.Character);
            characters.Reverse();
            return string.Concat(characters);
        }

        private Path? Continue(int value)
        {
            int[] bytes = [.. Bytes, value];
            if (Missing > 1) return this with { Missing = Missing - 1, Bytes = bytes };
            if (Array.IndexOf(bytes, Unknown) >= 0) return this with { Character = Character + Lost, Missing = 0, Bytes = [], Losses = Losses + 1 };
            Span<byte> sequence = stackalloc byte[bytes.Length];
            for (var at = 0; at < bytes.Length; at++) sequence[at] = (byte)bytes[at];
            return Rune.DecodeFromUtf8(sequence, out var rune, out var used) == OperationStatus.Done && used == bytes.Length
                ? this with { Character = Character + rune, Missing = 0, Bytes = [] }
                : null;
        }
    }
}
