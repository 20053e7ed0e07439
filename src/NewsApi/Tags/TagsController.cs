using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Tags;

/// <summary>People, organisations, places, events and topics that articles are about.</summary>
[ApiController, ShowsText, Route("api/v1/tags"), Tags("Tags")]
public sealed class TagsController(NewsDbContext db, Caller caller) : ControllerBase
{
    private static readonly ListOrder<Tag> BySlug = new ListOrder<Tag>().Ascending(tag => tag.Slug);

    /// <summary>Lists tags by name.</summary>
    /// <remarks>All tags, in the order of their slugs (by code point), each with the number of articles that carry it.</remarks>
    [HttpGet(Name = "listTags"), AlsoShows(Scopes.DraftsRead, "tags that only unpublished articles carry")]
    public Task<Page<TagResponse>> List([FromQuery] PageRequest page, CancellationToken cancel) =>
        Visible().ToPageAsync(BySlug, page, CursorScope.Of(Request), Request.Wanted(TagResponse.Projection), cancel);

    /// <summary>Shows one tag.</summary>
    /// <remarks>What the tag names, and how many articles carry it. Its other names, and slugs it once had, lead to it.</remarks>
    /// <param name="slug" example="烏克蘭">The tag's name in addresses.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{slug}", Name = "getTag"), AlsoShows(Scopes.DraftsRead, "tags that only unpublished articles carry")]
    [ProducesResponseType<TagResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status308PermanentRedirect)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<TagResponse>> Get(string slug, CancellationToken cancel)
    {
        var name = SlugOrId.Normalise(slug);
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await Visible().Where(tag => tag.Slug == name).Select(tag => new { tag.Version, tag.Hash }).SingleOrDefaultAsync(cancel) is { } found)
        {
            EntityVersion.Set(Response, found.Version, found.Hash);
            return await db.Tags.Where(tag => tag.Slug == name).AsNoTracking().Select(Request.Wanted(TagResponse.Projection)).SingleAsync(cancel);
        }

        if (await Visible().Where(tag => tag.Aliases.Any(alias => alias.Slug == name)).Select(tag => tag.Slug).SingleOrDefaultAsync(cancel) is { } present)
        {
            return MovedName.To(HttpContext, "/api/v1/tags", [present]);
        }

        return ApiProblems.NotFound("slug", "No tag has this slug; /api/v1/tags lists them.");
    }

    /// <summary>A tag that only drafts carry would tell of them; one that nothing carries was made for all to use.</summary>
    private IQueryable<Tag> Visible() => caller.Has(Scopes.DraftsRead)
        ? db.Tags
        : db.Tags.Where(tag => tag.Articles.Any() || !db.ArticleTags.Any(carried => EF.Property<long>(carried, "TagId") == tag.Id));
}
