using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>
/// Gives every readable answer its validators and honours them (RFC 9110, section 13): ETag from the content, 304 for a
/// matching If-None-Match or, only where that is absent, If-Modified-Since. Answers HEAD as GET without the body, and
/// compresses what is asked for compressed. Each content coding has its own strong tag.
/// </summary>
internal sealed class ConditionalGet(RequestDelegate next, IResponseCompressionProvider compression, IOptions<CorsPolicyOptions> cors)
{
    // Below this, compression adds more than it takes.
    private const int SmallestCompressed = 512;

    /// <summary>Request headers that answers depend on. Where only some origins may read, also the answers to others differ.</summary>
    private readonly string[] _vary = cors.Value.Origins == "*"
        ? [HeaderNames.Accept, HeaderNames.AcceptEncoding]
        : [HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.Origin];

    /// <summary>Says when what an answer shows last changed. HTTP dates have whole seconds.</summary>
    public static void SetLastModified(HttpResponse response, DateTimeOffset updatedAt) =>
        response.GetTypedHeaders().LastModified = updatedAt.AddTicks(-(updatedAt.UtcTicks % TimeSpan.TicksPerSecond));

    public async Task InvokeAsync(HttpContext context)
    {
        // By case: "head" is no method there is, and the server underneath would wait for its body.
        var isHead = context.Request.Method == HttpMethods.Head;
        if (!isHead && context.Request.Method != HttpMethods.Get)
        {
            await next(context);
            return;
        }

        // The answer is small (lists are bounded, articles too), and its tag stands in front of it.
        var wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
            context.Request.Method = isHead ? HttpMethods.Head : HttpMethods.Get;
        }

        var headers = context.Response.Headers;
        AddVary(headers, _vary);
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            await SendAsync(context, wire, body, isHead);
            return;
        }

        if (StringValues.IsNullOrEmpty(headers.CacheControl))
        {
            headers.CacheControl = "public, no-cache";
        }

        var encoder = body.Length >= SmallestCompressed && compression.CheckRequestAcceptsCompression(context) && compression.ShouldCompressResponse(context)
            ? compression.GetCompressionProvider(context)
            : null;
        var hash = Base64Url.EncodeToString(SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length)).AsSpan(0, 16));
        var tag = new EntityTagHeaderValue($"\"{hash}{(encoder is null ? "" : "-" + encoder.EncodingName)}\"");
        headers.ETag = tag.ToString();

        if (IsNotModified(context, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.ContentType = null;
            context.Response.ContentLength = null;
        }
        else if (encoder is null)
        {
            await SendAsync(context, wire, body, isHead);
        }
        else
        {
            using var compressed = new MemoryStream();
            await using (var encoding = encoder.CreateStream(compressed))
            {
                encoding.Write(body.GetBuffer(), 0, (int)body.Length);
            }

            headers.ContentEncoding = encoder.EncodingName;
            await SendAsync(context, wire, compressed, isHead);
        }
    }

    private static bool IsNotModified(HttpContext context, EntityTagHeaderValue tag)
    {
        if (!StringValues.IsNullOrEmpty(context.Request.Headers.IfNoneMatch))
        {
            return context.Request.Headers.IfNoneMatch is [{ } only] && only.Trim() == "*"
                || (EntityTagHeaderValue.TryParseStrictList(context.Request.Headers.IfNoneMatch, out var given)
                    && given.Any(candidate => candidate.Compare(tag, useStrongComparison: false)));
        }

        return context.Request.GetTypedHeaders().IfModifiedSince is { } since && context.Response.GetTypedHeaders().LastModified is { } lastModified && lastModified <= since;
    }

    private static void AddVary(IHeaderDictionary headers, string[] names)
    {
        foreach (var name in names)
        {
            if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                headers.AppendCommaSeparatedValues(HeaderNames.Vary, name);
            }
        }
    }

    private static async Task SendAsync(HttpContext context, Stream wire, MemoryStream body, bool isHead)
    {
        if (body.Length > 0)
        {
            context.Response.ContentLength = body.Length;
        }

        if (!isHead)
        {
            await wire.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        }
    }
}
