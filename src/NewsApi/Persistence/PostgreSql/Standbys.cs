using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using NpgsqlTypes;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>
/// The servers of the connection string that follow the primary, for reading. A standby is asked only while it has all that this
/// node knows to be committed: what it wrote itself, and what other nodes told it of. So nobody reads what is older than a
/// finished write; while a standby catches up, the primary is asked.
/// </summary>
/// <param name="connectionString">The connection string, with several hosts.</param>
/// <param name="context">What the contexts need besides the connection.</param>
internal sealed class Standbys(string connectionString, Action<DbContextOptionsBuilder> context) : BackgroundService
{
    // Real time, not that of the server's clock: it is how long the network and another machine take.
    private static readonly TimeSpan WhileCatchingUp = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WhileQuiet = TimeSpan.FromSeconds(1);

    /// <summary>How long a server that was away, or was no primary, is not asked again: as long as clients are told to wait.</summary>
    private const int HostRecheckSeconds = 1;

    private readonly Standby[] _standbys = [.. Hosts(connectionString).Select(host => new Standby(host, context))];
    private TaskCompletionSource _required = New();
    private long _needed;
    private int _next;

    /// <summary>Whether a connection string names more than one server.</summary>
    public static bool AreIn(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Host?.Contains(',', StringComparison.Ordinal) == true;
        }
        catch (ArgumentException)
        {
            // Said in one line before the store is opened.
            return false;
        }
    }

    /// <summary>The connection string for whatever writes: of several servers, the one that is the primary, also after another took its place.</summary>
    public static string ToPrimary(string connectionString) => AreIn(connectionString)
        ? new NpgsqlConnectionStringBuilder(connectionString) { TargetSessionAttributes = "primary", HostRecheckSeconds = HostRecheckSeconds }.ConnectionString
        : connectionString;

    /// <summary>A context that reads from a standby which has everything; null when there is none right now.</summary>
    public NewsDbContext? LeaseOrNull()
    {
        var needed = Volatile.Read(ref _needed);
        for (var tried = 0; tried < _standbys.Length; tried++)
        {
            var standby = _standbys[(uint)Interlocked.Increment(ref _next) % _standbys.Length];
            if (standby.Has(needed))
            {
                return standby.Lease();
            }
        }

        return null;
    }

    /// <summary>From here on a standby must have everything up to this place of the primary's log.</summary>
    public void Require(NpgsqlLogSequenceNumber place)
    {
        for (var needed = Volatile.Read(ref _needed); needed < (long)(ulong)place;)
        {
            var seen = Interlocked.CompareExchange(ref _needed, (long)(ulong)place, needed);
            if (seen == needed)
            {
                Interlocked.Exchange(ref _required, New()).TrySetResult();
                return;
            }

            needed = seen;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (var standby in _standbys)
        {
            standby.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_standbys.Select(standby => FollowAsync(standby, stoppingToken)));

    private async Task FollowAsync(Standby standby, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var required = Volatile.Read(ref _required).Task;
            await standby.LookAsync(stoppingToken);
            if (standby.Has(Volatile.Read(ref _needed)) || !standby.IsThere)
            {
                await Task.WhenAny(required, Task.Delay(WhileQuiet, stoppingToken));
            }
            else
            {
                await Task.Delay(WhileCatchingUp, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static IEnumerable<string> Hosts(string connectionString)
    {
        var all = new NpgsqlConnectionStringBuilder(connectionString);
        foreach (var host in all.Host!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new NpgsqlConnectionStringBuilder(connectionString) { Host = host, TargetSessionAttributes = null }.ConnectionString;
        }
    }

    /// <summary>One server of the connection string; the primary is one as well, and never taken for a standby.</summary>
    private sealed class Standby : IDisposable
    {
        private readonly NpgsqlDataSource _source;
        private readonly PooledDbContextFactory<PostgreSqlNewsDbContext> _contexts;
        private long _replayed = -1;

        public Standby(string connectionString, Action<DbContextOptionsBuilder> context)
        {
            _source = NpgsqlDataSource.Create(connectionString);
            var options = new DbContextOptionsBuilder<PostgreSqlNewsDbContext>().UseNpgsql(_source).AddInterceptors(new StandbyLoss(Lose));
            context(options);
            _contexts = new PooledDbContextFactory<PostgreSqlNewsDbContext>(options.Options);
        }

        /// <summary>Whether it answers, and follows.</summary>
        public bool IsThere => Volatile.Read(ref _replayed) >= 0;

        public bool Has(long needed) => Volatile.Read(ref _replayed) is >= 0 and var replayed && replayed >= needed;

        public PostgreSqlNewsDbContext Lease() => _contexts.CreateDbContext();

        /// <summary>Looks how far it is.</summary>
        [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps a standby from answering, the primary is asked.")]
        public async Task LookAsync(CancellationToken cancel)
        {
            try
            {
                await using var command = _source.CreateCommand("SELECT pg_last_wal_replay_lsn() WHERE pg_is_in_recovery()");
                command.CommandTimeout = 2;
                Volatile.Write(ref _replayed, await command.ExecuteScalarAsync(cancel) is NpgsqlLogSequenceNumber place ? (long)(ulong)place : -1);
            }
            catch (Exception)
            {
                Volatile.Write(ref _replayed, -1);
            }
        }

        public void Dispose() => _source.Dispose();

        /// <summary>Sends nobody there until it was looked at again.</summary>
        private void Lose() => Volatile.Write(ref _replayed, -1);
    }
}
