using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>The history of an article. Everybody sees what was public; drafts are for those who may read them.</summary>
[ApiController, Route("api/v1/articles/{key}/revisions"), Tags("Articles")]
public sealed class RevisionsController(NewsDbContext db, ArticleFinder finder, Caller caller) : ControllerBase
{
    private static readonly ListOrder<ArticleRevision> NewestFirst = new ListOrder<ArticleRevision>().Descending(revision => revision.Number);

    /// <summary>Lists the revisions of an article, newest first.</summary>
    /// <remarks>Each with what it changed since the one before. Without a key: publications and corrections, not the drafts between them, and not by whom.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet(Name = "listArticleRevisions"), AlsoShows(Scopes.DraftsRead, "drafts between what was public, and who made each")]
    [ProducesResponseType<Page<RevisionResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status308PermanentRedirect)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status410Gone)]
    public async Task<ActionResult<Page<RevisionResponse>>> List(string key, [FromQuery] PageRequest page, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await finder.FindOrNullAsync(Response, key, cancel) is not { } id)
        {
            return await finder.ElsewhereAsync(HttpContext, key, cancel);
        }

        var fields = FieldSelection.Of(Request);
        var found = await Visible(id).ToPageAsync(NewestFirst, page, CursorScope.Of(Request), Read(fields), cancel);

        // The last one of the page is compared with the first of the next.
        var before = found.NextCursor is null || !fields.Has("changes") ? null : await BeforeAsync(id, found.Items[^1].Number, cancel);
        var rows = found.Items.Append(before).ToList();
        return new Page<RevisionResponse>
        {
            Items = [.. found.Items.Select((revision, index) => RevisionResponse.Of(revision, fields.Has("changes") ? rows[index + 1] : null, caller))],
            NextCursor = found.NextCursor,
            Total = found.Total,
            TotalIsExact = found.TotalIsExact,
        };
    }

    /// <summary>Shows one revision.</summary>
    /// <remarks>With the whole content of the article as it was then.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="number" example="1">Number of the revision: the article's version then.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{number}", Name = "getArticleRevision"), AlsoShows(Scopes.DraftsRead, "drafts between what was public, and who made each")]
    [ProducesResponseType<RevisionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status308PermanentRedirect)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status410Gone)]
    public async Task<ActionResult<RevisionResponse>> Get(string key, int number, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await finder.FindOrNullAsync(Response, key, cancel) is not { } id)
        {
            return await finder.ElsewhereAsync(HttpContext, key, cancel);
        }

        var fields = FieldSelection.Of(Request);
        if (await Visible(id).AsNoTracking().Where(revision => revision.Number == number).Select(Read(fields)).SingleOrDefaultAsync(cancel) is not { } found)
        {
            return NoRevision();
        }

        return RevisionResponse.Of(found, fields.Has("changes") ? await BeforeAsync(id, number, cancel) : null, caller) with
        {
            Content = fields.Has("content") ? await ShownAsync(RevisionContent.Read(found.Content), cancel) : null,
        };
    }

    /// <summary>Gives an article the content of one of its revisions.</summary>
    /// <remarks>As a new revision: nothing of the history goes. The slug and the status stay as they are; an article that was withdrawn becomes a draft.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="number" example="1">Number of the revision.</param>
    /// <param name="reason">Why; may be left out.</param>
    /// <param name="newsroom">Makes the change.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost("{number}/restore", Name = "restoreArticleRevision"), Needs(Scopes.ArticlesWrite)]
    [ProducesResponseType<ArticleResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<ArticleResponse>> Restore(
        string key, int number, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RestoreReason? reason, [FromServices] Newsroom newsroom, CancellationToken cancel)
    {
        if (await finder.WritableOrNullAsync(key, cancel) is not { } id)
        {
            return ArticleFinder.NotFound();
        }

        // What a caller may not read, it may not bring to light either.
        if (!await Visible(id).AnyAsync(revision => revision.Number == number, cancel))
        {
            return NoRevision();
        }

        var change = await newsroom.RestoreAsync(id, number, IfMatch.Of(Request).Matches, EditNote.Sign(caller, reason?.Note), cancel);
        return await ChangeAnswers.ArticleAsync(db, change, HttpContext, caller, StatusCodes.Status200OK, cancel);
    }

    private static ActionResult NoRevision() => ApiProblems.NotFound("number", "The article has no revision with this number.");

    /// <summary>A content without the numbers of articles the caller may not see.</summary>
    private async Task<RevisionContent> ShownAsync(RevisionContent content, CancellationToken cancel)
    {
        var linked = content.RelatedNews.SelectMany(list => list.Entries).Select(entry => entry.ArticleId).OfType<long>().Distinct().ToList();
        if (linked.Count == 0)
        {
            return content;
        }

        var shown = await db.Articles.VisibleTo(caller).Where(article => linked.Contains(article.Id)).Select(article => (long?)article.Id).ToHashSetAsync(cancel);
        return content with
        {
            RelatedNews = [.. content.RelatedNews.Select(list => list with { Entries = [.. list.Entries.Select(entry => shown.Contains(entry.ArticleId) ? entry : entry with { ArticleId = null })] })],
        };
    }

    /// <summary>Reads revisions: without their content, which is long, where it is neither shown nor compared.</summary>
    private static Expression<Func<ArticleRevision, ArticleRevision>> Read(FieldSelection fields) => fields.Has("changes") || fields.Has("content")
        ? revision => revision
        : revision => new ArticleRevision
        {
            Number = revision.Number,
            At = revision.At,
            By = revision.By,
            Action = revision.Action,
            Note = revision.Note,
            Status = revision.Status,
            Content = "",
            Hash = revision.Hash,
        };

    private IQueryable<ArticleRevision> Visible(long articleId) => db.ArticleRevisions
        .Where(revision => revision.ArticleId == articleId && (caller.Has(Scopes.DraftsRead) || (revision.Status == ArticleStatus.Published && revision.Action != RevisionAction.Scheduled)));

    private Task<ArticleRevision?> BeforeAsync(long articleId, int number, CancellationToken cancel) =>
        Visible(articleId).AsNoTracking().Where(revision => revision.Number < number).OrderByDescending(revision => revision.Number).FirstOrDefaultAsync(cancel);
}

