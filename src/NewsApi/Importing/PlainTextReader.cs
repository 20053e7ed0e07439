using System.Globalization;
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
/// headings, lines behind a colon that end in semicolons are a list, lines that are times are a related-news list.
/// </summary>
internal sealed class PlainTextReader(IOptions<UnderstandingOptions> understanding, TimeProvider clock)
{
    // As much as a list shows of a story.
    private const int SummaryLength = 160;

    private readonly KindClassifier _kinds = new(understanding.Value);
    private readonly MediaMarks _mediaMarks = new(understanding.Value);
    private readonly SubjectTags _subjects = new(understanding.Value);

    /// <summary>Reads any text; a page in which nothing is understood becomes one lead section.</summary>
    /// <param name="text">The page.</param>
    /// <param name="zone">The zone of the times in it.</param>
    /// <exception cref="UnreadableDocumentException">Nothing in it can be seen.</exception>
    public UnderstoodPage Read(string text, TimeZoneInfo zone)
    {
        var guesses = new List<Guess>();
        var warnings = new List<string>();
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var headline = lines.FirstOrDefault() ?? throw new UnreadableDocumentException("The document has no text.");
        var body = lines.Skip(1).ToList();

        var media = body.Select(_mediaMarks.ReadOrNull).OfType<MediaItem>().ToList();
        body.RemoveAll(line => _mediaMarks.ReadOrNull(line) is not null);
        var relatedNews = TakeRelatedNews(body, zone);
        var parts = Parts(body);

        var paragraphs = parts.SelectMany(part => part.Lines).ToList();
        var sections = parts.Where(part => part.Lines.Count > 0).Select(part => Section(part, guesses)).ToList();
        var published = PublishedAt(paragraphs, relatedNews, zone, guesses, warnings);
        if (published is null)
        {
            warnings.Add("The text has no date: the article gets that of its publication.");
        }

        var tags = _subjects.Find(
            [headline, .. parts.Select(part => part.Heading).OfType<string>()], [.. sections.Select(section => section.Speaker).OfType<string>()], paragraphs);
        guesses.AddRange(tags.Select(tag => new Guess(
            "tags", tag.Name, tag.Type == TagType.Person ? "A heading names the speaker, and the text his or her office." : "The text names the country.", 0.8)));

        var summary = parts[0].Lines.Count > 0 ? Excerpt.Of(parts[0].Lines[0], SummaryLength) : null;
        if (summary is not null)
        {
            guesses.Add(new Guess("summary", summary, "The beginning of the lead.", 0.7));
        }

        return new UnderstoodPage(
            new ArticleDraft
            {
                Headline = headline,
                Summary = summary,
                Language = LanguageOf(text),
                PublishedAt = published?.At,
                PublishedPrecision = published?.Precision,
                Tags = tags,
                Media = media,
                Sections = sections,
                RelatedNews = relatedNews,
            },
            guesses,
            warnings);
    }

    /// <summary>Cuts the lists of timestamped lines out of the body, each with the line above it when that ends in a colon.</summary>
    private static List<RelatedNewsDraft> TakeRelatedNews(List<string> body, TimeZoneInfo zone)
    {
        var lists = new List<RelatedNewsDraft>();
        var index = 0;
        while (index < body.Count)
        {
            var entries = new List<RelatedNewsEntryDraft>();
            while (index + entries.Count < body.Count && EntryOrNull(body[index + entries.Count], zone) is { } entry)
            {
                entries.Add(entry);
            }

            if (entries.Count == 0)
            {
                index++;
                continue;
            }

            var hasTitle = index > 0 && Lines.AnnouncesList(body[index - 1]);
            var title = hasTitle ? body[index - 1].TrimEnd('：', ':', ' ') : null;
            index -= hasTitle ? 1 : 0;
            body.RemoveRange(index, entries.Count + (hasTitle ? 1 : 0));
            lists.Add(new RelatedNewsDraft(title, entries));
        }

        return lists;
    }

