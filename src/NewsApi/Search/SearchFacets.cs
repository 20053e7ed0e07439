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
        var ids = ranking.Articles.Select(article => article.Id).ToList();
        var kinds = await db.Sections.Where(section => ids.Contains(section.ArticleId)).GroupBy(section => section.KindSlug)
            .Select(kind => new { Value = kind.Key, Count = kind.Select(section => section.ArticleId).Distinct().Count() }).ToListAsync(cancel);
        var tags = await db.Articles.Where(article => ids.Contains(article.Id)).SelectMany(article => article.Tags).GroupBy(tag => new { tag.Slug, tag.Name })
            .Select(tag => new { tag.Key.Slug, tag.Key.Name, Count = tag.Count() }).ToListAsync(cancel);
        var sources = await db.Articles.Where(article => ids.Contains(article.Id) && article.SourceName != null).GroupBy(article => article.SourceName!)
            .Select(source => new { Value = source.Key, Count = source.Count() }).ToListAsync(cancel);
        var months = ranking.Articles.GroupBy(article => TimeZoneInfo.ConvertTime(article.PublishedAt, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture));
        return new SearchFacets
        {
            Kind = Top(kinds.Select(kind => new SearchFacet(kind.Value, null, kind.Count))),
            Tag = Top(tags.Select(tag => new SearchFacet(tag.Slug, tag.Name, tag.Count))),
            Source = Top(sources.Select(source => new SearchFacet(source.Value, null, source.Count))),
            Month = [.. months.OrderByDescending(month => month.Key, StringComparer.Ordinal).Take(Most).Select(month => new SearchFacet(month.Key, null, month.Count()))],
            IsComplete = ranking.IsComplete,
        };

        static IReadOnlyList<SearchFacet> Top(IEnumerable<SearchFacet> facets) => [.. facets.OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal).Take(Most)];
    }
}

/// <summary>How many articles have a value.</summary>
/// <param name="Value">The value, as the filter takes it.</param>
/// <param name="Name">What it is called; null where the value says it.</param>
/// <param name="Count">How many articles found have it.</param>
public sealed record SearchFacet([property: StringLength(WireLimits.Line)] string Value, [property: StringLength(WireLimits.Line)] string? Name, [property: Range(1, TextSearch.MaxCandidates)] int Count);
