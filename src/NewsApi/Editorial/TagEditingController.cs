using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;
using NewsApi.Tags;

namespace NewsApi.Editorial;

/// <summary>Writing tags.</summary>
[ApiController, ShowsText, Route("api/v1/tags"), Tags("Editing")]
public sealed class TagEditingController(NewsDbContext db, Newsroom newsroom, Caller caller) : ControllerBase
{
    /// <summary>Makes a tag.</summary>
    /// <remarks>Its slug and its other names must be free among those of all tags.</remarks>
    /// <param name="input">The tag.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost(Name = "createTag"), Needs(Scopes.ArticlesWrite)]
    [ProducesResponseType<TagResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<TagResponse>> Create([FromBody] TagInput input, CancellationToken cancel)
    {
        var (saved, refusal) = await newsroom.CreateTagAsync(input, new Signature(caller.Name!), cancel);
        return await AnswerAsync(saved, refusal, StatusCodes.Status201Created, cancel);
    }

    /// <summary>Replaces a tag.</summary>
    /// <remarks>Without `slug` it keeps its own. A slug it had until now goes on leading to it, as other names do.</remarks>
    /// <param name="slug" example="烏克蘭">The tag's name in addresses.</param>
    /// <param name="input">The tag as it is to be.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPut("{slug}", Name = "replaceTag"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType<TagResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<TagResponse>> Replace(string slug, [FromBody] TagInput input, CancellationToken cancel)
    {
        var (saved, refusal) = await newsroom.ReviseTagAsync(
            slug, _ => Task.FromResult<(TagInput?, Change?)>((input, null)), IfMatch.Of(Request).Matches, new Signature(caller.Name!), cancel);
        return await AnswerAsync(saved, refusal, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Changes some members of a tag.</summary>
    /// <remarks>A JSON Merge Patch (RFC 7396): members that are absent stay, null removes, arrays are replaced whole.</remarks>
    /// <param name="slug" example="烏克蘭">The tag's name in addresses.</param>
    /// <param name="patch">The members that change.</param>
    /// <param name="validator">What a tag must be.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPatch("{slug}", Name = "patchTag"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType<TagResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<TagResponse>> Patch(
        string slug, [FromBody] MergePatch patch, [FromServices] IValidator<TagInput> validator, CancellationToken cancel)
    {
        var (saved, refusal) = await newsroom.ReviseTagAsync(
            slug,
            async present =>
            {
                var (patched, flaws) = await patch.PatchedAsync(present, validator, cancel);
                return patched is null ? (null, new Change.Refused(flaws)) : (patched, null);
            },
            IfMatch.Of(Request).Matches,
            new Signature(caller.Name!),
            cancel);
        return await AnswerAsync(saved, refusal, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Removes a tag.</summary>
    /// <remarks>Only one that no article carries, be it a draft or withdrawn. Its names are free from then on.</remarks>
    /// <param name="slug" example="烏克蘭">The tag's name in addresses.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpDelete("{slug}", Name = "removeTag"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult> Remove(string slug, CancellationToken cancel) =>
        await newsroom.RemoveTagAsync(slug, IfMatch.Of(Request).Matches, new Signature(caller.Name!), cancel) is { } refusal
            ? ChangeAnswers.Refusal(refusal, Request, caller)
            : NoContent();

    private async Task<ActionResult<TagResponse>> AnswerAsync(Tag? saved, Change? refusal, int status, CancellationToken cancel)
    {
        if (saved is null)
        {
            return ChangeAnswers.Refusal(refusal!, Request, caller);
        }

        EntityVersion.Set(Response, saved.Version, saved.Hash);
        if (status == StatusCodes.Status201Created)
        {
            Response.Headers.Location = $"/api/v1/tags/{Uri.EscapeDataString(saved.Slug)}";
        }

        return new ObjectResult(await db.Tags.Where(tag => tag.Id == saved.Id).AsNoTracking().Select(TagResponse.Projection).SingleAsync(cancel)) { StatusCode = status };
    }
}
