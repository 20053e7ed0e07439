using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>
/// Asks the primary which transactions have ended there: two equal snapshots see the same rows, whichever node wrote them. Who
/// asks while a question is under way shares the next one with all others who do. Any change may have changed everything.
/// </summary>
/// <param name="connectionString">The connection string, to the primary.</param>
/// <param name="standbys">Servers that must have all that is seen here before they are read from.</param>
internal sealed class PostgreSqlChanges(string connectionString, Standbys? standbys) : StoreChanges, IAsyncDisposable
{
    // What is no snapshot of transactions alone, the place of the log, is only asked for where a standby has to follow.
    private const string State = "SELECT pg_current_snapshot()::text";
    private const string StateAndPlace = $"{State}, pg_current_wal_flush_lsn()";

    private const int TimeoutSeconds = 2;

    // Real time: how long a server that is away is not asked, so that reads do not wait for it one after the other.
    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = TimeoutSeconds, CommandTimeout = TimeoutSeconds }.ConnectionString;
    private TaskCompletionSource<long>? _next;
    private bool _isAsking;
    private bool _isDisposed;
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _ask;
    private string? _snapshot;
    private long _awaySince;

    /// <inheritdoc/>
    public override ValueTask<long> NowAsync(CancellationToken cancel)
    {
        TaskCompletionSource<long> next;
        lock (_gate)
        {
            if (_isDisposed || (_awaySince != 0 && Stopwatch.GetElapsedTime(_awaySince) < WhileAway))
            {
                throw new NpgsqlException("The store can't be asked for its state.");
            }

            next = _next ??= new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_isAsking)
            {
                _isAsking = true;
                _ = AskAsync();
            }
        }

        return new ValueTask<long>(next.Task.WaitAsync(cancel));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            if (_isAsking)
            {
                // Whoever asks closes the connection.
                return;
            }
        }

        await CloseAsync();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the server from answering, those who wait are told.")]
    private async Task AskAsync()
    {
        while (true)
        {
            TaskCompletionSource<long>? asked;
            bool isDisposed;
            lock (_gate)
            {
                (asked, _next, isDisposed) = (_next, null, _isDisposed);
                _isAsking = asked is not null;
            }

            if (asked is null)
            {
                if (isDisposed)
                {
                    await CloseAsync();
                }

                return;
            }

            try
            {
                asked.TrySetResult(await StateAsync());
            }
            catch (Exception exception)
            {
                await CloseAsync();
                Advance(StoreTables.All);
                lock (_gate)
                {
                    _awaySince = Stopwatch.GetTimestamp();
                }

                asked.TrySetException(new NpgsqlException("The store can't be asked for its state.", exception));

                // Nobody has to look at it.
                _ = asked.Task.Exception;
            }
        }
    }

    private async Task<long> StateAsync()
    {
        if (_connection is null)
        {
            _connection = new NpgsqlConnection(_connectionString);
            await _connection.OpenAsync(CancellationToken.None);
            _ask = new NpgsqlCommand(standbys is null ? State : StateAndPlace, _connection);
            await _ask.PrepareAsync(CancellationToken.None);
            _snapshot = null;
        }

        await using var row = await _ask!.ExecuteReaderAsync(CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);
        var snapshot = row.GetString(0);
        standbys?.Require(row.GetFieldValue<NpgsqlLogSequenceNumber>(1));
        Volatile.Write(ref _awaySince, 0);
        if (snapshot == _snapshot)
        {
            return Seen;
        }

        _snapshot = snapshot;
        return Advance(StoreTables.All);
    }

    private async Task CloseAsync()
    {
        if (_ask is not null)
        {
            await _ask.DisposeAsync();
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        (_ask, _connection) = (null, null);
    }
}
