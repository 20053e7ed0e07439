using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>Writing articles: creating, changing, publishing and withdrawing them.</summary>
[ApiController, ShowsText, Route("api/v1/articles"), Tags("Editing")]
public sealed class EditorialController(NewsDbContext db, Newsroom newsroom, ArticleFinder finder, Caller caller) : ControllerBase
{
    /// <summary>Creates an article.</summary>
    /// <remarks>A draft unless `status` says `published`, which needs the scope `articles:publish` as well. `Location` leads to it.</remarks>
    /// <param name="input">The article.</param>
    /// <param name="edit">Why, for the history of the article.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost(Name = "createArticle"), Needs(Scopes.ArticlesWrite)]
    [ProducesResponseType<ArticleResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<ArticleResponse>> Create(
        [FromBody] ArticleInput input, [FromQuery] EditNote edit, CancellationToken cancel)
    {
        if (input.Status == ArticleStatus.Published && !caller.Has(Scopes.ArticlesPublish))
        {
            return caller.Refusal(Scopes.ArticlesPublish);
        }

        var change = await newsroom.CreateAsync(input.ToDraft(), edit.SignedBy(caller), cancel);
        return await ChangeAnswers.ArticleAsync(db, change, HttpContext, caller, StatusCodes.Status201Created, cancel);
    }

    /// <summary>Replaces an article.</summary>
    /// <remarks>Members that are absent become empty, except `slug` and `status`, which stay. Sections and blocks that say the same as before keep their numbers.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="input">The article as it is to be.</param>
    /// <param name="edit">Why, for the history of the article.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPut("{key}", Name = "replaceArticle"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType<ArticleResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<ArticleResponse>> Replace(
        string key, [FromBody] ArticleInput input, [FromQuery] EditNote edit, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(key, cancel) is not { } id)
        {
            return ArticleFinder.NotFound();
        }

        var change = await newsroom.ReviseAsync(
            id,
            IfMatch.Of(Request).Matches,
            _ => Task.FromResult<(ArticleDraft?, Change?)>((input.ToDraft(), null)),
            caller.Has(Scopes.ArticlesPublish),
            edit.SignedBy(caller),
            cancel);
        return await ChangeAnswers.ArticleAsync(db, change, HttpContext, caller, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Changes some members of an article.</summary>
    /// <remarks>A JSON Merge Patch (RFC 7396): members that are absent stay, null removes, arrays are replaced whole.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="patch">The members that change.</param>
    /// <param name="edit">Why, for the history of the article.</param>
    /// <param name="validator">What an article must be.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPatch("{key}", Name = "patchArticle"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType<ArticleResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<ArticleResponse>> Patch(
        string key,
        [FromBody] MergePatch patch,
        [FromQuery] EditNote edit,
        [FromServices] IValidator<ArticleInput> validator,
        CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(key, cancel) is not { } id)
        {
            return ArticleFinder.NotFound();
        }

        var change = await newsroom.ReviseAsync(
            id,
            IfMatch.Of(Request).Matches,
            async present =>
            {
                // How much is known of a date goes with it.
                var isDated = patch.Names("publishedAt") && !patch.Names("publishedPrecision");
                var (patched, flaws) = await patch.PatchedAsync(isDated ? present with { PublishedPrecision = null } : present, validator, cancel);
                return patched is null ? (null, new Change.Refused(flaws)) : (patched.ToDraft(), null);
            },
            caller.Has(Scopes.ArticlesPublish),
            edit.SignedBy(caller),
            cancel);
        return await ChangeAnswers.ArticleAsync(db, change, HttpContext, caller, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Withdraws an article.</summary>
    /// <remarks>Whoever asks for it from then on learns that it is gone (410), if it ever was public. Its id and slugs stay taken; restoring one of its revisions makes it a draft again.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="edit">Why, for the history of the article.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpDelete("{key}", Name = "withdrawArticle"), Needs(Scopes.ArticlesWrite), NeedsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult> Withdraw(
        string key, [FromQuery] EditNote edit, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(key, cancel) is not { } id)
        {
            return ArticleFinder.NotFound();
        }

