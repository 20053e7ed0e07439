using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Seeding;

namespace NewsApi.Tests.Seeding;

/// <summary>First starts, second starts, and starts that get in each other's way.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("newsapi-").FullName;

    private string StoreFile => Path.Combine(_folder, "news.db");

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        string first;
        using (var app = new SeededApp(StoreFile))
        {
            first = (await app.AsReader().Ask("/api/v1/articles/1")).Body;
        }

        using var again = new SeededApp(StoreFile);
        again.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(first, (await again.AsReader().Ask("/api/v1/articles/1")).Body);
        Assert.Single(await again.AsReader().GetAll("/api/v1/articles"));
    }

    [Fact]
    public async Task Eight_starts_at_the_same_moment_give_one_article()
    {
        var apps = Enumerable.Range(0, 8).Select(_ => new SeededApp(StoreFile)).ToList();
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
        using (var app = new SeededApp(StoreFile))
        {
            await app.InStore(db => db.Articles.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        }

        using var again = new SeededApp(StoreFile);
        Assert.Empty(await again.AsReader().GetAll("/api/v1/articles"));
    }

    [Fact]
    public async Task A_store_that_began_without_the_seed_page_gets_it_when_asked()
    {
        using (var app = new NewsApiApp(StoreFile))
        {
            Assert.Empty(await app.AsReader().GetAll("/api/v1/articles"));
            await using var scope = app.Services.CreateAsyncScope();
            Assert.True(await scope.ServiceProvider.GetRequiredService<Seeder>().SeedAsync(TestContext.Current.CancellationToken));
            Assert.False(await scope.ServiceProvider.GetRequiredService<Seeder>().SeedAsync(TestContext.Current.CancellationToken));
            Assert.Single(await app.AsReader().GetAll("/api/v1/articles"));
        }
    }

    [Fact]
    public async Task A_start_after_one_that_was_killed_while_migrating_is_not_held_up()
    {
        // What a killed process leaves behind: EF's lock, taken and never given back.
        await using (var connection = new SqliteConnection($"Data Source={StoreFile}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var app = new SeededApp(StoreFile);
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask("/health/ready")).Status);
        Assert.Single(await app.AsReader().GetAll("/api/v1/articles"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
