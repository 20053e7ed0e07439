using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Caching;
using NewsApi.Http;
using NewsApi.Persistence;

namespace NewsApi.Tests.Caching;

/// <summary>The server with two routes more, which count how often they are asked.</summary>
public class CachedApp : NewsApiApp
{
    /// <summary>What is kept.</summary>
    internal CacheMemory Kept => Services.GetRequiredService<CacheMemory>();

    /// <summary>How often the routes were asked.</summary>
    internal Turnstile Turnstile => Services.GetRequiredService<Turnstile>();

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddControllers().AddApplicationPart(typeof(CountedController).Assembly);
            services.AddSingleton<Turnstile>();
        });
    }
}

/// <summary>Counts who comes in, and lets them on when it is opened.</summary>
public sealed class Turnstile
{
    private int _entered;

    /// <summary>How many came in.</summary>
    public int Entered => Volatile.Read(ref _entered);

    /// <summary>Complete while it is open.</summary>
    public TaskCompletionSource Gate { get; set; } = Opened();

    /// <summary>Comes in, and waits until it is open or gives up.</summary>
    public Task Enter(CancellationToken cancel)
    {
        Interlocked.Increment(ref _entered);
        return Gate.Task.WaitAsync(cancel);
    }

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}

/// <summary>Reads something of the store, and lets itself be counted.</summary>
[ApiController, Route("test/counted")]
[SuppressMessage("Performance", "CA1822", Justification = "Actions are not static.")]
public sealed class CountedController(NewsDbContext db, Turnstile turnstile) : ControllerBase
{
    /// <summary>Counts articles.</summary>
    [HttpGet("articles")]
    public async Task<object> Articles([FromQuery] int size, CancellationToken cancel)
    {
        await turnstile.Enter(cancel);
        return new { count = await db.Articles.CountAsync(cancel), text = new string('文', size) };
    }

    /// <summary>Counts kinds of sections.</summary>
    [HttpGet("kinds")]
    public async Task<object> Kinds(CancellationToken cancel)
    {
        await turnstile.Enter(cancel);
        return new { count = await db.SectionKinds.CountAsync(cancel) };
    }

    /// <summary>A route that will go.</summary>
    [HttpGet("deprecated"), Deprecated("2026-01-31", "2027-01-31", "https://news.example/changes")]
    public object Old() => new { };

    /// <summary>A parameter that will go.</summary>
    [HttpGet("parameter")]
    public object Parameter([FromQuery, Deprecated("2026-01-31", "2027-01-31", "https://news.example/changes")] string? old) => new { old };
}
