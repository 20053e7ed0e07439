using Microsoft.Extensions.Options;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing;

/// <summary>What was understood of a page, and what of it was guessed.</summary>
internal sealed record UnderstoodPage(ArticleDraft Draft, IReadOnlyList<Guess> Guesses, IReadOnlyList<string> Warnings);

/// <summary>
/// Understands a page of plain text by its shape: the first line is the headline, short lines without end punctuation are
/// headings, lines that are marked or announced are lists, lines that are times are a related-news list.
/// </summary>
internal sealed class PlainTextReader(IOptions<UnderstandingOptions> understanding, TimeProvider clock)
{
    // As much as a list shows of a story.
    private const int SummaryLength = 160;

    // Longer first lines are text.
    private const int LongestHeadline = 120;

    private const int HeadlineLength = 60;

    // What a page says of itself stands so near to its headline, or to its end.
    private const int NearHeadline = 4;

    private const int NearEnd = 3;

    // An article holds fewer blocks.
    private const int MostLines = 100_000;

    private const int MostWrongTimes = 20;

    private readonly SectionMaker _sections = new(understanding.Value);
    private readonly MediaMarks _mediaMarks = new(understanding.Value);
    private readonly SubjectTags _subjects = new(understanding.Value);
    private readonly Quotations _quotations = new(understanding.Value);
    private readonly RelatedLists _related = new(understanding.Value);

    /// <summary>Reads any text; a page in which nothing is understood becomes one lead section.</summary>
    /// <param name="text">The page.</param>
    /// <param name="zone">The zone of the times in it.</param>
    /// <param name="address">Where it came from: an address or the name of a file, which may tell the year; null where unknown.</param>
    /// <exception cref="UnreadableDocumentException">Nothing in it can be seen, or it is no page but an archive.</exception>
    public UnderstoodPage Read(string text, TimeZoneInfo zone, string? address = null)
    {
        var guesses = new List<Guess>();
        var warnings = new List<string>();
        var lines = WrappedLines.Of(text);
        var headline = lines.FirstOrDefault() ?? throw new UnreadableDocumentException("The document has no text.");
        headline = TextMarks.HeadingOrNull(headline) ?? headline;
        var body = lines.Skip(1).ToList();
        if (headline.Length > LongestHeadline)
        {
            // The page has no headline, but begins with its text.
            body = [.. lines];
            headline = Excerpt.Of(headline, HeadlineLength);
            guesses.Add(new Guess("headline", headline, "The page has no headline; it is the beginning of the text.", 0.5));
        }

        if (body.Count > MostLines)
        {
            throw new UnreadableDocumentException($"The text has {body.Count} lines; one page has {MostLines} at most, and nothing of it was stored. Send it in parts.");
        }

        WarnOfWrongTimes(body.Prepend(lines[0]), warnings);

        var media = TakeMedia(body, warnings);
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        var imprints = TakeImprints(body, warnings);
        var relatedNews = _related.TakeFrom(body, zone, now, new Dateline(zone, now).WithYearOrNull(imprints, body, address), warnings);
        var parts = PageShape.PartsOf(body, _quotations);

        var paragraphs = parts.SelectMany(part => part.Blocks).SelectMany(block => block.Texts()).ToList();
        var sections = parts.Where(part => part.Blocks.Count > 0).Select(part => _sections.Make(part.Heading, part.Blocks, guesses)).ToList();
        var published = new Dateline(zone, now).FindOrNull(imprints, paragraphs, [.. relatedNews.SelectMany(list => list.Entries).Select(entry => entry.At)], address);
        if (published is { Guess: { } guess })
        {
            guesses.Add(guess);
        }
        else
        {
            warnings.Add("The text has no date: the article gets that of its publication.");
        }

        var tags = _subjects.Find(
            [headline, .. parts.Select(part => part.Heading).OfType<string>()], [.. sections.Select(section => section.Speaker).OfType<string>()], paragraphs);
        guesses.AddRange(tags.Select(tag => new Guess(
            "tags", tag.Name, tag.Type == TagType.Person ? "A heading names the speaker, and the text his or her office." : "The text names the country.", 0.8)));

        var lead = parts[0].Blocks.SelectMany(block => block.Texts()).FirstOrDefault();
        var summary = lead is not null ? Excerpt.Of(lead, SummaryLength) : null;
        if (summary is not null)
        {
            guesses.Add(new Guess("summary", summary, "The beginning of the lead.", 0.7));
        }

        return new UnderstoodPage(
            new ArticleDraft
            {
                Headline = headline,
                Summary = summary,
                Language = ChineseScript.LanguageOf(text),
                PublishedAt = published?.At,
                PublishedPrecision = published?.Precision,
                SourceName = SourceOf(imprints, paragraphs, guesses),
                Authors = AuthorsOf(imprints, guesses),
                Tags = tags,
                Media = media,
                Sections = sections,
                RelatedNews = relatedNews,
            },
            guesses,
            warnings);
    }

