using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Access;

/// <summary>Writes down when keys were last used, to the minute, behind the requests: a read must not wait for the store's one writer.</summary>
internal sealed partial class KeyUse(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeyUse> logger) : BackgroundService
{
    private static readonly TimeSpan Coarseness = TimeSpan.FromMinutes(1);

    // When writing falls behind, a use is left out; the next one is a minute away at most.
    private readonly Channel<(long Id, DateTimeOffset At)> _uses =
        Channel.CreateBounded<(long, DateTimeOffset)>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Remembers that a key is being used.</summary>
    public void Note(ApiKey key)
    {
        var now = clock.GetUtcNow();
        if (key.LastUsedAt is not { } last || now - last >= Coarseness)
        {
            _uses.Writer.TryWrite((key.Id, now));
        }
    }

    /// <inheritdoc/>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        // The web server has stopped by now; what it left here is still written.
        _uses.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var written = new Dictionary<long, DateTimeOffset>();

        // Ends when it is told that nothing more comes, not when it is told to stop.
        await foreach (var (id, at) in _uses.Reader.ReadAllAsync(CancellationToken.None))
        {
            // Requests that came before the first was written have noted the same minute.
            if (written.TryGetValue(id, out var last) && at - last < Coarseness)
            {
                continue;
            }

            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<NewsDbContext>();
                await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
                await db.ApiKeys
                    .Where(key => key.Id == id && (key.LastUsedAt == null || key.LastUsedAt < at))
                    .ExecuteUpdateAsync(key => key.SetProperty(k => k.LastUsedAt, at), CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
                written[id] = at;
            }
            catch (Exception exception)
            {
                // It is only a note; keys go on working without it.
                Log.NotWritten(logger, id, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "When key {Id} was last used could not be written down")]
        public static partial void NotWritten(ILogger logger, long id, Exception exception);
    }
}
