using NewsApi.ChineseText.Search;
using NewsApi.FullText;
using NewsApi.Http.Fields;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.Site;

namespace NewsApi.Articles;

/// <summary>Lists of articles, filtered and searched. Begin a snapshot first where more is read of them.</summary>
public sealed class ArticleLists(NewsDbContext db, SiteTime time, TextSearch search, ArticleSummaries summaries)
{
    /// <summary>One page of the articles that pass a filter, with what is wanted of each.</summary>
    internal async Task<Page<ArticleSummary>> PageAsync(ArticleFilter filter, PageRequest page, string scope, FieldSelection fields, CancellationToken cancel)
    {
        // Which articles first, and then what is shown of them, which other lists may have shown as well.
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        var found = await FindAsync(filter, page, scope, cancel);
        return found.With(await summaries.ReadAsync(found.Items, fields, cancel));
    }

    private async Task<Page<ArticleState>> FindAsync(ArticleFilter filter, PageRequest page, string scope, CancellationToken cancel)
    {
        var tags = await filter.TagsAsync(db, cancel);
        var articles = filter.Apply(db, tags, time.Zone);
        if (filter.Q is null)
        {
            return await (await filter.AmongFewAsync(db, articles, tags, cancel)).ToPageAsync(ArticleFilter.Orders[filter.Sort], page, scope, ArticleState.Projection, cancel);
        }

        var (query, rows, inIndex) = (SearchQuery.Parse(filter.Q), SearchedRows.Of(db, articles), filter.InIndex(tags));
        return filter.Sort == ArticleFilter.BestFirst
            ? await search.BestAsync(rows, await search.RankAsync(rows, query, inIndex, cancel), query, inIndex, page, scope, ArticleState.Projection, article => article.Id, cancel)
            : await search.PageAsync(
                rows, query, inIndex, ArticleFilter.Orders[filter.Sort], filter.Sort == ArticleFilter.NewestFirst, page, scope, ArticleState.Projection, cancel);
    }
}
