using System.Collections.Concurrent;

namespace NewsApi.Persistence.Sqlite;

/// <summary>
/// Lets the writers of this process take turns. SQLite has one writer at a time; whoever finds it busy sleeps and asks again,
/// so that under load some would wait for seconds while others pass by.
/// </summary>
internal static class SqliteWriteQueue
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> ByFile = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn to write to a file; disposing the result ends the turn.</summary>
    public static async Task<IDisposable> WaitAsync(string file, CancellationToken cancel)
    {
        var queue = ByFile.GetOrAdd(Path.GetFullPath(file), _ => new SemaphoreSlim(1, 1));
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
