using System.Globalization;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing;

namespace NewsApi.Subscriptions;

/// <summary>Adds the items of a feed to a related-news list: in the order the list has, and none twice.</summary>
internal static class RelatedNewsMerge
{
    /// <summary>A story as an entry; null where it has no time, which an entry can't be without.</summary>
    public static EntryInput? EntryOrNull(ReadStory story) => story.Draft.PublishedAt is not { } at ? null : new EntryInput
    {
        PublishedAt = at,
        PublishedPrecision = story.Draft.PublishedPrecision,

        // Where the feed has no title, its text does not become one.
        Title = story.Guesses.Any(guess => guess.What == "headline") ? null : story.Draft.Headline,
        Url = story.Draft.SourceUrl,
    };

    /// <summary>A list with what it does not have yet. Of more than a list may have, the newest stay.</summary>
    /// <param name="present">The list as it is.</param>
    /// <param name="found">Entries of the feed.</param>
    /// <returns>The list, and how many of the entries are new in it.</returns>
    public static (RelatedNewsInput List, int Added) Merge(RelatedNewsInput present, IReadOnlyList<EntryInput> found)
    {
        var known = present.Entries.SelectMany(KeysOf).ToHashSet(StringComparer.Ordinal);
        var fresh = found.Where(entry =>
        {
            var keys = KeysOf(entry).ToList();
            var isNew = !keys.Exists(known.Contains);
            known.UnionWith(keys);
            return isNew;
        }).ToList();
        if (fresh.Count == 0)
        {
            return (present, 0);
        }

        // One entry has no order; most lists begin with the newest.
        var newestFirst = present.Entries.Count < 2 || present.Entries[0].PublishedAt >= present.Entries[^1].PublishedAt;
        var (rest, sorted) = (new Queue<EntryInput>(present.Entries), new Queue<EntryInput>(
            newestFirst ? fresh.OrderByDescending(entry => entry.PublishedAt) : fresh.OrderBy(entry => entry.PublishedAt)));
        List<EntryInput> merged = [];
        while (rest.Count + sorted.Count > 0)
        {
            var isNext = sorted.Count > 0 && (rest.Count == 0 || (newestFirst ? sorted.Peek().PublishedAt >= rest.Peek().PublishedAt : sorted.Peek().PublishedAt < rest.Peek().PublishedAt));
            merged.Add(isNext ? sorted.Dequeue() : rest.Dequeue());
        }

        var kept = newestFirst ? merged.Take(WireLimits.Many).ToList() : [.. merged.TakeLast(WireLimits.Many)];
        return (present with { Entries = kept }, fresh.Count(kept.Contains));
    }

    /// <summary>What an entry is known again by: its address, or its title and time.</summary>
    private static IEnumerable<string> KeysOf(EntryInput entry)
    {
        if (entry.Url is { } url)
        {
            yield return url;
        }

        // No address begins so.
        yield return string.Create(CultureInfo.InvariantCulture, $"{entry.PublishedAt.UtcDateTime:O} {entry.Title}");
    }
}