    private static RelatedNewsEntryDraft? EntryOrNull(string line, TimeZoneInfo zone) =>
        PrintedTimes.ListEntryOrNull(line) is var (time, title) && time.AtOrNull(zone) is { } at
            ? new RelatedNewsEntryDraft(at, time.Precision, time.Printed, title)
            : null;

    /// <summary>The lines under each heading. The first part has none; a heading with nothing below it is text.</summary>
    private static List<Part> Parts(List<string> body)
    {
        List<Part> parts = [new(null, [])];
        for (var index = 0; index < body.Count; index++)
        {
            var opensSection = Lines.IsHeading(body[index]) && index + 1 < body.Count && !Lines.IsHeading(body[index + 1]);
            if (opensSection)
            {
                parts.Add(new Part(body[index], []));
            }
            else
            {
                parts[^1].Lines.Add(body[index]);
            }
        }

        return parts;
    }

    private SectionDraft Section(Part part, List<Guess> guesses)
    {
        if (part.Heading is null)
        {
            return new SectionDraft(KindClassifier.Lead, null, null, Blocks(part.Lines));
        }

        var (kind, confidence) = _kinds.Classify(part.Heading, string.Concat(part.Lines));
        guesses.Add(new Guess("sections.kind", $"{kind}: {part.Heading}", "The words of the heading and of the text below it.", confidence));
        return new SectionDraft(kind, part.Heading, Lines.SpeakerOf(part.Heading), Blocks(part.Lines));
    }

    /// <summary>Paragraphs, and lists where a line that ends in a colon is followed by lines that end in semicolons; the line behind those is the last point.</summary>
    private static List<Block> Blocks(List<string> lines)
    {
        var blocks = new List<Block>();
        for (var index = 0; index < lines.Count; index++)
        {
            blocks.Add(new ParagraphBlock { Text = lines[index] });
            if (!Lines.AnnouncesList(lines[index]))
            {
                continue;
            }

            var items = lines.Skip(index + 1).TakeWhile(Lines.IsListItem).ToList();
            if (items.Count > 0)
            {
                items.AddRange(lines.Skip(index + 1 + items.Count).Take(1));
                blocks.Add(new ListBlock { Items = items });
                index += items.Count;
            }
        }

        return blocks;
    }

    /// <summary>The first date in the text. A year it does not print is that of the newest related news, or else of today: the latest one that is not after it.</summary>
    private (DateTimeOffset At, DatePrecision Precision)? PublishedAt(
        List<string> paragraphs, List<RelatedNewsDraft> relatedNews, TimeZoneInfo zone, List<Guess> guesses, List<string> warnings)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        var entries = relatedNews.SelectMany(list => list.Entries).ToList();
        var (latest, context) = entries.Count > 0 ? (entries.Max(entry => entry.At), "the newest related news") : (now, "the day of the import");

        foreach (var paragraph in paragraphs)
        {
            if (PrintedTimes.FirstOrNull(paragraph) is not { } printed)
            {
                continue;
            }

            // A story is not later than the news printed beside it; five years back covers any 2月29日.
            var at = printed.Year is not null
                ? printed.AtOrNull(zone)
                : Enumerable.Range(0, 5).Select(back => printed.AtOrNull(zone, latest.Year - back)).FirstOrDefault(candidate => candidate <= latest);
            if (at is null)
            {
                warnings.Add($"The date {printed.Printed} can't be; it was passed over.");
                continue;
            }

            var date = at.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var why = printed.Year is not null
                ? $"The first date in the text is {printed.Printed}; time zone {zone.Id}."
                : $"The day is the first date in the text, {printed.Printed}; the year is from {context}, {latest:yyyy-MM-dd}; time zone {zone.Id}.";
            guesses.Add(new Guess("publishedAt", date, why, printed.Year is not null ? 0.8 : 0.7));
            return (at.Value, printed.Precision);
        }

        return null;
    }

    private static string LanguageOf(string text) => ChineseScript.Detect(text) switch
    {
        Script.Traditional => "zh-Hant",
        Script.Simplified => "zh-Hans",
        Script.Ambiguous => "zh",
        _ => "und",
    };

    private sealed record Part(string? Heading, List<string> Lines);
}
