using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Ingestion;

/// <summary>Importing documents: pages of text or HTML, feeds, ninjs.</summary>
[ApiController, Route("api/v1/imports"), Tags("Importing")]
public sealed class ImportsController(NewsDbContext db, Caller caller) : ControllerBase
{
    private static readonly ListOrder<ImportJob> NewestFirst = new ListOrder<ImportJob>().Descending(job => job.Id);

    /// <summary>Bytes a document may have.</summary>
    internal const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Imports a document.</summary>
    /// <remarks>
    /// The body is the document itself, in any charset. Its stories become articles: drafts, or public ones with `publish=true`. A story that was imported before
    /// is told by its address or its number in the feed, or by saying the same, and is updated or unchanged, never there twice. The report names everything that
    /// was guessed or repaired; `dryRun=true` makes the report, with the articles as understood, and nothing else. `Content-Location` may say where the document is from.
    /// A document of more than 1 MB, or one sent with `Prefer: respond-async`, is answered 202 and imported behind the request: `Location` says where to look.
    /// </remarks>
    /// <param name="request">How.</param>
    /// <param name="import">Stores stories.</param>
    /// <param name="jobs">Keeps what is imported behind the request.</param>
    /// <param name="signal">Tells that there is some.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost(Name = "importDocument"), Needs(Scopes.ArticlesWrite), ReadsDocument, RequestSizeLimit(MaxBytes)]
    [ProducesResponseType<ImportReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ImportReport>(StatusCodes.Status201Created)]
    [ProducesResponseType<ImportJobSummary>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<ImportReport>> Import(
        [FromQuery] ImportRequest request, [FromServices] ArticleImport import, [FromServices] ImportJobs jobs, [FromServices] ImportSignal signal, CancellationToken cancel)
    {
        var (isPublic, isDry) = (request.Publish ?? false, request.DryRun ?? false);
        if (isPublic && !caller.Has(Scopes.ArticlesPublish))
        {
            return caller.Refusal(Scopes.ArticlesPublish);
        }

        var signature = EditNote.Sign(caller, null);
        var (given, document) = ReadsDocumentAttribute.Of(HttpContext);
        if (document is null)
        {
            var job = await jobs.EnqueueAsync(given, isPublic, isDry, signature, cancel);

            // Only then it is committed.
            Response.OnCompleted(() =>
            {
                signal.Give();
                return Task.CompletedTask;
            });
            Response.Headers["Preference-Applied"] = ReadsDocumentAttribute.RespondAsync;
            Response.Headers.RetryAfter = "1";
            return Accepted($"/api/v1/imports/{job.Id}", ImportJobSummary.Of(job));
        }

        var articles = await import.StoreAsync(document, isPublic, isDry, signature, cancel);
        var made = isDry ? [] : articles.Where(article => article.Outcome == ImportOutcome.Created).ToList();
        if (made is [{ Id: { } id }, ..])
        {
            // Of several, the first.
            Response.Headers.Location = ArticleLinks.Of(id).Self;
        }

        return StatusCode(made.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK, ImportReport.Of(document, articles, isDry));
    }

    /// <summary>Lists imports that go on, or went on, behind their request.</summary>
    /// <remarks>The newest first: one's own, and with the scope `admin` those of all. Those that ended are kept for seven days.</remarks>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet(Name = "listImports"), Needs(Scopes.ArticlesWrite)]
    public Task<Page<ImportJobSummary>> List([FromQuery] PageRequest page, CancellationToken cancel) =>
        Own().ToPageAsync(NewestFirst, page, CursorScope.Of(Request), Request.Wanted(ImportJobSummary.Projection), cancel);

    /// <summary>Shows how far an import is.</summary>
    /// <remarks>With its report: what became of the stories that are dealt with so far.</remarks>
    /// <param name="id" example="1">Number of the import.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{id}", Name = "getImport"), Needs(Scopes.ArticlesWrite)]
    [ProducesResponseType<ImportJobResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<ImportJobResponse>> Get(long id, CancellationToken cancel) =>
        await ImportJobResponse.ReadOrNullAsync(db, Own().Where(job => job.Id == id), FieldSelection.Of(Request), cancel) is { } job ? job : NoImport();

    /// <summary>Stops an import.</summary>
    /// <remarks>What was stored before stays, and so does the record. Stopping one that has ended changes nothing.</remarks>
    /// <param name="id" example="1">Number of the import.</param>
    /// <param name="jobs">Keeps what is imported behind the request.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpDelete("{id}", Name = "cancelImport"), Needs(Scopes.ArticlesWrite)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult> Cancel(long id, [FromServices] ImportJobs jobs, CancellationToken cancel)
    {
        if (!await Own().AnyAsync(job => job.Id == id, cancel))
        {
            return NoImport();
        }

        await jobs.CancelAsync(id, cancel);
        return NoContent();
    }

    private IQueryable<ImportJob> Own()
    {
        var (isAdmin, identity) = (caller.Has(Scopes.Admin), caller.Identity);
        return isAdmin ? db.ImportJobs : db.ImportJobs.Where(job => job.Identity == identity);
    }

    private static ActionResult NoImport() => ApiProblems.NotFound("id", "No import has this id; /api/v1/imports lists those behind their request.");
}
