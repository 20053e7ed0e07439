using Microsoft.Data.Sqlite;

namespace NewsApi.Persistence.Sqlite;

/// <summary>Tells what the machine did to us from what we did wrong.</summary>
internal static class SqliteFailures
{
    // https://sqlite.org/rescode.html: BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
    private static readonly int[] Unavailable = [5, 6, 8, 10, 11, 13, 14, 15, 26];

    /// <summary>Whether the store can't answer right now: it is locked by another process, or the disk is full, broken or gone.</summary>
    public static bool IsUnavailable(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException) is { } failure && Unavailable.Contains(failure.SqliteErrorCode);
}
