using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Seeding;

namespace NewsApi.Tests.Seeding;

/// <summary>First starts, second starts, and starts that get in each other's way.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TestStore _store = TestStore.Ready();

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        string first;
        using (var app = new SeededApp(_store))
        {
            first = (await app.AsReader().Ask("/api/v1/articles/1")).Body;
        }

        using var again = new SeededApp(_store);
        again.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(first, (await again.AsReader().Ask("/api/v1/articles/1")).Body);
        Assert.Single(await again.AsReader().GetAll("/api/v1/articles"));
    }

    [Fact]
    public async Task Eight_starts_at_the_same_moment_give_one_article()
    {
        var apps = Enumerable.Range(0, 8).Select(_ => new SeededApp(_store)).ToList();
        await Task.WhenAll(apps.Select(app => Task.Run(() => app.Services.GetService<IServiceProvider>(), TestContext.Current.CancellationToken)));

        foreach (var app in apps)
        {
            Assert.Single(await app.AsReader().GetAll("/api/v1/articles"));
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_seed_page_that_somebody_removed_stays_away()
    {
        using (var app = new SeededApp(_store))
        {
            await app.InStore(db => db.Articles.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        }

        using var again = new SeededApp(_store);
        Assert.Empty(await again.AsReader().GetAll("/api/v1/articles"));
    }

    [Fact]
    public async Task A_store_that_began_without_the_seed_page_gets_it_when_asked()
    {
        using (var app = new NewsApiApp(_store))
        {
            Assert.Empty(await app.AsReader().GetAll("/api/v1/articles"));
            await using var scope = app.Services.CreateAsyncScope();
            Assert.True(await scope.ServiceProvider.GetRequiredService<Seeder>().SeedAsync(TestContext.Current.CancellationToken));
            Assert.False(await scope.ServiceProvider.GetRequiredService<Seeder>().SeedAsync(TestContext.Current.CancellationToken));
            Assert.Single(await app.AsReader().GetAll("/api/v1/articles"));
        }
    }

    [Theory]
    [InlineData("?publish=true&source=中央通訊社")]
    [InlineData("")]
    public async Task A_seed_page_that_was_imported_before_is_not_made_twice(string query)
    {
        using (var app = new NewsApiApp(_store))
        {
            await using var page = typeof(Seeder).Assembly.GetManifestResourceStream(typeof(Seeder), "source.txt")!;
            using var reader = new StreamReader(page);
            var made = await app.AsKey("articles:write", "articles:publish").Send(
                "POST", $"/api/v1/imports{query}", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), ("Content-Type", "text/plain"));
            Assert.Equal(System.Net.HttpStatusCode.Created, made.Status);
        }

        using var again = new SeededApp(_store);
        Assert.Equal(1, await again.InStore(db => db.Articles.IgnoreQueryFilters().CountAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(1, await again.InStore(db => db.AppliedSeeds.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(query.Length > 0 ? 1 : 0, (await again.AsReader().GetAll("/api/v1/articles")).Count);
    }

    public void Dispose() => _store.Dispose();
}
