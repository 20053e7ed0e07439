using Microsoft.AspNetCore.Mvc;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.ChineseText.Search;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.Site;

namespace NewsApi.Search;

/// <summary>Searching articles, in both scripts and from one character up.</summary>
[ApiController, ShowsText, Route("api/v1/search"), Tags("Search")]
public sealed class SearchController(NewsDbContext db) : ControllerBase
{
    /// <summary>Searches articles, the best first.</summary>
    /// <remarks>What stands in the headline counts for more than in a heading, the summary or the text; words close together for more than words apart; newer stories for a little more than older ones. Of more than 2,000 articles found the newest are ordered.</remarks>
    [HttpGet(Name = "search")]
    [ProducesResponseType<SearchPage>(StatusCodes.Status200OK)]
    public async Task<SearchPage> Find(
        [FromQuery] SearchFilter filter, [FromQuery] PageRequest page, [FromServices] SiteTime time, [FromServices] TextSearch search, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        var (articles, query, fields) = (filter.OfArticles(), SearchQuery.Parse(filter.Q!), FieldSelection.Of(Request));
        var (rows, inIndex) = (SearchedRows.Of(db, articles.Apply(db.Articles, time.Zone)), await articles.InIndexAsync(db, cancel));
        var ranking = await search.RankAsync(rows, query, inIndex, cancel);
        var found = await search.BestAsync(rows, ranking, query, inIndex, page, CursorScope.Of(Request), fields.Prune(ArticleSummary.Projection), article => article.Id, cancel);
        var others = fields.Has("highlights") ? await rows.TextsAsync([.. found.Items.Select(article => article.Id).Where(id => !ranking.Texts.ContainsKey(id))], cancel) : [];
        var parts = await ListedArticle.PartsAsync(db, found.Items, fields, cancel);
        return new SearchPage
        {
            Items = [.. found.Items.Select(article => new SearchHit(article.For(Caller.Anybody), parts, fields.Has("highlights") ? HighlightsOf(article.Id) : []))],
            NextCursor = found.NextCursor,
            Total = found.Total,
            TotalIsExact = found.TotalIsExact,
            Facets = await SearchFacets.OfAsync(db, ranking, time.Zone, cancel),
        };

        IReadOnlyList<SearchHighlight> HighlightsOf(long id) => SearchHighlight.Of(ranking.Texts.GetValueOrDefault(id) ?? new TokenisedText(others[id]), query);
    }
}
