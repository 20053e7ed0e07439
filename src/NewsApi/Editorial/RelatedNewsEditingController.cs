using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;
using NewsApi.RelatedNews;

namespace NewsApi.Editorial;

/// <summary>Writing related-news lists. A list has the version of its article.</summary>
[ApiController, ShowsText, Route("api/v1/related-news"), Tags("Editing")]
public sealed class RelatedNewsEditingController(NewsDbContext db, Newsroom newsroom, ArticleFinder finder, Caller caller) : ControllerBase
{
    /// <summary>Replaces a related-news list.</summary>
    /// <remarks>`If-Match` takes the tag of the list, as `GET` gives it.</remarks>
    /// <param name="id" example="1">Number of the list.</param>
    /// <param name="input">The list as it is to be.</param>
    /// <param name="edit">Why, for the history of the article.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPut("{id}", Name = "replaceRelatedNews"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType<RelatedNewsResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<RelatedNewsResponse>> Replace(
        long id, [FromBody] RelatedNewsInput input, [FromQuery] EditNote edit, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(id, cancel) is not { } articleId)
        {
            return NoList();
        }

        var change = await newsroom.ReviseRelatedNewsAsync(
            articleId, id, _ => Task.FromResult<(RelatedNewsDraft?, Change?)>((input.ToDraft(), null)), IfMatch.Of(Request).Matches, edit.SignedBy(caller), cancel);
        return change is Change.Saved saved
            ? await AnswerAsync(db, Response, id, saved.Article, StatusCodes.Status200OK, cancel)
            : ChangeAnswers.Refusal(change, Request, caller);
    }

    /// <summary>Changes some members of a related-news list.</summary>
    /// <remarks>A JSON Merge Patch (RFC 7396): members that are absent stay, null removes, arrays are replaced whole.</remarks>
    /// <param name="id" example="1">Number of the list.</param>
    /// <param name="patch">The members that change.</param>
    /// <param name="edit">Why, for the history of the article.</param>
    /// <param name="validator">What a list must be.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPatch("{id}", Name = "patchRelatedNews"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType<RelatedNewsResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<RelatedNewsResponse>> Patch(
        long id, [FromBody] MergePatch patch, [FromQuery] EditNote edit, [FromServices] IValidator<RelatedNewsInput> validator, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(id, cancel) is not { } articleId)
        {
            return NoList();
        }

        var change = await newsroom.ReviseRelatedNewsAsync(
            articleId,
            id,
            async present =>
            {
                var (patched, flaws) = await patch.PatchedAsync(present, validator, cancel);
                return patched is null ? (null, new Change.Refused(flaws)) : (patched.ToDraft(), null);
            },
            IfMatch.Of(Request).Matches,
            edit.SignedBy(caller),
            cancel);
        return change is Change.Saved saved
            ? await AnswerAsync(db, Response, id, saved.Article, StatusCodes.Status200OK, cancel)
            : ChangeAnswers.Refusal(change, Request, caller);
    }

    /// <summary>Removes a related-news list.</summary>
    /// <remarks>The history of its article keeps it.</remarks>
    /// <param name="id" example="1">Number of the list.</param>
    /// <param name="edit">Why, for the history of the article.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpDelete("{id}", Name = "removeRelatedNews"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult> Remove(
        long id, [FromQuery] EditNote edit, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(id, cancel) is not { } articleId)
        {
            return NoList();
        }

        var change = await newsroom.ReviseRelatedNewsAsync(articleId, id, null, IfMatch.Of(Request).Matches, edit.SignedBy(caller), cancel);
        return change is Change.Saved ? NoContent() : ChangeAnswers.Refusal(change, Request, caller);
    }

    internal static async Task<ActionResult<RelatedNewsResponse>> AnswerAsync(NewsDbContext db, HttpResponse response, long id, Article article, int status, CancellationToken cancel)
    {
        EntityVersion.Set(response, article.Version, article.Hash);
        if (status == StatusCodes.Status201Created)
        {
            response.Headers.Location = $"/api/v1/related-news/{id}";
        }

        return new ObjectResult(await db.RelatedNewsLists.IgnoreQueryFilters().Where(list => list.Id == id).AsNoTracking().AsSplitQuery().Select(RelatedNewsResponse.Projection).SingleAsync(cancel))
        {
            StatusCode = status,
        };
    }

    private static ActionResult NoList() => ApiProblems.NotFound("id", Newsroom.NoList);
}
