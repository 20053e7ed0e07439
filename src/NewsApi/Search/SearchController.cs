using Microsoft.AspNetCore.Mvc;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Paging;

namespace NewsApi.Search;

/// <summary>Searching articles, in both scripts and from one character up.</summary>
[ApiController, ShowsText, Route("api/v1/search"), Tags("Search")]
public sealed class SearchController : ControllerBase
{
    /// <summary>Searches articles, the best first.</summary>
    /// <remarks>What stands in the headline counts for more than in a heading, the summary or the text; words close together for more than words apart; newer stories for a little more than older ones. Of more than 2,000 articles found the newest are ordered.</remarks>
    [HttpGet(Name = "search")]
    [ProducesResponseType<SearchPage>(StatusCodes.Status200OK)]
    public Task<SearchPage> Find([FromQuery] SearchFilter filter, [FromQuery] PageRequest page, [FromServices] ArticleSearch search, CancellationToken cancel) =>
        search.PageAsync(filter, page, CursorScope.Of(Request), FieldSelection.Of(Request), cancel);
}
