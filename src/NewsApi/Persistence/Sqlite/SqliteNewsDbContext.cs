using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace NewsApi.Persistence.Sqlite;

/// <summary>The store in one SQLite file.</summary>
public sealed class SqliteNewsDbContext : NewsDbContext
{
    /// <summary>A connection to the file that the options name.</summary>
    public SqliteNewsDbContext(DbContextOptions<SqliteNewsDbContext> options)
        : base(options)
    {
        // With a savepoint before each save SQLite copies every page the save touches into a second journal. Nobody goes back to
        // one: where a save fails, the transaction around it ends.
        Database.AutoSavepointsEnabled = false;
    }

    /// <inheritdoc/>
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancel)
    {
        if (Database.CurrentTransaction is not null)
        {
            // Within a change, what is read is the state the change made.
            return new WriteTransaction(null, null);
        }

        await Database.OpenConnectionAsync(cancel);
        try
        {
            // Deferred: in WAL mode the first read fixes the state that is seen, and no writer waits for it.
            // EF's own BeginTransaction is IMMEDIATE, which is right for writes and would queue every reader here.
            var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
            await Database.UseTransactionAsync(transaction, cancel);
            return new Snapshot(this, transaction);
        }
        catch
        {
            await Database.CloseConnectionAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancel)
    {
        if (Database.CurrentTransaction is not null)
        {
            return new WriteTransaction(null, null);
        }

        var turn = await WriteQueue.WaitAsync(Path.GetFullPath(Database.GetDbConnection().DataSource), cancel);
        try
        {
            var transaction = await Database.BeginTransactionAsync(cancel);
            TablesWritten = 0;
            return new WriteTransaction(transaction, turn, AnnounceAsync);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();

        // As a number a condition is `IsPublic = 1`, which an index answers; a bare `IsPublic` reads the whole table.
        configurationBuilder.Properties<bool>().HaveConversion<int>();
    }

    private async Task<Action> AnnounceAsync(CancellationToken cancel)
    {
        if (TablesWritten == 0)
        {
            return () => { };
        }

        await using var command = Database.GetDbConnection().CreateCommand();
        command.Transaction = Database.CurrentTransaction!.GetDbTransaction();
        return await SqliteCommits.Of(Path.GetFullPath(Database.GetDbConnection().DataSource)).AnnounceAsync(command, TablesWritten, cancel);
    }

    private sealed class Snapshot(SqliteNewsDbContext db, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.UseTransactionAsync(null);
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }
}
