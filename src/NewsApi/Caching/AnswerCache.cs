using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NewsApi.Http;
using NewsApi.Persistence;

namespace NewsApi.Caching;

/// <summary>
/// Keeps finished answers to anybody and gives them again as long as nothing they were read from was written to. Before each use
/// the store is asked for its state (<see cref="StoreChanges"/>), so that nobody sees what is older than a finished write. Of
/// several equal requests at once, one is answered from the store and the others wait for its answer.
/// </summary>
internal sealed class AnswerCache
{
    /// <summary>Requests with longer parts are none that come again.</summary>
    private const int MaxTarget = 2048, MaxAccept = 200;

    /// <summary>What the key has a part for. Answers that depend on another header are not kept.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase) { HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.AcceptLanguage, HeaderNames.Origin };

    private readonly RequestDelegate _next;
    private readonly StoreChanges _changes;
    private readonly RateLimits _limits;
    private readonly TimeProvider _clock;
    private readonly CacheMemory _memory;
    private readonly bool _isOpenToAllOrigins;
    private readonly ConcurrentDictionary<Key, Flight> _flights = new();

    public AnswerCache(RequestDelegate next, StoreChanges changes, CacheMemory memory, RateLimits limits, TimeProvider clock, IOptions<CorsPolicyOptions> cors)
    {
        (_next, _changes, _memory, _limits, _clock) = (next, changes, memory, limits, clock);
        _isOpenToAllOrigins = cors.Value.Origins == "*";
    }

    public async Task InvokeAsync(HttpContext context)
    {
        if (!_memory.IsWanted || KeyOrNull(context) is not { } key || await StateOrNullAsync(context) is not { } now)
        {
            await _next(context);
            return;
        }

        while (true)
        {
            if (_memory.Find<FinishedAnswer>(key) is { } kept && kept.Holds(_changes, now))
            {
                await SendAsync(context, kept.Value);
                return;
            }

            var own = new Flight(this, key, now);
            var flight = _flights.GetOrAdd(key, own);
            if (flight == own)
            {
                // The one before may have landed just now.
                if (_memory.Find<FinishedAnswer>(key) is { } landedBefore && landedBefore.Holds(_changes, now))
                {
                    own.End(landedBefore, wasAnswered: true);
                    continue;
                }

                await LeadAsync(context, own);
                return;
            }

            var landed = await flight.Landing.WaitAsync(context.RequestAborted);
            if (landed.Kept is { } others && others.Holds(_changes, now))
            {
                await SendAsync(context, others.Value);
                return;
            }

            if (landed is { Kept: null, WasAnswered: true })
            {
                // Such answers are not kept, so there is none to wait for.
                await _next(context);
                return;
            }
        }
    }

    private async Task LeadAsync(HttpContext context, Flight flight)
    {
        context.Features.Set<IAnswerTaker>(flight);
        try
        {
            await _next(context);
        }
        finally
        {
            flight.End(null, wasAnswered: false);
        }
    }

    private Task SendAsync(HttpContext context, FinishedAnswer answer)
    {
        if (_limits.Concern(context.Request) && !_limits.CountFirst(context))
        {
            // Refused further in, with all that belongs to a refusal.
            return _next(context);
        }

        if (_isOpenToAllOrigins)
        {
            HttpContract.OpenToAllOrigins(context.Response.Headers);
        }

        return answer.SendAsync(context, context.Request.Method == HttpMethods.Head, _clock.GetUtcNow());
    }

    private async ValueTask<long?> StateOrNullAsync(HttpContext context)
    {
        try
        {
            return await _changes.NowAsync(context.RequestAborted);
        }
        catch (DbException)
        {
            // Whoever reads the store finds out, and says so; or another server has it.
            return null;
        }
    }

    /// <summary>What tells answers apart; null for requests whose answers are never kept.</summary>
    private Key? KeyOrNull(HttpContext context)
    {
        var request = context.Request;
        var headers = request.Headers;
        if ((request.Method != HttpMethods.Get && request.Method != HttpMethods.Head) || headers.Authorization.Count > 0
            || headers.ContentLength > 0 || headers.TransferEncoding.Count > 0 || (!_isOpenToAllOrigins && headers.Origin.Count > 0))
        {
            return null;
        }

        // As it came: the same target is the same address, and another spelling only another entry. Not every server tells.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is { Length: > 0 } raw ? raw : $"{request.PathBase}{request.Path}{request.QueryString}";
        var accept = headers.Accept.ToString();
        return target.Length is > 0 and <= MaxTarget && target[0] == '/' && accept.Length <= MaxAccept && RequestLimits.Allow(request)
            ? new Key(target, request.PathBase.Value + request.Path.Value, request.Scheme, request.Host.Value ?? "", accept, ScriptFilter.WantedOf(request))
            : null;
    }

    /// <summary>What an answer depends on besides the store. Which content coding is wanted, the answer itself looks up.</summary>
    private sealed record Key(string Target, string Path, string Scheme, string Host, string Accept, string Script);

    /// <summary>What became of a flight: what was kept of its answer; whether there was one.</summary>
    private sealed record Landed(Kept<FinishedAnswer>? Kept, bool WasAnswered);

    /// <summary>An answer being made for all who want it.</summary>
    private sealed class Flight(AnswerCache cache, Key key, long state) : IAnswerTaker
    {
        private readonly TaskCompletionSource<Landed> _landing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private NewsDbContext? _db;
        private ulong _tables;

        public Task<Landed> Landing => _landing.Task;

        public void Begin(HttpContext context, bool mayBeKept)
        {
            if (!mayBeKept)
            {
                End(null, wasAnswered: true);
                return;
            }

            _db = context.RequestServices.GetRequiredService<NewsDbContext>();
            _db.TablesRead = 0;
            context.RequestServices.GetRequiredService<ReadMoment>().State = state;
        }

        public IReadOnlyCollection<string>? TopicsOrNull(HttpContext context)
        {
            // What read nothing from the store depends on something else; and what says that nobody may keep it means us as well.
            _tables = _db?.TablesRead ?? 0;
            return _tables != 0 && !context.Response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase) && context.Response.Headers.GetCommaSeparatedValues(HeaderNames.Vary).All(Known.Contains) ? [.. StoreTables.Of(_db!).Names(_tables)] : null;
        }

        public void Take(HttpContext context, FinishedAnswer? answer)
        {
            if (_landing.Task.IsCompleted)
            {
                return;
            }

            if (answer is null)
            {
                End(null, wasAnswered: true);
                return;
            }

            var kept = new Kept<FinishedAnswer>(answer, _tables, state);
            var size = answer.Size + (2 * (key.Target.Length + key.Path.Length + key.Accept.Length + key.Host.Length));
            cache._memory.Keep(key, kept, size);

            End(kept, wasAnswered: true);
        }

        /// <summary>Lets those who wait go on; the first call counts.</summary>
        public void End(Kept<FinishedAnswer>? kept, bool wasAnswered)
        {
            if (_landing.TrySetResult(new Landed(kept, wasAnswered)))
            {
                cache._flights.TryRemove(KeyValuePair.Create(key, this));
            }
        }
    }
}
