using System.Globalization;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing.Html;
using NewsApi.Model;

namespace NewsApi.Importing.Feeds;

/// <summary>Makes stories of the entries of feeds.</summary>
/// <param name="readFragment">Reads a story's text in HTML; relative links start from the address.</param>
internal sealed class FeedStories(Func<string, Uri?, HtmlContent> readFragment)
{
    // More is no feed but an archive.
    private const int MaxStories = 10_000;

    // As much as a list shows of a story.
    private const int SummaryLength = 160;

    private const int HeadlineLength = 60;

    // As much of a text as tells its script.
    private const int SampleLength = 2000;

    // More than that tell nothing of a story.
    private const int MostTags = 20;

    // Longer ones are no names but whole documents.
    private const int LongestId = 1000;

    /// <summary>The language declared, or that of the text where the declaration is none or can't be true.</summary>
    /// <param name="declared">What the document declares.</param>
    /// <param name="text">The text.</param>
    /// <param name="guesses">Gets what was guessed.</param>
    public static string Language(string? declared, string text, List<Guess> guesses)
    {
        var sample = text[..Math.Min(text.Length, SampleLength)];
        var seen = ChineseScript.LanguageOf(sample);
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

    /// <summary>Refuses a document with more items than one import takes. Whoever sent it shall not believe that all of them are in.</summary>
    /// <param name="count">How many it has.</param>
    /// <exception cref="UnreadableDocumentException">They are too many.</exception>
    public static void RefuseTooMany(int count)
    {
        if (count > MaxStories)
        {
            throw new UnreadableDocumentException($"The document has {count} items; one import takes {MaxStories} at most, and nothing of it was stored. Send it in parts.");
        }
    }

    /// <summary>All words of sections, a block to a line.</summary>
    public static string TextOf(IEnumerable<SectionDraft> sections) =>
        string.Join('\n', sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts()).Where(text => !string.IsNullOrWhiteSpace(text)));

    /// <summary>The stories of a feed's entries.</summary>
    /// <param name="entries">The entries; null stands for one that is none.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="zone">The zone of times that have none.</param>
    /// <param name="warnings">What is wrong with the feed as a whole, and nothing else; gets what more there is.</param>
    /// <exception cref="UnreadableDocumentException">There are entries, but no story; or more than one import takes.</exception>
    public IReadOnlyList<ReadStory> Make(IEnumerable<FeedEntry?> entries, int count, TimeZoneInfo zone, List<string> warnings)
    {
        RefuseTooMany(count);
        List<ReadStory> stories = [];
        var silent = 0;
        foreach (var entry in entries)
        {
            if (entry is not null && MakeOrNull(entry, zone) is { } story)
            {
                stories.Add(story);
            }
            else
            {
                silent++;
            }
        }

        if (silent > 0)
        {
            warnings.Add(silent == 1 ? "1 item says nothing and was left out." : $"{silent} items say nothing and were left out.");
        }

        if (stories.Count == 0 && warnings.Count > 0)
        {
            throw new UnreadableDocumentException($"Nothing of the feed can be read. {string.Join(' ', warnings)}");
        }

        return stories;
    }

    /// <summary>The story of an entry; null where it says nothing.</summary>
    private ReadStory? MakeOrNull(FeedEntry entry, TimeZoneInfo zone)
    {
        List<string> warnings = [];
        var link = WebAddress.OrNull(entry.Link, entry.Base);
        var address = entry.Base ?? (link is null ? null : new Uri(link));

        var content = Read(entry.Content, address);
        var aside = Read(entry.Summary, address);
        var body = content ?? aside;
        var text = body is null ? "" : TextOf(body.Sections);
        var asideText = content is null || aside is null ? null : PlainWords.OrNull(TextOf(aside.Sections));

        List<Guess> guesses = [.. body?.Guesses ?? []];
        var headline = PlainWords.OrNull(entry.Title);
        if (headline is null)
        {
            if (PlainWords.OrNull(text) is not { } words)
            {
                return null;
            }

            headline = Excerpt.Of(words, HeadlineLength);
            guesses.Add(new Guess("headline", headline, "The entry has no title; it is the beginning of the text.", 0.5));
        }

        // A description that is as long as the text is the text once more.
        var summary = asideText is not null && asideText.Length < text.Length && asideText != headline ? asideText : null;
        if (summary is null && PlainWords.OrNull(text.Split('\n')[0]) is { } beginning)
        {
            summary = Excerpt.Of(beginning, SummaryLength);
            guesses.Add(new Guess("summary", summary, "The beginning of the text.", 0.7));
        }

        var publishedAt = PublishedAt([(entry.Published, ""), (entry.Updated, "The entry says only when it was updated.")], zone, guesses, warnings);
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
            Tags = TagsOf(entry.Categories, warnings),
            Media = [.. entry.Media, .. body?.Media ?? []],
            Sections = body?.Sections ?? [],
            RelatedNews = body?.RelatedNews ?? [],
        };

        var id = entry.Id?.Trim();
        var identity = id is { Length: > 0 and <= LongestId } ? $"guid:{Scoped(id, entry.Base)}" : link is not null ? $"url:{link}" : null;
        return new ReadStory(draft, guesses, warnings, identity);
    }

    private static IReadOnlyList<TagDraft> TagsOf(IReadOnlyList<string> categories, List<string> warnings)
    {
        var names = categories.Select(PlainWords.OrNull).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (names.Count > MostTags)
        {
            warnings.Add($"Of the entry's {names.Count} categories the first {MostTags} were kept.");
        }

        return [.. names.Take(MostTags).Select(name => new TagDraft(name, TagType.Topic))];
    }

    /// <summary>An id that is no URI, such as a number, is unique within its site alone.</summary>
    private static string Scoped(string id, Uri? address) => id.Contains(':', StringComparison.Ordinal) || address is null ? id : $"{address.IdnHost}:{id}";

    /// <summary>The first of several times that is one. What is none is a warning; what says something else than when the story appeared is a guess.</summary>
    /// <param name="times">The times as printed, and what is to be said against each; empty where nothing is.</param>
    /// <param name="zone">The zone of times that have none.</param>
    /// <param name="guesses">Gets what was guessed.</param>
    /// <param name="warnings">Gets a sentence for each time that can't be.</param>
    public static FeedTime? PublishedAt(ReadOnlySpan<(string? Printed, string Doubt)> times, TimeZoneInfo zone, List<Guess> guesses, List<string> warnings)
    {
        foreach (var (printed, doubt) in times)
        {
            if (PlainWords.OrNull(printed) is not { } date)
            {
                continue;
            }

            if (FeedTimes.ReadOrNull(date, zone) is not { } time)
            {
                var named = date.Length > 100 ? date[..99] + "…" : date;
                warnings.Add(FeedTimes.IsAmbiguous(date)
                    ? $"The date “{named}” can be read two ways, the day first or the month first; it was left out."
                    : $"There is no such date as “{named}”; it was left out.");
                continue;
            }

            if (doubt.Length > 0 || time.Assumption is not null)
            {
                var value = time.At.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
                guesses.Add(new Guess("publishedAt", value, $"{doubt} {time.Assumption}".Trim(), doubt.Length > 0 ? 0.5 : 0.8));
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
