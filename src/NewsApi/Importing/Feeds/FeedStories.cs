using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing.Html;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Feeds;

/// <summary>Makes stories of the entries of feeds.</summary>
/// <param name="readFragment">Reads a story's text in HTML; relative links start from the address.</param>
internal sealed class FeedStories(Func<string, Uri?, HtmlContent> readFragment)
{
    /// <summary>Stories of one document, at most; more is no feed but an archive.</summary>
    public const int MaxStories = 10_000;

    // As much as a list shows of a story.
    private const int SummaryLength = 160;

    private const int HeadlineLength = 60;

    // As much of a text as tells its script.
    private const int SampleLength = 2000;

    // Longer ones are no names but whole documents.
    private const int LongestId = 1000;

    /// <summary>The language of a text by its characters.</summary>
    public static string LanguageOf(string text) => ChineseScript.Detect(text) switch
    {
        Script.Traditional => "zh-Hant",
        Script.Simplified => "zh-Hans",
        Script.Ambiguous => "zh",
        _ => "und",
    };

    /// <summary>The language declared, or that of the text where the declaration is none or can't be true.</summary>
    /// <param name="declared">What the document declares.</param>
    /// <param name="text">The text.</param>
    /// <param name="guesses">Gets what was guessed.</param>
    public static string Language(string? declared, string text, List<Guess> guesses)
    {
        var sample = text[..Math.Min(text.Length, SampleLength)];
        var seen = LanguageOf(sample);
        var tag = declared?.Trim().Replace('_', '-') ?? "";
        if (tag.Length is 0 or > WireLimits.Language || !LanguageTag.IsWellFormed(tag))
        {
            guesses.Add(new Guess("language", seen, "The document names no language; the characters tell it.", seen is "zh-Hant" or "zh-Hans" ? 0.9 : 0.5));
            return seen;
        }

        // Programs that make feeds say they are in English until somebody tells them otherwise.
        var han = sample.Count(character => character is >= '\u4E00' and <= '\u9FFF');
        if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) && seen != "und" && han * 3 > sample.Length)
        {
            guesses.Add(new Guess("language", seen, $"The document says {tag}, but the text is Chinese.", 0.9));
            return seen;
        }

        return LanguageTag.Canonical(tag);
    }

    /// <summary>All words of sections, a block to a line.</summary>
    public static string TextOf(IEnumerable<SectionDraft> sections) =>
        string.Join('\n', sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts()).Where(text => !string.IsNullOrWhiteSpace(text)));

    /// <summary>The story of an entry; null where it says nothing.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="zone">The zone of times that have none.</param>
    public ReadStory? MakeOrNull(FeedEntry entry, TimeZoneInfo zone)
    {
        List<string> warnings = [];
        var link = DraftLimits.WebUrlOrNull(entry.Link, entry.Base);
        var address = entry.Base ?? (link is null ? null : new Uri(link));

        var content = Read(entry.Content, address);
        var aside = Read(entry.Summary, address);
        var body = content ?? aside;
        var text = body is null ? "" : TextOf(body.Sections);
        var asideText = content is null || aside is null ? null : DraftLimits.LineOrNull(TextOf(aside.Sections));

        List<Guess> guesses = [.. body?.Guesses ?? []];
        var headline = DraftLimits.LineOrNull(entry.Title);
        if (headline is null)
        {
            if (DraftLimits.LineOrNull(text) is not { } words)
            {
                return null;
            }

            headline = Excerpt.Of(words, HeadlineLength);
            guesses.Add(new Guess("headline", headline, "The entry has no title; it is the beginning of the text.", 0.5));
        }

        // A description that is as long as the text is the text once more.
        var summary = asideText is not null && asideText.Length < text.Length && asideText != headline ? asideText : null;
        if (summary is null && DraftLimits.LineOrNull(text.Split('\n')[0]) is { } beginning)
        {
            summary = Excerpt.Of(beginning, SummaryLength);
            guesses.Add(new Guess("summary", summary, "The beginning of the text.", 0.7));
        }

        var publishedAt = PublishedAt(entry, zone, guesses, warnings);
        var language = Language(entry.Language, $"{headline}\n{text}", guesses);
        var draft = new ArticleDraft
        {
            Headline = headline,
            Summary = summary,
            Language = language,
            PublishedAt = publishedAt?.At,
            PublishedPrecision = publishedAt?.Precision,
            SourceName = entry.SourceName,
            SourceUrl = link,
            Authors = entry.Authors,
            Media = [.. entry.Media, .. body?.Media ?? []],
            Sections = body?.Sections ?? [],
            RelatedNews = body?.RelatedNews ?? [],
        };

        draft = DraftLimits.Fit(draft, warnings);
        if (draft.Sections.Count == 0)
        {
            draft = draft with { Sections = [new SectionDraft(KindClassifier.Lead, null, null, [new ParagraphBlock { Text = draft.Headline }])] };
        }

        var id = entry.Id?.Trim();
        var identity = id is { Length: > 0 and <= LongestId } ? $"guid:{id}" : link is not null ? $"url:{link}" : null;
        return new ReadStory(draft, guesses, warnings, identity);
    }

    private static FeedTime? PublishedAt(FeedEntry entry, TimeZoneInfo zone, List<Guess> guesses, List<string> warnings)
    {
        foreach (var (printed, isUpdate) in new[] { (entry.Published, false), (entry.Updated, true) })
        {
            if (DraftLimits.LineOrNull(printed) is not { } date)
            {
                continue;
            }

            if (FeedTimes.ReadOrNull(date, zone) is not { } time)
            {
                warnings.Add($"There is no such date as “{(date.Length > 100 ? date[..99] + "…" : date)}”; it was left out.");
                continue;
            }

            if (isUpdate || time.Assumption is not null)
            {
                var why = $"{(isUpdate ? "The entry says only when it was updated. " : "")}{time.Assumption}".Trim();
                guesses.Add(new Guess("publishedAt", time.At.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture), why, isUpdate ? 0.5 : 0.8));
            }

            return time;
        }

        return null;
    }

    private HtmlContent? Read(string? html, Uri? address)
    {
        if (string.IsNullOrWhiteSpace(html))
        {
            return null;
        }

        var content = readFragment(html, address);
        return content.Sections.Any(section => section.Blocks.Count > 0) || content.RelatedNews.Count > 0 || content.Media.Count > 0 ? content : null;
    }
}