        var change = await newsroom.WithdrawAsync(id, IfMatch.Of(Request).Matches, edit.SignedBy(caller), cancel);
        return change is Change.Saved ? NoContent() : ChangeAnswers.Refusal(change, Request, caller);
    }

    /// <summary>Publishes an article.</summary>
    /// <remarks>Now, or `at` a time to come, at most two seconds late and never early. A draft without a date gets this one.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="plan">When; without a body, now.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost("{key}/publish", Name = "publishArticle"), Needs(Scopes.ArticlesPublish)]
    [ProducesResponseType<ArticleResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<ArticleResponse>> Publish(
        string key, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] PublicationPlan? plan, CancellationToken cancel)
    {
        if (await finder.PublishableOrNullAsync(key, cancel) is not { } id)
        {
            return ArticleFinder.NotFound();
        }

        var change = await newsroom.PublishAsync(id, plan?.At, IfMatch.Of(Request).Matches, EditNote.Sign(caller, plan?.Note), cancel);
        return await ChangeAnswers.ArticleAsync(db, change, HttpContext, caller, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Makes an article a draft again.</summary>
    /// <remarks>Now, or `at` a time to come. What was planned for it is off, unless `at` is given.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="plan">When; without a body, now.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost("{key}/unpublish", Name = "unpublishArticle"), Needs(Scopes.ArticlesPublish)]
    [ProducesResponseType<ArticleResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<ArticleResponse>> Unpublish(
        string key, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] PublicationPlan? plan, CancellationToken cancel)
    {
        if (await finder.PublishableOrNullAsync(key, cancel) is not { } id)
        {
            return ArticleFinder.NotFound();
        }

        var change = await newsroom.UnpublishAsync(id, plan?.At, IfMatch.Of(Request).Matches, EditNote.Sign(caller, plan?.Note), cancel);
        return await ChangeAnswers.ArticleAsync(db, change, HttpContext, caller, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Adds a related-news list to an article.</summary>
    /// <remarks>Behind those it has. The list is part of the article: its version goes up, and a revision keeps the change.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="input">The list.</param>
    /// <param name="edit">Why, for the history of the article.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost("{key}/related-news", Name = "addRelatedNews"), Needs(Scopes.ArticlesWrite)]
    [ProducesResponseType<RelatedNews.RelatedNewsResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<RelatedNews.RelatedNewsResponse>> AddRelatedNews(
        string key, [FromBody] RelatedNewsInput input, [FromQuery] EditNote edit, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(key, cancel) is not { } id)
        {
            return ArticleFinder.NotFound();
        }

        var change = await newsroom.AddRelatedNewsAsync(id, input.ToDraft(), IfMatch.Of(Request).Matches, edit.SignedBy(caller), cancel);
        if (change is not Change.Saved saved)
        {
            return ChangeAnswers.Refusal(change, Request, caller);
        }

        var listId = saved.Article.RelatedNews.Max(list => list.Id);
        return await RelatedNewsEditingController.AnswerAsync(db, Response, listId, saved.Article, StatusCodes.Status201Created, cancel);
    }
}

/// <summary>Why somebody changes an article.</summary>
public sealed record EditNote
{
    /// <summary>Why the change is made; the history of the article shows it.</summary>
    /// <example>更正日期</example>
    [FromQuery(Name = "note"), StringLength(WireLimits.Line)]
    public string? Note { get; init; }

    internal Signature SignedBy(Caller caller) => Sign(caller, Note);

    internal static Signature Sign(Caller caller, string? note) => new(caller.Name!, PlainText.NormaliseOrNull(note), caller.Identity);
}

internal sealed class EditNoteValidator : AbstractValidator<EditNote>
{
    public EditNoteValidator() => RuleFor(edit => edit.Note).IsPlainLine(WireLimits.Line);
}

/// <summary>When an article is to be published or unpublished.</summary>
public sealed record PublicationPlan
{
    /// <summary>A moment to come, with its offset; absent for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why; the history of the article shows it.</summary>
    [StringLength(WireLimits.Line)]
    public string? Note { get; init; }
}

internal sealed class PublicationPlanValidator : AbstractValidator<PublicationPlan>
{
    public PublicationPlanValidator() => RuleFor(plan => plan.Note).IsPlainLine(WireLimits.Line);
}
