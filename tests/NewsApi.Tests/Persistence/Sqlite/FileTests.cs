using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Persistence.Sqlite;

/// <summary>What a store in a file promises below the API: durability, consistency, order.</summary>
public sealed class FileTests(SeededApp app) : IClassFixture<SeededApp>
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")] // FULL
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "10000")]
    public async Task Every_connection_is_set_to_lose_nothing(string pragma, string value)
    {
        // Twice: a connection from the pool is set like a new one.
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(value, await app.InStore(async db =>
            {
                await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"PRAGMA {pragma}";
                return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
            }));
        }
    }

    [Fact]
    public async Task A_transaction_that_will_write_takes_the_write_lock_at_once() => Assert.True(await app.InStore(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        return await IsLockedForWritersAsync();
    }));

    [Fact]
    public async Task A_snapshot_takes_no_lock_of_writers() => Assert.False(await app.InStore(async db =>
    {
        await using var snapshot = await db.BeginSnapshotAsync(TestContext.Current.CancellationToken);
        await db.Articles.CountAsync(TestContext.Current.CancellationToken);
        return await IsLockedForWritersAsync();
    }));

    [Fact]
    public async Task Instants_are_kept_as_microseconds_which_SQLite_orders_right()
    {
        var id = await app.Given(Some.Article(publishedAt: "2026-01-01T00:00:00.1234567+08:00"));

        await using var connection = new SqliteConnection($"Data Source={app.Store.File}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT typeof(PublishedAt), PublishedAt, PublishedOffsetMinutes FROM Articles WHERE Id = {id}";
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await row.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal("integer", row.GetString(0));
        Assert.Equal(1_767_196_800_123_456, row.GetInt64(1));
        Assert.Equal(480, row.GetInt32(2));
    }

    private async Task<bool> IsLockedForWritersAsync()
    {
        await using var other = new SqliteConnection($"Data Source={app.Store.File};Pooling=False;Default Timeout=1");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        try
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            return false;
        }
        catch (SqliteException locked) when (locked.SqliteErrorCode == 5)
        {
            return true;
        }
    }
}