/// <summary>An article as it stood after one change.</summary>
public sealed record RevisionResponse
{
    /// <summary>The article's version after the change, counted from 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>When the change was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    public required RevisionAction Action { get; init; }

    /// <summary>The article's status after it.</summary>
    public required ArticleStatus Status { get; init; }

    /// <summary>Who made the change: the name of a key. Only for keys that may read drafts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(WireLimits.Line)]
    public string? By { get; init; }

    /// <summary>What the editor says of it; null where nothing was said.</summary>
    [StringLength(WireLimits.Line)]
    public required string? Note { get; init; }

    /// <summary>SHA-256 over the revision, in hexadecimal; `verify` on the command line computes it again.</summary>
    [StringLength(64)]
    public required string Hash { get; init; }

    /// <summary>What differs from the revision before; absent for the first one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RevisionDiff? Changes { get; init; }

    /// <summary>The whole content; absent in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RevisionContent? Content { get; init; }

    internal static RevisionResponse Of(ArticleRevision revision, ArticleRevision? before, Caller caller) => new()
    {
        Number = revision.Number,
        At = revision.At,
        Action = revision.Action,
        Status = revision.Status,
        By = caller.Has(Scopes.DraftsRead) ? revision.By : null,
        Note = revision.Note,
        Hash = revision.Hash,
        Changes = before is null ? null : RevisionDiff.Between(RevisionContent.Read(before.Content), RevisionContent.Read(revision.Content)),
    };
}

/// <summary>Why an article gets earlier content back.</summary>
public sealed record RestoreReason
{
    /// <summary>Why; the history of the article shows it.</summary>
    [StringLength(WireLimits.Line)]
    public string? Note { get; init; }
}

internal sealed class RestoreReasonValidator : AbstractValidator<RestoreReason>
{
    public RestoreReasonValidator() => RuleFor(reason => reason.Note).IsPlainLine(WireLimits.Line);
}
