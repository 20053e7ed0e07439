using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>A store in a database of a server, which the operator makes and which only <c>migrate</c> brings up to date.</summary>
internal sealed class PostgreSqlProvider(NewsDbContext db, string connectionString) : IStoreProvider
{
    /// <summary>Held by whoever migrates, until its connection ends, however it ends. The number is "migrate" in ASCII.</summary>
    private const long MigrationLock = 30796665482998885;

    // What extensions bring along is no table of a program.
    private const string Tables = """
        SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        """;

    public bool MigratesByItself => false;

    public string Place => Named(new NpgsqlConnectionStringBuilder(connectionString));

    // EF would ask the table itself, and log an error where it is not.
    public Task<bool> IsThereAsync(CancellationToken cancel) =>
        db.Database.SqlQuery<bool>($"""SELECT to_regclass('"__EFMigrationsHistory"') IS NOT NULL AS "Value" """).SingleAsync(cancel);

    public async Task<string?> ProblemOrNullAsync(CancellationToken cancel)
    {
        NpgsqlConnectionStringBuilder parsed;
        try
        {
            parsed = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException exception)
        {
            return $"ConnectionStrings:News is no PostgreSQL connection string: {exception.Message}";
        }

        if (string.IsNullOrWhiteSpace(parsed.Host) || string.IsNullOrWhiteSpace(parsed.Database))
        {
            return "ConnectionStrings:News must name a host and a database, such as \"Host=localhost;Database=newsapi;Username=newsapi;Password=…\".";
        }

        try
        {
            return await ContentProblemOrNullAsync(cancel);
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            var reason = exception.GetBaseException() is PostgresException refusal ? refusal.MessageText : exception.GetBaseException().Message;
            return $"The database of ConnectionStrings:News can't be reached: {Named(parsed)}: {reason}";
        }
    }

    public async Task<int> MigrateAsync(CancellationToken cancel)
    {
        await using var session = await ConnectAsync(cancel);
        await using var wait = new NpgsqlCommand($"SELECT pg_advisory_lock({MigrationLock})", session);
        await wait.ExecuteNonQueryAsync(cancel);

        // The same here, as no table is there yet.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancel);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).Count();
        if (pending > 0)
        {
            // Building an index over a large store takes its time.
            db.Database.SetCommandTimeout(TimeSpan.FromDays(1));
            await db.Database.MigrateAsync(cancel);
        }

        return pending;
    }

    public async Task<IAsyncDisposable> OpenReadOnlyAsync(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("SET default_transaction_read_only = on", cancel);
        return new ReadOnly(db);
    }

    /// <summary>Nothing that can be asked for in passing: the server itself keeps references whole, and checksums of pages where it was set up with them.</summary>
    public Task<IReadOnlyList<string>> DamagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

    private async Task<string?> ContentProblemOrNullAsync(CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        if (await ReadAsync(connection, "SELECT current_setting('server_encoding')", cancel) is not ["UTF8"])
        {
            return $"The database of ConnectionStrings:News must be made with the encoding UTF8: {Place}";
        }

        var tables = await ReadAsync(connection, Tables, cancel);
        var applied = tables.Contains(StoreContents.History) ? await ReadAsync(connection, $"SELECT \"MigrationId\" FROM \"{StoreContents.History}\"", cancel) : [];
        return StoreContents.ProblemOrNull(tables, applied, [.. db.Database.GetMigrations()]) is { } problem ? $"The database of ConnectionStrings:News {problem}: {Place}" : null;
    }

    /// <summary>A connection of its own, which waits as long as it takes and ends when it is disposed.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0, KeepAlive = 30 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string query, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var values = new List<string>();
        while (await row.ReadAsync(cancel))
        {
            values.Add(row.GetString(0));
        }

        return values;
    }

    private static string Named(NpgsqlConnectionStringBuilder connection) => $"{connection.Database} at {connection.Host}:{connection.Port}";

    private sealed class ReadOnly(NewsDbContext db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // The connection goes back to the pool, and others write with it.
            await db.Database.ExecuteSqlRawAsync("RESET default_transaction_read_only");
            await db.Database.CloseConnectionAsync();
        }
    }
}
