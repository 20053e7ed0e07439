using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;
using NewsApi.Http;
using NewsApi.Importing;

namespace NewsApi.Ingestion;

/// <summary>
/// Reads the body of a request as a document before anything else is done with the request: reading takes long, and no writer
/// shall wait for it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadsDocumentAttribute() : TypeFilterAttribute(typeof(Filter))
{
    /// <summary>The document of a request.</summary>
    public static ReadDocument Of(HttpContext context) => (ReadDocument)context.Items[typeof(ReadsDocumentAttribute)]!;

    private sealed class Filter(Importer importer) : IAsyncResourceFilter, IOrderedFilter
    {
        // Before the filter that keeps answers, which takes the turn to write.
        public int Order => -1;

        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var request = context.HttpContext.Request;
            var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var given) ? given : null;
            if ((type is not null && !MediaTypes.All.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)) || request.Headers.ContentEncoding is not ([] or ["identity"]))
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

            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, context.HttpContext.RequestAborted);
            try
            {
                context.HttpContext.Items[typeof(ReadsDocumentAttribute)] = importer.Read(Document(request, type, body.ToArray()));
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

        private static ImportedDocument Document(HttpRequest request, MediaTypeHeaderValue? type, byte[] bytes)
        {
            // Wrong parameters are refused behind this, whatever is read with them.
            var zone = TimeZoneInfo.TryFindSystemTimeZoneById(request.Query["zone"].ToString(), out var found) ? found : null;
            var address = request.Headers.ContentLocation.ToString();
            return new ImportedDocument(
                Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && address.Length <= WireLimits.Url ? address : "upload",
                type?.MediaType.Value?.ToLowerInvariant(),
                bytes,
                request.Query.TryGetValue("source", out var source) ? source.ToString() : null,
                type is { Charset.HasValue: true } ? HeaderUtilities.RemoveQuotes(type.Charset).Value : null,
                zone);
        }
    }
}
