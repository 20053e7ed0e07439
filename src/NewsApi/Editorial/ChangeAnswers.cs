using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>The only place where what became of a change becomes a status.</summary>
internal static class ChangeAnswers
{
    /// <summary>The answer to a change that was not made.</summary>
    public static ActionResult Refusal(Change change, HttpRequest request, Caller caller) => change switch
    {
        Change.NotFound notFound => ApiProblems.NotFound(notFound.Parameter, notFound.Detail),
        Change.Stale stale => IfMatch.Of(request).Stale(stale.Version),
        Change.Refused refused => ApiProblems.Invalid(Errors(refused.Flaws)),
        Change.Conflict conflict => ApiProblems.Refused(
            StatusCodes.Status409Conflict, conflict.Detail, conflict.At is null ? null : [new ApiProblemError { Pointer = conflict.At, Detail = conflict.Detail }]),
        Change.Forbidden => caller.Refusal(Scopes.ArticlesPublish),
        _ => throw new UnreachableException($"{change.GetType().Name} is no refusal."),
    };

    /// <summary>
    /// The article as it is after the change; nothing but its version for those who may neither read drafts nor made it, as
    /// long as it is not public: whoever may only publish learns nothing else of what is not.
    /// </summary>
    public static async Task<ActionResult<ArticleResponse>> ArticleAsync(NewsDbContext db, Change change, HttpContext context, Caller caller, int status, CancellationToken cancel)
    {
        if (change is not Change.Saved saved)
        {
            return Refusal(change, context.Request, caller);
        }

        var article = status == StatusCodes.Status201Created ? ArticleResponse.OfNew(saved.Article) : await ReadAsync(db, saved.Article.Id, cancel);
        EntityVersion.Set(context.Response, article.Version, article.Hash);
        ConditionalGet.SetLastModified(context.Response, article.UpdatedAt);
        if (status == StatusCodes.Status201Created)
        {
            context.Response.Headers.Location = article.Links.Self;
        }

        if (article.Status != ArticleStatus.Published && !caller.Has(Scopes.DraftsRead) && (saved.Article.Creator is null || saved.Article.Creator != caller.Identity))
        {
            return new NoContentResult();
        }

        return new ObjectResult(article) { StatusCode = status };
    }

    private static async Task<ArticleResponse> ReadAsync(NewsDbContext db, long id, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        return await ArticleResponse.ReadOrNullAsync(db, db.Articles.IgnoreQueryFilters().Where(article => article.Id == id), FieldSelection.Everything, cancel)
            ?? throw new UnreachableException("Articles are never deleted.");
    }

    /// <summary>What is wrong, as clients see it.</summary>
    public static IReadOnlyList<ApiProblemError> Errors(IEnumerable<Flaw> flaws) =>
        [.. flaws.Take(ApiProblem.MaxErrors).Select(flaw => new ApiProblemError { Pointer = flaw.At, Detail = flaw.Detail })];
}
