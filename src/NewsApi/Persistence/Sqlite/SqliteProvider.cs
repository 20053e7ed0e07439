using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Persistence.Sqlite;

/// <summary>A store in one file, made and brought up to date by whoever opens it first.</summary>
internal sealed class SqliteProvider(NewsDbContext db, string connectionString) : IStoreProvider
{
    public bool MigratesByItself => true;

    public string Place => Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    // A connection that is open goes on reading a file that was taken away.
    public Task<bool> IsThereAsync(CancellationToken cancel) => Task.FromResult(new FileInfo(Place) is { Exists: true, Length: > 0 });

    public Task<string?> ProblemOrNullAsync(CancellationToken cancel) => SqliteStoreFile.ProblemOrNullAsync(connectionString, [.. db.Database.GetMigrations()], cancel);

    // The lock belongs to the thread that took it, so all of it runs on one.
    public Task<int> MigrateAsync(CancellationToken cancel) => Task.Run(MigrateAlone, cancel);

    public async Task<IAsyncDisposable> OpenReadOnlyAsync(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var readOnly = new ReadOnly(db);
        await ReadAsync("PRAGMA query_only = ON", cancel);
        return readOnly;
    }

    /// <summary>What SQLite knows of: pages, indexes, references.</summary>
    public async Task<IReadOnlyList<string>> DamagesAsync(CancellationToken cancel)
    {
        var damages = new List<string>();
        foreach (var (pragma, right) in new[] { ("integrity_check", "ok"), ("foreign_key_check", null) })
        {
            try
            {
                damages.AddRange((await ReadAsync($"PRAGMA {pragma}", cancel)).Where(row => row != right).Select(row => $"{pragma}: {row}"));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                damages.Add($"{pragma}: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}");
            }
        }

        return damages;
    }

    private int MigrateAlone()
    {
        // EF's own lock is a row in the database, which a killed process leaves behind, and everybody after it waits for ever.
        // The system frees this one, so whoever holds it may clear that row away.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Place)))[..32];
        using var mutex = new Mutex(initiallyOwned: false, $"Global\\NewsApi-{name}");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its holder died; the lock is ours.
        }

        try
        {
            // Only here may a file be made: a server whose file is taken away must not begin a new one.
            SqliteStoreFile.Create(Place);

            // The file keeps it, but one that was restored from a backup may come without. Readers do not wait for the writer.
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
            var pending = db.Database.GetPendingMigrations().Count();
            if (pending > 0)
            {
                db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
                db.Database.Migrate();
            }

            return pending;
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private async Task<List<string>> ReadAsync(string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(cancel);
        var rows = new List<string>();
        while (await row.ReadAsync(cancel))
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(column => Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private sealed class ReadOnly(NewsDbContext db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // The connection goes back to the pool, and others write with it.
            await db.Database.ExecuteSqlRawAsync("PRAGMA query_only = OFF");
            await db.Database.CloseConnectionAsync();
        }
    }
}
