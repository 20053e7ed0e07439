using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
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

    /// <summary>Requests that may be made with one key or token in a window, from all addresses together. Default 60,000.</summary>
    public int KeyRequests { get; init; } = 60_000;

    /// <summary>Length of the window in seconds. Default 60.</summary>
    public int WindowSeconds { get; init; } = 60;
}

/// <summary>
/// Counts requests by whom they are from, in windows that begin for all at the same moment, and says how many are left
/// (draft-ietf-httpapi-ratelimit-headers-11). The counts of a window go with it.
/// </summary>
internal sealed class RateLimits(IOptions<RateLimitOptions> options, TimeProvider clock)
{
    /// <summary>Clients counted one by one; beyond that, the rest counts as one.</summary>
    private const int MaxClients = 200_000;

    /// <summary>What costs more than a file, beside the front page.</summary>
    private static readonly string[] Limited = ["/api", "/articles"];

    private readonly Policy _byAddress = new("address", options.Value.Requests, options.Value.WindowSeconds);
    private readonly Policy _byKey = new("key", options.Value.KeyRequests, options.Value.WindowSeconds);
    private readonly Lock _gate = new();
    private readonly long _began = clock.GetTimestamp();
    private Window _window = new(0);

    /// <summary>Whether a request is limited at all.</summary>
    public bool Concern(HttpRequest request) => options.Value.Enabled
        && (request.Path == "/" || Array.Exists(Limited, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Counts a request by its address before it comes to <see cref="CountAddress"/>, and says in the headers how many are left.</summary>
    /// <returns>Whether it may go on; one that may not is refused there without being counted again.</returns>
    public bool CountFirst(HttpContext context)
    {
        var isAllowed = Count(context, _byAddress, Network(context.Connection.RemoteIpAddress));
        if (!isAllowed)
        {
            context.Items[typeof(RateLimits)] = false;
        }

        return isAllowed;
    }

    /// <summary>Counts a request by its address and says in the headers how many are left.</summary>
    /// <returns>Whether it may go on.</returns>
    public bool CountAddress(HttpContext context) => !context.Items.ContainsKey(typeof(RateLimits)) && Count(context, _byAddress, Network(context.Connection.RemoteIpAddress));

    /// <summary>Counts a request by whose key or token it was made with.</summary>
    /// <returns>Whether it may go on.</returns>
    public bool CountKey(HttpContext context, string identity) => Count(context, _byKey, identity);

    /// <summary>Refuses a request.</summary>
    public Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.RetryAfter] = Current().Left.ToString(CultureInfo.InvariantCulture);
        return ApiProblems.WriteAsync(context, StatusCodes.Status429TooManyRequests);
    }

    /// <summary>A network of IPv6 is one client: whoever has one has 2^64 addresses.</summary>
    private static IPAddress Network(IPAddress? address)
    {
        if (address?.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    private bool Count(HttpContext context, Policy policy, object client)
    {
        var (window, left) = Current();
        var count = window.Next(policy, client);
        Add(context.Response.Headers, "RateLimit-Policy", policy.Header);
        Add(context.Response.Headers, "RateLimit", string.Create(CultureInfo.InvariantCulture, $"\"{policy.Name}\";r={Math.Max(0, policy.Requests - count)};t={left}"));
        return count <= policy.Requests;
    }

    private static void Add(IHeaderDictionary headers, string name, string policy) =>
        headers[name] = headers[name] is [{ } before] ? $"{before}, {policy}" : policy;

    /// <summary>The window that is under way, and how many seconds it still has.</summary>
    private (Window Window, int Left) Current()
    {
        var length = TimeSpan.FromSeconds(options.Value.WindowSeconds);
        var elapsed = clock.GetElapsedTime(_began);
        var number = elapsed.Ticks / length.Ticks;
        var left = (int)Math.Ceiling((((number + 1) * length) - elapsed).TotalSeconds);
        if (Volatile.Read(ref _window) is var window && window.Number >= number)
        {
            return (window, left);
        }

        lock (_gate)
        {
            if (_window.Number < number)
            {
                Volatile.Write(ref _window, new Window(number));
            }

            return (_window, left);
        }
    }

    private sealed record Policy(string Name, int Requests, int Seconds)
    {
        public string Header { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Requests};w={Seconds}");
    }

    private sealed class Window(long number)
    {
        private readonly ConcurrentDictionary<(Policy, object), Counter> _counters = new();
        private int _clients;

        public long Number => number;

        public long Next(Policy policy, object client)
        {
            if (!_counters.TryGetValue((policy, client), out var counter))
            {
                // Not Count: it would lock the whole table.
                counter = _counters.GetOrAdd((policy, Interlocked.Increment(ref _clients) <= MaxClients ? client : "others"), _ => new Counter());
            }

            return counter.Next();
        }
    }

    private sealed class Counter
    {
        private long _count;

        public long Next() => Interlocked.Increment(ref _count);
    }
}

/// <summary>Refuses requests of an address that made too many.</summary>
internal sealed class AddressLimit(RequestDelegate next, RateLimits limits)
{
    public Task InvokeAsync(HttpContext context) => !limits.Concern(context.Request) || limits.CountAddress(context) ? next(context) : limits.RefuseAsync(context);
}
