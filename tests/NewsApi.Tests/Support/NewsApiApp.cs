using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Editorial;
using NewsApi.Hosting;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Tests.Support;

/// <summary>The server with a store of its own. The clock stands still until a test moves it.</summary>
public class NewsApiApp : WebApplicationFactory<ArticlesController>
{
    private readonly bool _ownsStore;

    /// <summary>A server on a new store.</summary>
    public NewsApiApp()
        : this(TestStore.Ready()) => _ownsStore = true;

    /// <summary>A server on a store that somebody else looks after.</summary>
    internal NewsApiApp(TestStore store) => Store = store;

    /// <summary>The moment every test begins at.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The clock.</summary>
    public FakeTimeProvider Clock { get; } = new(Start);

    /// <summary>The store.</summary>
    internal TestStore Store { get; }

    /// <summary>Whether the store begins with the seed page.</summary>
    protected virtual bool HasSeed => false;

    /// <summary>The environment. Not Development, in which the first start makes a key.</summary>
    protected virtual string EnvironmentName => "Production";

    /// <summary>Settings that differ from the defaults.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>Publishes an article through the one door for writes. Returns its id.</summary>
    internal async Task<long> Given(ArticleDraft draft)
    {
        await using var scope = Services.CreateAsyncScope();
        var change = await scope.ServiceProvider.GetRequiredService<Newsroom>()
            .CreateAsync(draft with { Status = draft.Status ?? ArticleStatus.Published }, new Signature("test"), TestContext.Current.CancellationToken);
        return Assert.IsType<Change.Saved>(change).Article.Id;
    }

    /// <summary>Looks into the store.</summary>
    internal async Task<T> InStore<T>(Func<NewsDbContext, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<NewsDbContext>());
    }

    /// <summary>Verifies the store; what is said, and the exit code.</summary>
    internal async Task<(List<string> Lines, int Code)> Verify()
    {
        var lines = new List<string>();
        await using var scope = Services.CreateAsyncScope();
        var verification = new Verification(scope.ServiceProvider.GetRequiredService<NewsDbContext>(), scope.ServiceProvider.GetRequiredService<IStoreProvider>(), lines.Add);
        await verification.RunAsync(TestContext.Current.CancellationToken);
        lines.Add(verification.Summary);
        return (lines, verification.Damages == 0 ? 0 : 1);
    }

    /// <summary>Somebody without a key.</summary>
    internal Reader AsReader() => new(CreateClient());

    /// <summary>Somebody with a new key that has these scopes.</summary>
    internal Reader AsKey(params string[] scopes) => AsBearer(Task.Run(() => GivenKey(scopes)).GetAwaiter().GetResult().Key);

    /// <summary>Somebody who sends this as a key.</summary>
    internal Reader AsBearer(string token)
    {
        var http = CreateClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return new Reader(http);
    }

    /// <summary>Makes a key with these scopes.</summary>
    internal Task<(ApiKey Kept, string Key)> GivenKey(params string[] scopes) => GivenNamedKey("tests", null, scopes);

    /// <summary>Makes a key with these scopes, with a name and an end.</summary>
    internal async Task<(ApiKey Kept, string Key)> GivenNamedKey(string name, DateTimeOffset? expiresAt, params string[] scopes)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<KeyRing>().CreateAsync(name, scopes, expiresAt, "tests", TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("Seed:Enabled", HasSeed ? "true" : "false");
        builder.UseSetting("RateLimiting:Enabled", "false");
        builder.UseSetting("Serilog:MinimumLevel:Default", "Fatal");
        builder.UseSetting("Serilog:MinimumLevel:Override:Microsoft.AspNetCore", "Fatal");
        foreach (var (key, value) in Store.Settings.Concat(Settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _ownsStore)
        {
            Store.Dispose();
        }
    }
}

/// <summary>The server as it is after its first start: with the seed page.</summary>
public sealed class SeededApp : NewsApiApp
{
    /// <inheritdoc cref="NewsApiApp()"/>
    public SeededApp()
    {
    }

    /// <inheritdoc cref="NewsApiApp(TestStore)"/>
    internal SeededApp(TestStore store)
        : base(store)
    {
    }

    /// <inheritdoc/>
    protected override bool HasSeed => true;
}
