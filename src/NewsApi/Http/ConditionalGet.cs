using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
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
internal sealed class ConditionalGet(RequestDelegate next, Codings codings, IOptions<CorsPolicyOptions> cors, IOptions<CacheOptions> cache, TimeProvider clock)
{
    /// <summary>Methods whose answers can show what was written.</summary>
    private static readonly string[] Writing = [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch];

    /// <summary>Request headers that answers depend on. Where only some origins may read, also the answers to others differ.</summary>
    private readonly string[] _vary = cors.Value.Origins == "*"
        ? [HeaderNames.Accept, HeaderNames.AcceptEncoding]
        : [HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.Origin];

    /// <inheritdoc cref="FinishedAnswer.SetLastModified"/>
    public static void SetLastModified(HttpResponse response, DateTimeOffset updatedAt)
    {
        var now = response.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        FinishedAnswer.SetLastModified(response.Headers, updatedAt, now);
        response.HttpContext.Items[typeof(ConditionalGet)] = updatedAt;
    }

    /// <summary>Says nothing of it after all.</summary>
    public static void ClearLastModified(HttpResponse response)
    {
        response.Headers.Remove(HeaderNames.LastModified);
        response.HttpContext.Items.Remove(typeof(ConditionalGet));
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
                headers.ETag = $"\"{Tag(context.Response, body)}\"";
            }

            await SendAsync(context, wire, body, isHead: false);
            return;
        }

        AddVary(headers, _vary);
        var taker = context.Features.Get<IAnswerTaker>();
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            taker?.Take(context, null);
            await SendAsync(context, wire, body, isHead);
            return;
        }

        var topics = StringValues.IsNullOrEmpty(headers.CacheControl) && StringValues.IsNullOrEmpty(headers.SetCookie) ? taker?.TopicsOrNull(context) : null;
        if (topics is not null && cache.Value.SharedMaxAge is > 0 and var seconds)
        {
            headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age=0, s-maxage={seconds}");
            headers["Surrogate-Key"] = string.Join(' ', topics);
        }
        else if (StringValues.IsNullOrEmpty(headers.CacheControl))
        {
            headers.CacheControl = "public, no-cache";
        }

        var answer = new FinishedAnswer(context.Response, body.ToArray(), Tag(context.Response, body), context.Items[typeof(ConditionalGet)] as DateTimeOffset?, codings);
        taker?.Take(context, topics is null ? null : answer);
        await answer.SendAsync(context, isHead, clock.GetUtcNow());
    }

    /// <summary>What the tags of an answer begin with: of its content and, where it has one, its version.</summary>
    private static string Tag(HttpResponse response, MemoryStream body) =>
        EntityVersion.PrefixOrNull(response) + Base64Url.EncodeToString(SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length)).AsSpan(0, 16));

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
