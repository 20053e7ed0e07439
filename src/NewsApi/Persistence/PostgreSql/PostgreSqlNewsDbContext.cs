using System.Data;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NewsApi.Model;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>The store in a PostgreSQL database, which several nodes may share.</summary>
public sealed class PostgreSqlNewsDbContext(DbContextOptions<PostgreSqlNewsDbContext> options) : NewsDbContext(options)
{
    /// <summary>
    /// Order and equality by the bytes of UTF-8, as SQLite has them: lists come in one order and cursors mean the same place on
    /// both, whatever the locale of the server.
    /// </summary>
    private const string Collation = "C";

    /// <summary>
    /// What a write begins with: one lock, so that the writers of all nodes take turns, and a bound for waiting for it and for any
    /// other. What is acknowledged must last, so a server that acknowledges before the disk has it is told not to, for this
    /// transaction; one that waits for standbys as well goes on doing so. With the commit, all nodes are told of it
    /// (<see cref="CommitListener"/>). The number of the lock is "NewsApi" in ASCII.
    /// </summary>
    private const string TakeTurn = $"""
        SET LOCAL lock_timeout = '10s';
        SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') IN ('off', 'local');
        SELECT pg_advisory_xact_lock(22066611892613225);
        SELECT pg_notify('{CommitListener.Channel}', '');
        """;

    /// <inheritdoc/>
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancel)
    {
        if (Database.CurrentTransaction is not null)
        {
            // Within a change, what is read is the state the change made.
            return new WriteTransaction(null, null);
        }

        // The first statement fixes the state that is seen.
        var transaction = await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        try
        {
            await Database.ExecuteSqlRawAsync("SET TRANSACTION READ ONLY", cancel);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
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

        var connection = Database.GetDbConnection();
        var turn = await WriteQueue.WaitAsync($"{connection.DataSource}/{connection.Database}", cancel);
        IDbContextTransaction? transaction = null;
        try
        {
            // Each statement sees what was committed when it began: those behind the lock see all that earlier writers did.
            transaction = await Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
            await Database.ExecuteSqlRawAsync(TakeTurn, cancel);
            return new WriteTransaction(transaction, turn);
        }
        catch
        {
            await new WriteTransaction(transaction, turn).DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task ContinueNumberingAsync(CancellationToken cancel) => Database.ExecuteSqlRawAsync(
        """
        DO $$ DECLARE numbered record; highest bigint; BEGIN
            FOR numbered IN SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES' LOOP
                EXECUTE format('SELECT max(%I) FROM %I', numbered.column_name, numbered.table_name) INTO highest;
                IF highest IS NOT NULL THEN
                    PERFORM setval(pg_get_serial_sequence(format('%I', numbered.table_name), numbered.column_name), highest);
                END IF;
            END LOOP;
        END $$
        """,
        cancel);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // A document is kept as it came, and it may hold U+0000, which no text of PostgreSQL can.
        modelBuilder.Entity<ArticleOrigin>().Property(origin => origin.OriginalText).HasConversion(text => Encoding.UTF8.GetBytes(text), bytes => Encoding.UTF8.GetString(bytes));

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetDeclaredProperties()))
        {
            if ((property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) == typeof(string))
            {
                property.SetCollation(Collation);
            }
        }
    }
}
