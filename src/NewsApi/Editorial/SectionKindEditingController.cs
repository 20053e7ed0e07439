using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;
using NewsApi.Sections;

namespace NewsApi.Editorial;

/// <summary>Writing the vocabulary of section kinds.</summary>
[ApiController, ShowsText, Route("api/v1/section-kinds"), Tags("Editing")]
public sealed class SectionKindEditingController(NewsDbContext db, Newsroom newsroom, Caller caller) : ControllerBase
{
    /// <summary>Makes a section kind.</summary>
    /// <remarks>Sections can have it from then on. Its slug is fixed for ever.</remarks>
    /// <param name="input">The kind.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost(Name = "createSectionKind"), Needs(Scopes.ArticlesWrite)]
    [ProducesResponseType<SectionKindResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<SectionKindResponse>> Create([FromBody] SectionKindInput input, CancellationToken cancel)
    {
        var (saved, refusal) = await newsroom.CreateKindAsync(input, new Signature(caller.Name!), cancel);
        return await AnswerAsync(saved, refusal, StatusCodes.Status201Created, cancel);
    }

    /// <summary>Replaces a section kind.</summary>
    /// <remarks>All but its slug, which must be given as it is. Without `position` it keeps its own.</remarks>
    /// <param name="slug" example="demands">The kind's slug.</param>
    /// <param name="input">The kind as it is to be.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPut("{slug}", Name = "replaceSectionKind"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType<SectionKindResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<SectionKindResponse>> Replace(string slug, [FromBody] SectionKindInput input, CancellationToken cancel)
    {
        var (saved, refusal) = await newsroom.ReviseKindAsync(
            slug, _ => Task.FromResult<(SectionKindInput?, Change?)>((input, null)), IfMatch.Of(Request).Matches, new Signature(caller.Name!), cancel);
        return await AnswerAsync(saved, refusal, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Changes some members of a section kind.</summary>
    /// <remarks>A JSON Merge Patch (RFC 7396): members that are absent stay.</remarks>
    /// <param name="slug" example="demands">The kind's slug.</param>
    /// <param name="patch">The members that change.</param>
    /// <param name="validator">What a kind must be.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPatch("{slug}", Name = "patchSectionKind"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType<SectionKindResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<SectionKindResponse>> Patch(
        string slug, [FromBody] MergePatch patch, [FromServices] IValidator<SectionKindInput> validator, CancellationToken cancel)
    {
        var (saved, refusal) = await newsroom.ReviseKindAsync(
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

    /// <summary>Removes a section kind.</summary>
    /// <remarks>Only one that no section has, be its article a draft or withdrawn, and that imports do not choose.</remarks>
    /// <param name="slug" example="demands">The kind's slug.</param>
    /// <param name="vocabulary">What is no editor's to remove.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpDelete("{slug}", Name = "removeSectionKind"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult> Remove(string slug, [FromServices] IOptions<VocabularyOptions> vocabulary, CancellationToken cancel) =>
        await newsroom.RemoveKindAsync(slug, IfMatch.Of(Request).Matches, vocabulary.Value, new Signature(caller.Name!), cancel) is { } refusal
            ? ChangeAnswers.Refusal(refusal, Request, caller)
            : NoContent();

    private async Task<ActionResult<SectionKindResponse>> AnswerAsync(SectionKind? saved, Change? refusal, int status, CancellationToken cancel)
    {
        if (saved is null)
        {
            return ChangeAnswers.Refusal(refusal!, Request, caller);
        }

        EntityVersion.Set(Response, saved.Version, saved.Hash);
        if (status == StatusCodes.Status201Created)
        {
            Response.Headers.Location = $"/api/v1/section-kinds/{Uri.EscapeDataString(saved.Slug)}";
        }

        return new ObjectResult(await db.SectionKinds.Where(kind => kind.Slug == saved.Slug).AsNoTracking().Select(SectionKindResponse.Projection).SingleAsync(cancel))
        {
            StatusCode = status,
        };
    }
}
