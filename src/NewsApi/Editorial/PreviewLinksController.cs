using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>Links that show one article to whoever has them, whatever its status.</summary>
[ApiController, Needs(Scopes.ArticlesWrite), Route("api/v1/articles/{key}/preview-links"), Tags("Editing")]
public sealed class PreviewLinksController(NewsDbContext db, PreviewLinks links, ArticleFinder finder, Caller caller) : ControllerBase
{
    private static readonly ListOrder<PreviewLink> NewestFirst = new ListOrder<PreviewLink>().Descending(link => link.Id);

    /// <summary>Lists the preview links of an article.</summary>
    /// <remarks>The newest first, also those expired or revoked. None shows the link itself: only a hash of it is kept.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet(Name = "listPreviewLinks")]
    [ProducesResponseType<Page<PreviewLinkResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<Page<PreviewLinkResponse>>> List(string key, [FromQuery] PageRequest page, CancellationToken cancel) =>
        await finder.WritableOrNullAsync(key, cancel) is { } articleId
            ? await db.PreviewLinks.Where(link => link.ArticleId == articleId).ToPageAsync(NewestFirst, page, CursorScope.Of(Request), Request.Wanted(PreviewLinkResponse.Projection), cancel)
            : ArticleFinder.NotFound();

    /// <summary>Shows what is kept of one preview link.</summary>
    /// <remarks>Who made it, and until when it works; not the link itself.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="id" example="1">Number of the link.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{id}", Name = "getPreviewLink")]
    [ProducesResponseType<PreviewLinkResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<PreviewLinkResponse>> Get(string key, long id, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(key, cancel) is not { } articleId)
        {
            return ArticleFinder.NotFound();
        }

        return await db.PreviewLinks.Where(link => link.Id == id && link.ArticleId == articleId).AsNoTracking().Select(Request.Wanted(PreviewLinkResponse.Projection)).SingleOrDefaultAsync(cancel) is { } link
            ? link
            : NoLink();
    }

    /// <summary>Makes a preview link.</summary>
    /// <remarks>The answer shows the link, this once. Whoever has it sees this article, draft or not, and nothing else.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="request">For how long.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost(Name = "createPreviewLink")]
    [ProducesResponseType<CreatedPreviewLinkResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<CreatedPreviewLinkResponse>> Create(string key, [FromBody] PreviewLinkRequest request, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(key, cancel) is not { } articleId
            || await links.CreateAsync(articleId, TimeSpan.FromSeconds(request.ExpiresInSeconds), caller.Name!, cancel) is not var (kept, token))
        {
            return ArticleFinder.NotFound();
        }

        return Created(
            $"/api/v1/articles/{articleId}/preview-links/{kept.Id}",
            new CreatedPreviewLinkResponse { Id = kept.Id, Url = $"{HttpContext.RequestServices.GetRequiredService<SiteAddress>().Of(Request)}/api/v1/previews/{token}", ExpiresAt = kept.ExpiresAt });
    }

    /// <summary>Revokes a preview link.</summary>
    /// <remarks>At once and for good; revoking it again changes nothing. The record stays.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="id" example="1">Number of the link.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpDelete("{id}", Name = "revokePreviewLink")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult> Revoke(string key, long id, CancellationToken cancel) =>
        await finder.WritableOrNullAsync(key, cancel) is not { } articleId ? ArticleFinder.NotFound()
        : await links.RevokeAsync(articleId, id, caller.Name!, cancel) ? NoContent()
        : NoLink();

    private static ActionResult NoLink() => ApiProblems.NotFound("id", "The article has no preview link with this id.");
}

/// <summary>What preview links lead to.</summary>
[ApiController, ShowsText, Route("api/v1/previews"), Tags("Articles")]
public sealed class PreviewsController(NewsDbContext db, PreviewLinks links) : ControllerBase
{
    /// <summary>Shows the article of a preview link.</summary>
    /// <remarks>Whatever its status, as long as it was not withdrawn and the link neither expired nor was revoked. No key is needed: the link is one.</remarks>
    /// <param name="token" example="q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA">What the link ends with.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{token}", Name = "getPreview"), NeverKept]
    [ProducesResponseType<ArticleResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<ArticleResponse>> Get(string token, CancellationToken cancel)
    {
        // Nobody keeps it, finds it or passes the address on.
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers["X-Robots-Tag"] = "noindex";
        Response.Headers["Referrer-Policy"] = "no-referrer";

        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await ArticleResponse.ReadOrNullAsync(db, links.ArticleOf(token), FieldSelection.Of(Request), cancel) is not { } article)
        {
            return ApiProblems.NotFound("token", "No preview is here. The link may be incomplete, expired or revoked; ask whoever gave it for a new one.");
        }

        EntityVersion.Set(Response, article.Version, article.Hash);
        ConditionalGet.SetLastModified(Response, article.UpdatedAt);
        return (ArticleResponse)article.For(Caller.Anybody);
    }
}

/// <summary>A preview link to be made.</summary>
public sealed record PreviewLinkRequest
{
    /// <summary>Longest life of a link: 30 days.</summary>
    internal const int MaxSeconds = 2_592_000;

    /// <summary>How many seconds it works.</summary>
    [Range(1, MaxSeconds)]
    public required int ExpiresInSeconds { get; init; }
}

internal sealed class PreviewLinkRequestValidator : AbstractValidator<PreviewLinkRequest>
{
    public PreviewLinkRequestValidator() =>
        RuleFor(request => request.ExpiresInSeconds).InclusiveBetween(1, PreviewLinkRequest.MaxSeconds).WithMessage($"must be 1 to {PreviewLinkRequest.MaxSeconds} seconds, which is 30 days");
}

/// <summary>A preview link that was just made, with the link itself.</summary>
public sealed record CreatedPreviewLinkResponse
{
    /// <summary>Number of the link.</summary>
    public required long Id { get; init; }

    /// <summary>The link. It is not shown again.</summary>
    [StringLength(WireLimits.Url)]
    public required string Url { get; init; }

    /// <summary>From when on it shows nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>What is kept of a preview link.</summary>
public sealed record PreviewLinkResponse
{
    /// <summary>Number of the link.</summary>
    public required long Id { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    [StringLength(WireLimits.Line)]
    public required string CreatedBy { get; init; }

    /// <summary>From when on it shows nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it is not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    internal static Expression<Func<PreviewLink, PreviewLinkResponse>> Projection { get; } = link => new PreviewLinkResponse
    {
        Id = link.Id,
        CreatedAt = link.CreatedAt,
        CreatedBy = link.CreatedBy,
        ExpiresAt = link.ExpiresAt,
        RevokedAt = link.RevokedAt,
    };
}
