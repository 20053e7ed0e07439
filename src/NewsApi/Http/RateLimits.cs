using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>How much one client may ask: section <c>RateLimiting</c>.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Whether there is a limit. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Requests one address may make in a window. Default 60,000: a guard against runaway clients that no page load comes near.</summary>
    public int Requests { get; init; } = 60_000;

    /// <summary>Length of the window in seconds. Default 60.</summary>
    public int WindowSeconds { get; init; } = 60;
}

/// <summary>Counts the requests of each address and says how many are left (draft-ietf-httpapi-ratelimit-headers).</summary>
internal sealed class RateLimits(RequestDelegate next, IOptions<RateLimitOptions> options) : IDisposable
{
    private const string PolicyName = "\"address\"";

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.Requests,
            Window = TimeSpan.FromSeconds(options.Value.WindowSeconds),
        }));

    private readonly string _policy = string.Create(CultureInfo.InvariantCulture, $"{PolicyName};q={options.Value.Requests};w={options.Value.WindowSeconds}");

    public async Task InvokeAsync(HttpContext context)
    {
        if (!options.Value.Enabled || !context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }

        var client = context.Connection.RemoteIpAddress ?? IPAddress.None;
        using var lease = _limiter.AttemptAcquire(client);
        var left = _limiter.GetStatistics(client)?.CurrentAvailablePermits ?? 0;
        context.Response.Headers["RateLimit-Policy"] = _policy;
        context.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"{PolicyName};r={left}");
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromSeconds(options.Value.WindowSeconds);
        context.Response.Headers[HeaderNames.RetryAfter] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await ApiProblems.WriteAsync(context, StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => _limiter.Dispose();
}
