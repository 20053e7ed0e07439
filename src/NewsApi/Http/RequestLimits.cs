using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace NewsApi.Http;

/// <summary>
/// Refuses addresses and headers that are too large with a problem. The web server underneath has limits of its own, but
/// answers without a body; they are set higher, so that only a flood meets them.
/// </summary>
internal sealed class RequestLimits(RequestDelegate next)
{
    /// <summary>Bytes an address may have.</summary>
    public const int MaxTarget = 8 * 1024;

    /// <summary>Characters all headers may have together.</summary>
    public const int MaxHeaders = 32 * 1024;

    /// <summary>How many header fields there may be.</summary>
    public const int MaxHeaderCount = 100;

    /// <summary>Bytes a body may have, where an action does not say otherwise with <c>[RequestSizeLimit]</c>.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    /// <summary>The web server's own limits: bytes of the request line and of the headers, and number of fields.</summary>
    public static (int RequestLine, int Headers, int HeaderCount) Server { get; } = (256 * 1024, 256 * 1024, 1000);

    /// <summary>What to say of a body that is too large.</summary>
    public static string BodyTooLarge(HttpContext context) => string.Create(
        CultureInfo.InvariantCulture,
        $"The request body may have {context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? MaxBody} bytes here; send less at once.");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > MaxTarget || request.Path.Value!.Length + request.QueryString.Value!.Length > MaxTarget)
        {
            return ApiProblems.WriteAsync(context, StatusCodes.Status414UriTooLong);
        }

        return Allow(request) ? next(context) : ApiProblems.WriteAsync(context, StatusCodes.Status431RequestHeaderFieldsTooLarge);
    }

    /// <summary>Whether the headers of a request are no more than may be.</summary>
    public static bool Allow(HttpRequest request)
    {
        if (request.Headers.Count > MaxHeaderCount)
        {
            return false;
        }

        var length = 0;
        foreach (var (name, values) in request.Headers)
        {
            length += name.Length + Math.Max(0, values.Count - 1);
            foreach (var value in values)
            {
                length += value?.Length ?? 0;
            }
        }

        return length <= MaxHeaders;
    }
}
