using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing;

namespace NewsApi.Ingestion;

/// <summary>
/// Reads the body of a request as a document before anything else is done with the request: reading takes long, and no writer
/// shall wait for it. A large document is only looked at: it is read behind the request.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadsDocumentAttribute : TypeFilterAttribute
{
    /// <summary>The preference of a client that does not want to wait (RFC 7240, section 4.1).</summary>
    public const string RespondAsync = "respond-async";

    /// <summary>Name of the header that has preferences (RFC 7240, section 2).</summary>
    public const string Prefer = "Prefer";

    /// <summary>Before the filter that keeps answers, which takes the turn to write.</summary>
    public ReadsDocumentAttribute()
        : base(typeof(Filter)) => Order = -1;

    /// <summary>The document of a request, and what it says; null where that is to be read behind the request.</summary>
    public static (ImportedDocument Given, ReadDocument? Read) Of(HttpContext context) => ((ImportedDocument, ReadDocument?))context.Items[typeof(ReadsDocumentAttribute)]!;

    private sealed class Filter(Importer importer, IdempotencyFilter idempotency, IOptions<ImportOptions> options) : IAsyncResourceFilter
    {
        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var request = context.HttpContext.Request;
            var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var given) ? given : null;
            var isMalformed = type is null && !string.IsNullOrEmpty(request.ContentType);
            if (isMalformed || (type is not null && !MediaTypes.All.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)) || request.Headers.ContentEncoding is not ([] or ["identity"]))
            {
                var headers = context.HttpContext.Response.Headers;
                headers.Accept = headers["Accept-Post"] = string.Join(", ", MediaTypes.All);
                if (request.Headers.ContentEncoding.Count > 0)
                {
                    headers.AcceptEncoding = "identity";
                }

                context.Result = ApiProblems.Refused(StatusCodes.Status415UnsupportedMediaType, $"Send the document without a content coding, as one of {string.Join(", ", MediaTypes.All)}.");
                return;
            }

            if (request.Headers.ContentLocation.ToString() is { Length: > 0 } address && WebAddress.OrNull(address, null) is null)
            {
                context.Result = ApiProblems.Invalid([new ApiProblemError { Parameter = HeaderNames.ContentLocation, Detail = $"must be an absolute http or https address of {WireLimits.Url} characters at most" }]);
                return;
            }

            if (await idempotency.IsKeptAsync(request))
            {
                // It was read when the request was done; whether this is the same is told behind this.
                await next();
                return;
            }

            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, context.HttpContext.RequestAborted);
            try
            {
                var opened = Importer.Open(Document(request, type, body.ToArray()));
                var isBehind = body.Length > options.Value.SynchronousBytes || PrefersNotToWait(request);
                context.HttpContext.Items[typeof(ReadsDocumentAttribute)] = (opened.Document, isBehind ? null : importer.Read(opened));
            }
            catch (UnreadableDocumentException exception)
            {
                context.Result = ApiProblems.Refused(StatusCodes.Status400BadRequest, exception.Message, [new ApiProblemError { Pointer = "", Detail = exception.Message }]);
                return;
            }

            body.Position = 0;
            request.Body = body;
            await next();
        }

        private static bool PrefersNotToWait(HttpRequest request) =>
            NameValueHeaderValue.TryParseList(request.Headers[Prefer], out var preferences)
            && preferences.Any(preference => preference.Name.Equals(RespondAsync, StringComparison.OrdinalIgnoreCase));

        private static ImportedDocument Document(HttpRequest request, MediaTypeHeaderValue? type, byte[] bytes)
        {
            // Wrong parameters are refused behind this, whatever is read with them.
            var zone = TimeZoneInfo.TryFindSystemTimeZoneById(request.Query["zone"].ToString(), out var found) ? found : null;
            return new ImportedDocument(
                WebAddress.OrNull(request.Headers.ContentLocation.ToString(), null) ?? "upload",
                type?.MediaType.Value?.ToLowerInvariant(),
                bytes,
                request.Query.TryGetValue("source", out var source) ? source.ToString() : null,
                type is { Charset.HasValue: true } ? HeaderUtilities.RemoveQuotes(type.Charset).Value : null,
                zone);
        }
    }
}
