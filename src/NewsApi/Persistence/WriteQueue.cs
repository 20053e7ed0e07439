using System.Collections.Concurrent;

namespace NewsApi.Persistence;

/// <summary>
/// Lets the writers of this process take turns. A store has one writer at a time. On SQLite whoever finds it busy sleeps and asks
/// again, so that under load some would wait for seconds while others pass by; on PostgreSQL whoever waits holds a connection,
/// so that many writers would leave none for readers.
/// </summary>
internal static class WriteQueue
{
    private static readonly ConcurrentDictionary<string, Turns> ByStore = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn to write to a store; disposing the result ends the turn.</summary>
    public static Task<IDisposable> WaitAsync(string store, CancellationToken cancel) => ByStore.GetOrAdd(store, _ => new Turns()).WaitAsync(cancel);

    /// <summary>
    /// The turns of one store. Whoever had to wait goes on, on a thread kept for that: in the pool, where each reader takes a
    /// place in the queue, all other writers would wait as well until it comes to the one that has its turn already.
    /// <see cref="WriteTransaction"/> leaves the thread at the end of the turn.
    /// </summary>
    private sealed class Turns
    {
        private readonly Lock _gate = new();
        private readonly Queue<TaskCompletionSource<IDisposable>> _waiting = new();
        private readonly BlockingCollection<TaskCompletionSource<IDisposable>> _called = [];
        private Thread? _thread;
        private bool _isTaken;

        public async Task<IDisposable> WaitAsync(CancellationToken cancel)
        {
            TaskCompletionSource<IDisposable> place;
            lock (_gate)
            {
                if (!_isTaken)
                {
                    _isTaken = true;
                    return new Turn(this);
                }

                // Without asynchronous continuations: what waits goes on where it is called, on the thread of the writers.
                place = new TaskCompletionSource<IDisposable>();
                _waiting.Enqueue(place);
                if (_thread is null)
                {
                    _thread = new Thread(Serve) { IsBackground = true, Name = "writer" };
                    _thread.UnsafeStart();
                }
            }

            await using var leaving = cancel.UnsafeRegister(static (place, token) => ((TaskCompletionSource<IDisposable>)place!).TrySetCanceled(token), place);
            return await place.Task.ConfigureAwait(false);
        }

        private void Serve()
        {
            foreach (var place in _called.GetConsumingEnumerable())
            {
                // Who has left meanwhile passes the turn on.
                if (!place.TrySetResult(new Turn(this)))
                {
                    End();
                }
            }
        }

        private void End()
        {
            lock (_gate)
            {
                if (_waiting.TryDequeue(out var next))
                {
                    _called.Add(next);
                }
                else
                {
                    _isTaken = false;
                }
            }
        }

        private sealed class Turn(Turns turns) : IDisposable
        {
            private int _isOver;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _isOver, 1) == 0)
                {
                    turns.End();
                }
            }
        }
    }
}
