using System.Collections.Concurrent;

namespace NewsApi.Persistence;

/// <summary>
/// Lets the writers of this process take turns. A store has one writer at a time. On SQLite whoever finds it busy sleeps and asks
/// again, so that under load some would wait for seconds while others pass by; on PostgreSQL whoever waits holds a connection,
/// so that many writers would leave none for readers.
/// </summary>
internal static class WriteQueue
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> ByStore = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn to write to a store; disposing the result ends the turn.</summary>
    public static async Task<IDisposable> WaitAsync(string store, CancellationToken cancel)
    {
        var queue = ByStore.GetOrAdd(store, _ => new SemaphoreSlim(1, 1));
        await queue.WaitAsync(cancel);
        return new Turn(queue);
    }

    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                queue.Release();
            }
        }
    }
}
