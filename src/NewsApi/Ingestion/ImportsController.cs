using Microsoft.AspNetCore.Mvc;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Editorial;

namespace NewsApi.Ingestion;

/// <summary>Importing documents: pages of text or HTML, feeds, ninjs.</summary>
[ApiController, Route("api/v1/imports"), Tags("Importing")]
public sealed class ImportsController(Caller caller) : ControllerBase
{
    /// <summary>Bytes a document may have.</summary>
    internal const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Imports a document.</summary>
    /// <remarks>
    /// The body is the document itself, in any charset. Its stories become articles: drafts, or public ones with `publish=true`. A story that was imported before
    /// is told by its address or its number in the feed, or by saying the same, and is updated or unchanged, never there twice. The report names everything that
    /// was guessed or repaired; `dryRun=true` makes the report, with the articles as understood, and nothing else. `Content-Location` may say where the document is from.
    /// </remarks>
    /// <param name="request">How.</param>
    /// <param name="import">Stores stories.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost(Name = "importDocument"), Needs(Scopes.ArticlesWrite), ReadsDocument, RequestSizeLimit(MaxBytes)]
    [ProducesResponseType<ImportReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ImportReport>(StatusCodes.Status201Created)]
    public async Task<ActionResult<ImportReport>> Import([FromQuery] ImportRequest request, [FromServices] ArticleImport import, CancellationToken cancel)
    {
        var (isPublic, isDry) = (request.Publish ?? false, request.DryRun ?? false);
        if (isPublic && !caller.Has(Scopes.ArticlesPublish))
        {
            return caller.Refusal(Scopes.ArticlesPublish);
        }

        var document = ReadsDocumentAttribute.Of(HttpContext);
        var articles = await import.StoreAsync(document, isPublic, isDry, EditNote.Sign(caller, null), cancel);
        var made = isDry ? [] : articles.Where(article => article.Outcome == ImportOutcome.Created).ToList();
        if (made is [{ Id: { } id }, ..])
        {
            // Of several, the first.
            Response.Headers.Location = ArticleLinks.Of(id).Self;
        }

        return StatusCode(made.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK, ImportReport.Of(document, articles, isDry));
    }
}
