using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NewsApi.Persistence.Sqlite;

/// <summary>
/// Asks the file itself, on a connection kept for that, whether any other connection, of this or another process, has committed
/// to it: <c>PRAGMA data_version</c> (https://sqlite.org/pragma.html#pragma_data_version), which reads no page.
/// </summary>
internal sealed class SqliteChanges(string connectionString) : StoreChanges, IDisposable
{
    /// <summary>How long a file that is gone may be taken for there, in milliseconds: to look costs as much as all the rest.</summary>
    private const int LookAgain = 100;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private string _file = "";
    private long _lookedAt;
    private sqlite3_stmt? _ask;
    private long _asked;
    private long _dataVersion;
    private int _userVersion;

    /// <inheritdoc/>
    public override ValueTask<long> NowAsync(CancellationToken cancel)
    {
        var arrived = Volatile.Read(ref _asked);
        lock (_gate)
        {
            // Somebody else began to ask after this call began: the answer is good for both.
            return ValueTask.FromResult(_asked > arrived && _connection is not null ? Seen : Ask());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    private long Ask()
    {
        Volatile.Write(ref _asked, _asked + 1);
        if (_connection is null)
        {
            Open();
            (_dataVersion, _userVersion) = State();
            return Advance(StoreTables.All);
        }

        if (Environment.TickCount64 - _lookedAt >= LookAgain)
        {
            _lookedAt = Environment.TickCount64;
            if (!File.Exists(_file))
            {
                // The connection would go on reading a file that has no name any more.
                Close();
                throw new SqliteException("The file of the store is gone.", raw.SQLITE_CANTOPEN);
            }
        }

        if (DataVersion() == _dataVersion)
        {
            return Seen;
        }

        var before = _userVersion;
        (_dataVersion, _userVersion) = State();

        // A commit that did not count is none of this program's, and may have changed anything.
        return Advance(SqliteCommits.Of(_file).WrittenBetween(before, _userVersion));
    }

    private void Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Cache = SqliteCacheMode.Private, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            Require(raw.sqlite3_busy_timeout(connection.Handle, 1000));
            Require(raw.sqlite3_prepare_v2(connection.Handle, "PRAGMA data_version", out _ask));
            (_connection, _file) = (connection, Path.GetFullPath(connection.DataSource));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _ask?.Dispose();
        _connection?.Dispose();
        (_ask, _connection) = (null, null);
    }

    /// <summary>Both versions as they stood in one moment.</summary>
    private (long DataVersion, int UserVersion) State()
    {
        using var moment = _connection!.BeginTransaction(deferred: true);
        using var command = _connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, "PRAGMA user_version");
        var userVersion = (int)(long)command.ExecuteScalar()!;
        return (DataVersion(), userVersion);
    }

    private long DataVersion()
    {
        try
        {
            if (raw.sqlite3_step(_ask) is var result && result != raw.SQLITE_ROW)
            {
                throw new SqliteException("The store can't be asked for its version.", result);
            }

            return raw.sqlite3_column_int64(_ask, 0);
        }
        catch
        {
            Close();
            throw;
        }
        finally
        {
            if (_ask is not null)
            {
                _ = raw.sqlite3_reset(_ask);
            }
        }
    }

    private static void Require(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException("The store can't be asked for its version.", result);
        }
    }
}
