using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.ChineseText.Search;
using NewsApi.FullText;
using NewsApi.Http.Fields;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.Site;

namespace NewsApi.Search;

/// <summary>Articles that are searched for, with what was found in each.</summary>
public sealed class ArticleSearch(NewsDbContext db, SiteTime time, TextSearch search, ArticleSummaries summaries)
{
    /// <summary>One page of the articles found, the best first, with what is wanted of each. Only what is public is found.</summary>
    internal async Task<SearchPage> PageAsync(SearchFilter filter, PageRequest page, string scope, FieldSelection fields, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        var (articles, query) = (filter.OfArticles(), SearchQuery.Parse(filter.Q!));
        var tags = await articles.TagsAsync(db, cancel);
        var (rows, inIndex) = (SearchedRows.Of(db, articles.Apply(db, tags, time.Zone)), articles.InIndex(tags));
        var ranking = await search.RankAsync(rows, query, inIndex, cancel);
        var found = await search.BestAsync(rows, ranking, query, inIndex, page, scope, ArticleState.Projection, article => article.Id, cancel);
        var others = fields.Has("highlights") ? await rows.TextsAsync([.. found.Items.Select(article => article.Id).Where(id => !ranking.Texts.ContainsKey(id))], cancel) : [];
        var shown = await summaries.ReadAsync(found.Items, fields, cancel);
        var parts = await ListedArticle.PartsAsync(db, shown, fields, cancel);
        return new SearchPage
        {
            Items = [.. shown.Select(article => new SearchHit(article.For(Caller.Anybody), parts, fields.Has("highlights") ? HighlightsOf(article.Id) : []))],
            NextCursor = found.NextCursor,
            Total = found.Total,
            TotalIsExact = found.TotalIsExact,
            Facets = await SearchFacets.OfAsync(db, ranking, time.Zone, cancel),
        };

        IReadOnlyList<SearchHighlight> HighlightsOf(long id) => SearchHighlight.Of(ranking.Texts.GetValueOrDefault(id) ?? new RowText(others[id]), query);
    }
}
