using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>
/// Hears of every commit of every node, and tells the standbys what they must have. After a lost connection nobody knows what was
/// missed, so what the primary has by then is taken for needed.
/// </summary>
internal sealed partial class CommitListener(string connectionString, Standbys standbys, ILogger<CommitListener> logger) : BackgroundService
{
    /// <summary>Name of the channel on which writes are announced; being part of a write, the announcement is sent when it is committed.</summary>
    public const string Channel = "newsapi_commits";

    /// <summary>Asks the primary how far its log has come: behind every commit that was acknowledged.</summary>
    public const string Place = "SELECT pg_current_wal_flush_lsn()";

    // Real time: how long the network takes to come back.
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever ends the connection, the next attempt tells.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Lost(logger, exception.Message);
                await Task.Delay(BetweenAttempts, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 5 }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancel);
        }

        await using var place = new NpgsqlCommand(Place, connection);
        while (true)
        {
            standbys.Require((NpgsqlLogSequenceNumber)(await place.ExecuteScalarAsync(cancel))!);
            await connection.WaitAsync(cancel);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Commits of other nodes are not heard of: {Why}")]
        public static partial void Lost(ILogger logger, string why);
    }
}
