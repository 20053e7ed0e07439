using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NewsApi.Http;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.RelatedNews;
using NewsApi.Scripts;

namespace NewsApi.Articles;

/// <summary>The related news of one article.</summary>
public sealed record ArticleRelatedNews : IPage, IShownInScript
{
    /// <summary>A page of lists, and what is similar.</summary>
    [SetsRequiredMembers]
    internal ArticleRelatedNews(Page<RelatedNewsResponse> lists, IReadOnlyList<SimilarArticle> similar) =>
        (Items, NextCursor, Total, TotalIsExact, Similar) = (lists.Items, lists.NextCursor, lists.Total, lists.TotalIsExact, similar);

    /// <inheritdoc cref="Page{T}.Items"/>
    [MaxLength(PageRequest.MaxLimit)]
    public required IReadOnlyList<RelatedNewsResponse> Items { get; init; }

    /// <inheritdoc cref="Page{T}.NextCursor"/>
    [StringLength(Cursor.MaxLength)]
    public required string? NextCursor { get; init; }

    /// <inheritdoc cref="Page{T}.Total"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, QueryablePaging.MaxTotal)]
    public int? Total { get; init; }

    /// <inheritdoc cref="Page{T}.TotalIsExact"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? TotalIsExact { get; init; }

    /// <summary>Articles that share tags with this one, most alike first.</summary>
    [MaxLength(SimilarArticle.MaxCount)]
    public required IReadOnlyList<SimilarArticle> Similar { get; init; }

    IEnumerable<string> IShownInScript.Languages => Items.Select(list => list.Language).Concat(Similar.Select(article => article.Language));

    object IShownInScript.In(ScriptConversion script) => this with
    {
        Items = [.. Items.Select(list => script.Applies(list.Language) ? list.ConvertedTo(script) : list)],
        Similar = [.. Similar.Select(article => script.Applies(article.Language) ? article.ConvertedTo(script) : article)],
    };
}

/// <summary>An article that is about the same as another.</summary>
public sealed record SimilarArticle
{
    /// <summary>How many are shown.</summary>
    internal const int MaxCount = 10;

    /// <summary>Number of the article.</summary>
    public required long Id { get; init; }

    /// <summary>Readable name in addresses.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Slug { get; init; }

    /// <summary>Headline as printed.</summary>
    [StringLength(WireLimits.Line)]
    public required string Headline { get; init; }

    /// <summary>Language of the text (BCP 47).</summary>
    [StringLength(WireLimits.Language)]
    public required string Language { get; init; }

    /// <summary>Whether the headline was converted to the script that was asked for.</summary>
    public required bool Converted { get; init; }

    /// <summary>When the story appeared, with the offset of the zone it was printed in.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>How alike, from 0 to 1: tags in common among all tags of both.</summary>
    [Range(0, 1)]
    public required double Score { get; init; }

    /// <summary>The same in another script.</summary>
    internal SimilarArticle ConvertedTo(ScriptConversion script) => this with { Headline = script.Convert(Headline), Language = script.Language, Converted = true };

    internal static async Task<IReadOnlyList<SimilarArticle>> FindAsync(NewsDbContext db, long articleId, CancellationToken cancel)
    {
        var tags = await db.Articles.Where(article => article.Id == articleId).SelectMany(article => article.Tags).Select(tag => tag.Id).ToListAsync(cancel);
        var candidates = await db.Articles
            .Where(article => article.Id != articleId)
            .Select(article => new { Article = article, Shared = article.Tags.Count(tag => tags.Contains(tag.Id)), All = article.Tags.Count })
            .Where(candidate => candidate.Shared > 0)
            .OrderByDescending(candidate => (double)candidate.Shared / (candidate.All + tags.Count - candidate.Shared))
            .ThenByDescending(candidate => candidate.Article.PublishedAt)
            .ThenByDescending(candidate => candidate.Article.Id)
            .Take(MaxCount)
            .Select(candidate => new
            {
                candidate.Article.Id,
                candidate.Article.Slug,
                candidate.Article.Headline,
                candidate.Article.Language,
                candidate.Article.PublishedAt,
                candidate.Article.PublishedOffsetMinutes,
                Score = (double)candidate.Shared / (candidate.All + tags.Count - candidate.Shared),
            })
            .ToListAsync(cancel);
        return
        [
            .. candidates.Select(candidate => new SimilarArticle
            {
                Id = candidate.Id,
                Slug = candidate.Slug,
                Headline = candidate.Headline,
                Language = candidate.Language,
                Converted = false,
                PublishedAt = candidate.PublishedAt.ToOffset(TimeSpan.FromMinutes(candidate.PublishedOffsetMinutes)),
                Score = Math.Round(candidate.Score, 3),
            }),
        ];
    }
}
