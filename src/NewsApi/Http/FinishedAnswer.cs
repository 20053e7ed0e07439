using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>
/// A finished answer to a GET, status 200: its headers, its body, and its body in each content coding, made once when it is first
/// wanted. It is sent whole, as 304, or refused, by what the request says it has; the same whether it was just made or kept.
/// </summary>
internal sealed class FinishedAnswer
{
    /// <summary>What belongs to one request, and not to the answer.</summary>
    private static readonly string[] OfRequest = ["RateLimit", "RateLimit-Policy", HeaderNames.Date, HeaderNames.LastModified, HeaderNames.ETag, HeaderNames.ContentLength];

    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly string _tag;
    private readonly bool _isCompressible;
    private readonly Codings _codings;
    private readonly Lock _gate = new();
    private readonly Form _plain;
    private volatile Form[] _coded = [];

    /// <summary>Takes over what was made.</summary>
    /// <param name="response">The response, with its headers set and nothing sent.</param>
    /// <param name="body">The body.</param>
    /// <param name="tag">What its entity tags begin with.</param>
    /// <param name="changedAt">When what it shows last changed; null where that is not known.</param>
    /// <param name="codings">Content codings.</param>
    public FinishedAnswer(HttpResponse response, byte[] body, string tag, DateTimeOffset? changedAt, Codings codings)
    {
        _headers = [.. response.Headers.Where(header => !OfRequest.Contains(header.Key, StringComparer.OrdinalIgnoreCase))];
        _tag = tag;
        _codings = codings;
        _isCompressible = codings.Fit(response.HttpContext, body.Length);
        _plain = new Form(body, $"\"{tag}\"", null);
        ChangedAt = changedAt;
    }

    /// <summary>Its headers, those that belong to one request left out.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> Headers => _headers;

    /// <summary>When what it shows last changed; null where that is not known.</summary>
    public DateTimeOffset? ChangedAt { get; }

    /// <summary>
    /// About how many bytes it takes in memory, with what its coded bodies may add, a third of its own each. Most headers are the same
    /// text in all answers.
    /// </summary>
    public long Size => 1024 + (_plain.Body.Length * (_isCompressible ? 5L : 3L) / 3) + _headers.Sum(header => 24L + (header.Value.ToString() is { Length: > 100 } text ? 2 * text.Length : 0));

    /// <summary>
    /// Says when what an answer shows last changed, rounded down to the whole seconds of HTTP dates, once that second is over
    /// (RFC 9110, section 8.8.2): whoever had the date before would not learn of a second change within it.
    /// </summary>
    public static void SetLastModified(IHeaderDictionary headers, DateTimeOffset changedAt, DateTimeOffset now)
    {
        if (WholeSeconds(changedAt) is var changed && WholeSeconds(now) is var second && changed < second)
        {
            // The web server's own Date is only renewed from time to time, and might still lie before the change.
            headers.LastModified = HttpDate(changed);
            headers.Date = HttpDate(second);
        }
    }

