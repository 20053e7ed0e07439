using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Tags;

/// <summary>People, organisations, places, events and topics that articles are about.</summary>
[ApiController, ShowsText, Route("api/v1/tags"), Tags("Tags")]
public sealed class TagsController(NewsDbContext db) : ControllerBase
{
    private static readonly ListOrder<Tag> BySlug = new ListOrder<Tag>().Ascending(tag => tag.Slug);

    /// <summary>Lists tags by name.</summary>
    /// <remarks>All tags, in the order of their slugs (by code point), each with the number of articles that carry it.</remarks>
    [HttpGet(Name = "listTags")]
    public Task<Page<TagResponse>> List([FromQuery] PageRequest page, CancellationToken cancel) =>
        db.Tags.ToPageAsync(BySlug, page, CursorScope.Of(Request), TagResponse.Projection, cancel);

    /// <summary>Shows one tag.</summary>
    /// <remarks>What the tag names, and how many articles carry it.</remarks>
    /// <param name="slug" example="烏克蘭">The tag's name in addresses.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{slug}", Name = "getTag")]
    [ProducesResponseType<TagResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<TagResponse>> Get(string slug, CancellationToken cancel)
    {
        var name = SlugOrId.Normalise(slug);
        return await db.Tags.Where(tag => tag.Slug == name).Select(TagResponse.Projection).SingleOrDefaultAsync(cancel)
            is { } tag ? tag : ApiProblems.NotFound("slug", "No tag has this slug; /api/v1/tags lists them.");
    }
}
