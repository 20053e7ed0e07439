using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.ChineseText.Search;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.Site;

namespace NewsApi.Sections;

/// <summary>Sections across all articles: every demand, every attack, every talk.</summary>
[ApiController, ShowsText, Route("api/v1/sections"), Tags("Sections")]
public sealed class SectionsController(NewsDbContext db, Caller caller) : ControllerBase
{
    private static readonly ListOrder<Section> NewestStoryFirst =
        new ListOrder<Section>().Descending(section => section.PublishedAt).Descending(section => section.ArticleId).Ascending(section => section.Number);

    /// <summary>Lists sections across articles, newest story first.</summary>
    /// <remarks>Those of one story stand in reading order. Each comes with its text and the article it is part of. Filters narrow the list together.</remarks>
    [HttpGet(Name = "listSections")]
    public async Task<Page<SectionResponse>> List(
        [FromQuery] SectionFilter filter, [FromQuery] PageRequest page, [FromServices] SiteTime time, [FromServices] TextSearch search, CancellationToken cancel)
    {
        var sections = filter.Apply(db.Sections, time.Zone);
        if (filter.Q is null)
        {
            return await sections.ToPageAsync(NewestStoryFirst, page, CursorScope.Of(Request), Request.Wanted(SectionResponse.Projection), cancel);
        }

        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        return await search.PageAsync(
            SearchedRows.Of(db, sections), SearchQuery.Parse(filter.Q), filter.InIndex(), NewestStoryFirst, isNewestFirst: true, page, CursorScope.Of(Request), Request.Wanted(SectionResponse.Projection), cancel);
    }

    /// <summary>Shows one section.</summary>
    /// <remarks>Its text and the article it is part of.</remarks>
    /// <param name="id" example="2">Number of the section.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{id}", Name = "getSection"), AlsoShows(Scopes.DraftsRead, "those of unpublished articles")]
    [ProducesResponseType<SectionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<SectionResponse>> Get(long id, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await db.Sections.VisibleTo(caller).Where(section => section.Id == id).AsNoTracking().Select(Request.Wanted(SectionResponse.Projection)).SingleOrDefaultAsync(cancel) is not { } found)
        {
            return ApiProblems.NotFound("id", "No section has this id; /api/v1/sections lists them.");
        }

        ConditionalGet.SetLastModified(Response, await db.Articles.IgnoreQueryFilters().Where(article => article.Id == found.Article!.Id).Select(article => article.UpdatedAt).SingleAsync(cancel));
        return found;
    }
}