    /// <summary>Sends it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isHead">Whether only the headers are wanted.</param>
    /// <param name="now">The time.</param>
    public async Task SendAsync(HttpContext context, bool isHead, DateTimeOffset now)
    {
        var response = context.Response;
        var headers = response.Headers;
        foreach (var (name, value) in _headers)
        {
            headers[name] = value;
        }

        if (ChangedAt is { } changedAt)
        {
            SetLastModified(headers, changedAt, now);
        }

        var coding = _isCompressible ? _codings.WantedOrNull(context) : null;
        var tag = coding is null ? _plain.Tag : TagOf(coding);
        if (RefusalOrNull(context, tag) is { } refusal)
        {
            await RefuseAsync(context, refusal, isHead);
            return;
        }

        headers.ETag = tag;
        if (IsNotModified(context, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentType = null;
            response.ContentLength = null;
            return;
        }

        var form = coding is null ? _plain : Coded(coding);
        if (form.Coding is not null)
        {
            headers.ContentEncoding = form.Coding;
        }

        if (form.Body.Length > 0)
        {
            response.ContentLength = form.Body.Length;
        }

        if (!isHead)
        {
            await response.Body.WriteAsync(form.Body, context.RequestAborted);
        }
    }

    private static async Task RefuseAsync(HttpContext context, Refusal refusal, bool isHead)
    {
        var wire = context.Response.Body;
        using var problem = new MemoryStream();
        context.Response.Body = problem;
        await ApiProblems.WriteAsync(context, refusal.Status, refusal.Detail, refusal.Errors);
        context.Response.Body = wire;
        context.Response.ContentLength = problem.Length;
        if (!isHead)
        {
            await wire.WriteAsync(problem.GetBuffer().AsMemory(0, (int)problem.Length), context.RequestAborted);
        }
    }

    /// <summary>Why the answer is none the client wants, if it is not.</summary>
    private static Refusal? RefusalOrNull(HttpContext context, string tag)
    {
        var given = context.Request.Headers;
        if (given.IfMatch.Count > 0)
        {
            return IfMatch.Allows(given.IfMatch, EntityTagHeaderValue.Parse(tag)) switch
            {
                true => null,
                false => new(StatusCodes.Status412PreconditionFailed, $"The resource now has the tag {tag}, which is none of those in `If-Match`.", null),
                null => new(StatusCodes.Status400BadRequest, null, [IfMatch.Malformation]),
            };
        }

        return given.IfUnmodifiedSince.Count > 0 && context.Request.GetTypedHeaders().IfUnmodifiedSince is { } since && LastModified(context) is { } lastModified && lastModified > since
            ? new(StatusCodes.Status412PreconditionFailed, $"The resource was last changed at {lastModified:R}, which is after `If-Unmodified-Since`.", null)
            : null;
    }

    private static bool IsNotModified(HttpContext context, string tag)
    {
        var given = context.Request.Headers;
        if (!StringValues.IsNullOrEmpty(given.IfNoneMatch))
        {
            return given.IfNoneMatch is [{ } only] && (only == tag || only.Trim() == "*") || (EntityTagHeaderValue.TryParseStrictList(given.IfNoneMatch, out var tags)
                && EntityTagHeaderValue.Parse(tag) is var current
                && tags.Any(candidate => candidate.Compare(current, useStrongComparison: false)));
        }

        return given.IfModifiedSince.Count > 0 && context.Request.GetTypedHeaders().IfModifiedSince is { } since && LastModified(context) is { } lastModified && lastModified <= since;
    }

    private static DateTimeOffset? LastModified(HttpContext context) => context.Response.GetTypedHeaders().LastModified;

    private static DateTimeOffset WholeSeconds(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerSecond));

    private static string HttpDate(DateTimeOffset at) => at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    private string TagOf(ICompressionProvider coding) => FormOrNull(coding.EncodingName)?.Tag ?? $"\"{_tag}-{coding.EncodingName}\"";

    private Form? FormOrNull(string coding)
    {
        foreach (var form in _coded)
        {
            if (form.Coding == coding)
            {
                return form;
            }
        }

        return null;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "A stream over memory that is read once more after its end.")]
    private Form Coded(ICompressionProvider coding)
    {
        if (FormOrNull(coding.EncodingName) is { } made)
        {
            return made;
        }

        lock (_gate)
        {
            if (FormOrNull(coding.EncodingName) is { } meanwhile)
            {
                return meanwhile;
            }

            var compressed = new MemoryStream();
            using (var encoding = coding.CreateStream(compressed))
            {
                encoding.Write(_plain.Body);
            }

            var form = new Form(compressed.ToArray(), TagOf(coding), coding.EncodingName);
            _coded = [.. _coded, form];
            return form;
        }
    }

    private sealed record Form(byte[] Body, string Tag, string? Coding);

    private sealed record Refusal(int Status, string? Detail, IReadOnlyList<ApiProblemError>? Errors);
}
