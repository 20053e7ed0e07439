using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>
/// Gives every readable answer its validators and honours them in their order (RFC 9110, section 13.2.2): ETag from the
/// content, 412 for an If-Match or, only where that is absent, If-Unmodified-Since that does not hold, 304 for a matching
/// If-None-Match or, only where that is absent, If-Modified-Since. Answers HEAD as GET without the body, and compresses what
/// is asked for compressed. Each content coding has its own strong tag. What a write answers has the tag a read would give.
/// </summary>
internal sealed class ConditionalGet(RequestDelegate next, IResponseCompressionProvider compression, IOptions<CorsPolicyOptions> cors)
{
    // Below this, compression adds more than it takes.
    private const int SmallestCompressed = 512;

    /// <summary>Methods whose answers can show what was written.</summary>
    private static readonly string[] Writing = [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch];

    /// <summary>Request headers that answers depend on. Where only some origins may read, also the answers to others differ.</summary>
    private readonly string[] _vary = cors.Value.Origins == "*"
        ? [HeaderNames.Accept, HeaderNames.AcceptEncoding]
        : [HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.Origin];

    /// <summary>
    /// Says when what an answer shows last changed, rounded down to the whole seconds of HTTP dates, once that second is over
    /// (RFC 9110, section 8.8.2): whoever had the date before would not learn of a second change within it.
    /// </summary>
    public static void SetLastModified(HttpResponse response, DateTimeOffset updatedAt)
    {
        var now = WholeSeconds(response.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        if (WholeSeconds(updatedAt) is var changed && changed < now)
        {
            // The web server's own Date is only renewed from time to time, and might still lie before the change.
            var headers = response.GetTypedHeaders();
            (headers.LastModified, headers.Date) = (changed, now);
        }
    }

    public async Task InvokeAsync(HttpContext context)
    {
        // By case: "head" is no method there is, and the server underneath would wait for its body.
        var isHead = context.Request.Method == HttpMethods.Head;
        var isWrite = Writing.Contains(context.Request.Method, StringComparer.Ordinal);
        if (!isHead && !isWrite && context.Request.Method != HttpMethods.Get)
        {
            await next(context);
            return;
        }

        // The answer is small (lists are bounded, articles too), and its tag stands in front of it.
        var wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Request.Method = isHead ? HttpMethods.Get : context.Request.Method;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
            context.Request.Method = isHead ? HttpMethods.Head : context.Request.Method;
        }

        var headers = context.Response.Headers;
        if (isWrite)
        {
            if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status201Created
                && EntityVersion.PrefixOrNull(context.Response) is not null && StringValues.IsNullOrEmpty(headers.ETag))
            {
                headers.ETag = Tag(context.Response, body, coding: null).ToString();
            }

            await SendAsync(context, wire, body, isHead: false);
            return;
        }

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
        var tag = Tag(context.Response, body, encoder?.EncodingName);
        if (Refused(context, tag) is { } refused)
        {
            using var problem = new MemoryStream();
            context.Response.Body = problem;
            await ApiProblems.WriteAsync(context, refused.Status, refused.Detail, refused.Errors);
            context.Response.Body = wire;
            await SendAsync(context, wire, problem, isHead);
            return;
        }

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

    private static DateTimeOffset WholeSeconds(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerSecond));

    /// <summary>The tag of an answer: of its content, its coding and, where it has one, its version.</summary>
    private static EntityTagHeaderValue Tag(HttpResponse response, MemoryStream body, string? coding)
    {
        var hash = Base64Url.EncodeToString(SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length)).AsSpan(0, 16));
        var version = EntityVersion.PrefixOrNull(response);
        return new EntityTagHeaderValue($"\"{version}{hash}{(coding is null ? "" : "-" + coding)}\"");
    }

    /// <summary>Why the answer is none the client wants, if it is not.</summary>
    private static (int Status, string? Detail, IReadOnlyList<ApiProblemError>? Errors)? Refused(HttpContext context, EntityTagHeaderValue tag)
    {
        var request = context.Request.GetTypedHeaders();
        if (context.Request.Headers.IfMatch.Count > 0)
        {
            return IfMatch.Allows(context.Request.Headers.IfMatch, tag) switch
            {
                true => null,
                false => (StatusCodes.Status412PreconditionFailed, $"The resource now has the tag {tag}, which is none of those in `If-Match`.", null),
                null => (StatusCodes.Status400BadRequest, null, [IfMatch.Malformation]),
            };
        }

        return request.IfUnmodifiedSince is { } since && context.Response.GetTypedHeaders().LastModified is { } lastModified && lastModified > since
            ? (StatusCodes.Status412PreconditionFailed, $"The resource was last changed at {lastModified:R}, which is after `If-Unmodified-Since`.", null)
            : null;
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
