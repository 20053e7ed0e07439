using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Persistence;

namespace NewsApi.Search;

/// <summary>What the articles found are divided by: for each value, how many have it, the most first.</summary>
public sealed record SearchFacets
{
    private const int Most = 20;

    /// <summary>Kinds of sections; filter with `kind`.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<SearchFacet> Kind { get; init; }

    /// <summary>Tags; filter with `tag`.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<SearchFacet> Tag { get; init; }

    /// <summary>Sources; filter with `source`.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<SearchFacet> Source { get; init; }

    /// <summary>Months in the site's time zone, such as 2025-06, the newest first; filter with `from` and `to`.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<SearchFacet> Month { get; init; }

    /// <summary>Whether all articles found are counted; where they are more than 2,000, the newest are.</summary>
    public required bool IsComplete { get; init; }

    internal static async Task<SearchFacets> OfAsync(NewsDbContext db, Ranking ranking, TimeZoneInfo zone, CancellationToken cancel)
    {
        var entries = ranking.Articles.Select(article => article.Entry).ToList();
        var tags = Counted(entries.Select(entry => entry.Tags), areMany: true).ToDictionary(tag => long.Parse(tag.Value, CultureInfo.InvariantCulture), tag => tag.Count);
        var ids = tags.Keys.ToList();
        var named = await db.Tags.Where(tag => ids.Contains(tag.Id)).Select(tag => new { tag.Id, tag.Slug, tag.Name }).ToListAsync(cancel);
        var months = entries.Select(entry => TimeZoneInfo.ConvertTime(entry.PublishedAt, zone)).CountBy(at => (at.Year, at.Month));
        return new SearchFacets
        {
            Kind = Top(Counted(entries.Select(entry => entry.Kinds), areMany: true).Select(kind => new SearchFacet(kind.Value, null, kind.Count))),
            Tag = Top(named.Select(tag => new SearchFacet(tag.Slug, tag.Name, tags[tag.Id]))),
            Source = Top(Counted(entries.Select(entry => entry.Source).OfType<string>(), areMany: false).Select(source => new SearchFacet(source.Value, null, source.Count))),
            Month = [.. months.OrderByDescending(month => month.Key).Take(Most).Select(month => new SearchFacet(string.Create(CultureInfo.InvariantCulture, $"{month.Key.Year:0000}-{month.Key.Month:00}"), null, month.Value))],
            IsComplete = ranking.IsComplete,
        };

        // Articles often have the same, so the whole is counted before it is parted.
        static IEnumerable<(string Value, int Count)> Counted(IEnumerable<string> values, bool areMany) => values.CountBy(value => value, StringComparer.Ordinal)
            .SelectMany(value => (areMany ? value.Key.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [value.Key]).Select(one => (one, value.Value)))
            .GroupBy(value => value.one, value => value.Value, StringComparer.Ordinal).Select(value => (value.Key, value.Sum()));

        static IReadOnlyList<SearchFacet> Top(IEnumerable<SearchFacet> facets) => [.. facets.OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal).Take(Most)];
    }
}

/// <summary>How many articles have a value.</summary>
/// <param name="Value">The value, as the filter takes it.</param>
/// <param name="Name">What it is called; null where the value says it.</param>
/// <param name="Count">How many articles found have it.</param>
public sealed record SearchFacet([property: StringLength(WireLimits.Line)] string Value, [property: StringLength(WireLimits.Line)] string? Name, [property: Range(1, TextSearch.MaxCandidates)] int Count);
