using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Model;
using NewsApi.Persistence;
using Npgsql;

namespace NewsApi.Tests.Persistence;

/// <summary>What a store in a PostgreSQL database promises below the API.</summary>
public sealed class DatabaseTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Lock = "22066611892613225";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_that_will_write_holds_the_lock_of_all_writers_to_its_end()
    {
        Assert.False(await app.InStore(async db =>
        {
            await using var transaction = await db.BeginWriteAsync(Cancel);
            return await IsFree();
        }));
        Assert.True(await IsFree());
    }

    [Fact]
    public async Task A_snapshot_takes_no_lock_of_writers_and_can_not_write()
    {
        var refusal = await app.InStore(async db =>
        {
            await using var snapshot = await db.BeginSnapshotAsync(Cancel);
            Assert.True(await IsFree());
            return await Assert.ThrowsAsync<PostgresException>(() => db.Articles.IgnoreQueryFilters().ExecuteDeleteAsync(Cancel));
        });

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refusal.SqlState);
    }

    [Fact]
    public async Task Of_the_writers_of_a_node_one_waits_with_a_connection_and_the_others_without()
    {
        using var own = new NewsApiApp();
        await own.InStore(db => db.Articles.AnyAsync(Cancel));
        await using var connection = new NpgsqlConnection(own.Store.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Lock})", connection))
        {
            await take.ExecuteNonQueryAsync(Cancel);
        }

        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => own.Given(Some.Article()), Cancel)).ToList();
        const string Waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        while (await own.Store.Execute(Waiting) is 0L)
        {
            await Task.Delay(20, Cancel);
        }

        Assert.Equal(1L, await own.Store.Execute(Waiting));
        Assert.DoesNotContain(writers, writer => writer.IsCompleted);
        await transaction.CommitAsync(Cancel);
        Assert.Equal(8, (await Task.WhenAll(writers)).Distinct().Count());
    }

    [Fact]
    public async Task The_writers_of_several_nodes_take_turns()
    {
        using var one = new NewsApiApp();
        using var two = new NewsApiApp(one.Store);
        NewsApiApp[] nodes = [one, two];
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => nodes[n % 2].Given(Some.Article("同名")), Cancel)));

        var slugs = await two.InStore(db => db.Articles.Select(article => article.Slug).ToListAsync(Cancel));

        Assert.Equal(Enumerable.Range(1, 20).Select(n => n == 1 ? "同名" : $"同名-{n}").Order(StringComparer.Ordinal), slugs.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("off", "on")]
    [InlineData("local", "on")]
    [InlineData("on", "on")]
    [InlineData("remote_apply", "remote_apply")]
    public async Task What_is_acknowledged_is_on_the_disk_whatever_the_server_is_set_to(string setting, string inWrites) => Assert.Equal(inWrites, await app.InStore(async db =>
    {
        await db.Database.OpenConnectionAsync(Cancel);
        await db.Database.ExecuteSqlAsync($"SELECT set_config('synchronous_commit', {setting}, false)", Cancel);
        await using var transaction = await db.BeginWriteAsync(Cancel);
        return await db.Database.SqlQueryRaw<string>("SELECT current_setting('synchronous_commit') AS \"Value\"").SingleAsync(Cancel);
    }));

    [Fact]
    public async Task Every_text_is_ordered_by_its_bytes_and_every_instant_is_one()
    {
        Assert.Equal("", await app.Store.Execute("""
            SELECT coalesce(string_agg(table_name || '.' || column_name, ' '), '') FROM information_schema.columns
            WHERE table_schema = 'public' AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C' AND table_name <> '__EFMigrationsHistory'
            """));
        Assert.Equal("", await app.Store.Execute("""
            SELECT coalesce(string_agg(table_name || '.' || column_name, ' '), '') FROM information_schema.columns
            WHERE table_schema = 'public' AND column_name ~ '(At|_at)$' AND data_type <> 'timestamp with time zone'
            """));
    }

    [Fact]
    public async Task Verifying_can_not_write_and_the_connection_can_again_afterwards()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsDbContext>();
        var provider = scope.ServiceProvider.GetRequiredService<IStoreProvider>();
        await using (await provider.OpenReadOnlyAsync(Cancel))
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.AppliedSeeds.ExecuteDeleteAsync(Cancel));
            Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refusal.SqlState);
        }

        await db.AppliedSeeds.ExecuteDeleteAsync(Cancel);
    }

    [Fact]
    public async Task A_document_with_a_character_that_no_text_can_hold_is_kept_as_it_came()
    {
        var id = await app.Given(Some.Article() with
        {
            Origin = new ArticleOrigin
            {
                Document = "page.txt",
                MediaType = "text/plain",
                ImportedAt = NewsApiApp.Start,
                Charset = "utf-8",
                CharsetEvidence = "bytes",
                CharsetConfidence = 1,
                OriginalText = "前\0後",
                Sha256 = new string('a', 64),
            },
        });

        Assert.Equal("前\0後", await app.InStore(db => db.ArticleOrigins.Where(origin => origin.ArticleId == id).Select(origin => origin.OriginalText).SingleAsync(Cancel)));
        Assert.Equal(0, (await app.Verify()).Code);
    }

    private async Task<bool> IsFree() => await app.Store.Execute($"SELECT pg_try_advisory_xact_lock({Lock})") is true;
}