    private static void WarnOfWrongTimes(IEnumerable<string> lines, List<string> warnings) =>
        warnings.AddRange(lines.SelectMany(PrintedTimes.ImpossibleIn).Distinct(StringComparer.Ordinal).Take(MostWrongTimes)
            .Select(time => $"The date {time} can't be; it was passed over."));

    /// <summary>Takes out the lines that stand for media. One that has neither an address nor a caption says nothing that could be kept.</summary>
    private List<MediaItem> TakeMedia(List<string> body, List<string> warnings)
    {
        var media = new List<MediaItem>();
        body.RemoveAll(line =>
        {
            if (_mediaMarks.ReadOrNull(line) is not { } item)
            {
                return false;
            }

            if (item.Url is null && item.Caption is null)
            {
                warnings.Add($"The line {line} stands for media of which the page has no more; it was left out.");
            }
            else
            {
                media.Add(item);
            }

            return true;
        });
        return media;
    }

    /// <summary>Takes out the lines below the headline and at the end that say when, where and by whom the page was published.</summary>
    private static List<Imprint> TakeImprints(List<string> body, List<string> warnings)
    {
        var imprints = new List<Imprint>();
        for (int index = 0, seen = 0; index < body.Count && seen < NearHeadline; seen++)
        {
            if (IsOfList(body, index) || Imprint.ReadOrNull(body[index]) is not { } imprint)
            {
                index++;
                continue;
            }

            Take(index, imprint);
        }

        for (int index = body.Count - 1, seen = 0; index > 0 && seen < NearEnd && !IsOfList(body, index); index--, seen++)
        {
            if (Imprint.ReadOrNull(body[index]) is { } imprint)
            {
                Take(index, imprint);
            }
        }

        return imprints;

        void Take(int index, Imprint imprint)
        {
            imprints.Add(imprint);
            body.RemoveAt(index);
            if (imprint.LeftOut is { } words)
            {
                warnings.Add($"“{words}” says something of the page and was left out.");
            }
        }
    }

    /// <summary>Whether the line is a time among others, or behind a line that announces it: one of a list of other news.</summary>
    private static bool IsOfList(List<string> body, int index) =>
        IsTime(body, index) && (IsTime(body, index - 1) || IsTime(body, index + 1) || (index > 0 && Lines.AnnouncesList(body[index - 1])));

    private static bool IsTime(List<string> body, int index) =>
        index >= 0 && index < body.Count && body[index].TrimStart('-', '–', '*', '•', '·', ' ', '　') is var line && PrintedTimes.ListEntryOrNull(line, true) is not null && !Imprint.HasLabel(line);

    private static string? SourceOf(List<Imprint> imprints, List<string> paragraphs, List<Guess> guesses)
    {
        var source = imprints.Select(imprint => imprint.Source).FirstOrDefault(name => name is not null);
        if (source is not null)
        {
            guesses.Add(new Guess("sourceName", source, "The page is printed with it.", 0.8));
            return source;
        }

        return Dateline.AgencyOrNull(paragraphs, guesses);
    }

    private static List<string> AuthorsOf(List<Imprint> imprints, List<Guess> guesses)
    {
        var authors = imprints.SelectMany(imprint => imprint.Authors).Distinct(StringComparer.Ordinal).ToList();
        if (authors.Count > 0)
        {
            guesses.Add(new Guess("authors", string.Join(", ", authors), "A byline.", 0.8));
        }

        return authors;
    }
}
