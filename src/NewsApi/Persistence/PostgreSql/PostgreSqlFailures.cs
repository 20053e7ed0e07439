using Npgsql;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>Tells what the server or the way to it did to us from what we did wrong.</summary>
internal static class PostgreSqlFailures
{
    // https://www.postgresql.org/docs/current/errcodes-appendix.html. What Npgsql calls transient (lost and refused connections, too
    // many of them, full disks, locks and deadlocks, timeouts) comes on top.
    private static readonly string[] Unavailable =
    [
        PostgresErrorCodes.ReadOnlySqlTransaction, // a standby took the place of the server
        PostgresErrorCodes.InvalidCatalogName, // the database is gone
        PostgresErrorCodes.InvalidAuthorizationSpecification,
        PostgresErrorCodes.InvalidPassword,
        PostgresErrorCodes.QueryCanceled, // by the server: what we cancel is told otherwise
        PostgresErrorCodes.AdminShutdown,
        PostgresErrorCodes.CrashShutdown,
        PostgresErrorCodes.CannotConnectNow,
        PostgresErrorCodes.DatabaseDropped,
        PostgresErrorCodes.UndefinedFile,
        PostgresErrorCodes.DataCorrupted,
        PostgresErrorCodes.IndexCorrupted,
    ];

    /// <summary>Whether the store can't answer right now: the server is down, unreachable, overloaded, locked, or its disk is full or broken.</summary>
    public static bool IsUnavailable(Exception exception)
    {
        // EF wraps what it takes for transient, and what happens while saving, in exceptions of its own.
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // A connection or transaction that was lost in between is not open any more.
            if (cause is InvalidOperationException && cause.Source == nameof(Npgsql))
            {
                return true;
            }

            // What does not come from the server is about the way to it.
            if (cause is NpgsqlException failure)
            {
                return failure is not PostgresException || failure.IsTransient || Unavailable.Contains(failure.SqlState, StringComparer.Ordinal);
            }
        }

        return false;
    }
}
