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

    IShownInScript IShownInScript.In(ScriptConversion script) => this with
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

    private const int CandidatesOfTag = 100;

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

        // The newest of each tag: a tag that everything has tells little, and must not cost a walk through everything.
        var candidates = new HashSet<long>();
        foreach (var tagId in tags)
        {
            candidates.UnionWith(await db.Tags.Where(tag => tag.Id == tagId).SelectMany(tag => tag.Articles)
                .Select(article => article.Id).OrderByDescending(id => id).Take(CandidatesOfTag).ToListAsync(cancel));
        }

        candidates.Remove(articleId);
        var articles = await db.Articles.Where(article => candidates.Contains(article.Id))
            .Select(article => new
            {
                article.Id,
                article.Slug,
                article.Headline,
                article.Language,
                article.PublishedAt,
                article.PublishedOffsetMinutes,
                Tags = article.Tags.Select(tag => tag.Id).ToList(),
            })
            .AsSplitQuery()
            .ToListAsync(cancel);
        return
        [
            .. articles
                .Select(article => new SimilarArticle
                {
                    Id = article.Id,
                    Slug = article.Slug,
                    Headline = article.Headline,
                    Language = article.Language,
                    Converted = false,
                    PublishedAt = article.PublishedAt.ToOffset(TimeSpan.FromMinutes(article.PublishedOffsetMinutes)),
                    Score = Math.Round((double)article.Tags.Intersect(tags).Count() / article.Tags.Union(tags).Count(), 3),
                })
                .OrderByDescending(article => article.Score)
                .ThenByDescending(article => article.PublishedAt)
                .ThenByDescending(article => article.Id)
                .Take(MaxCount),
        ];
    }
}
