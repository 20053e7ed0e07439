using NewsApi.Persistence;

namespace NewsApi.Tests.Persistence;

/// <summary>Turns to write to one store.</summary>
public sealed class WriteQueueTests
{
    private readonly string _store = Guid.NewGuid().ToString();

    [Fact]
    public async Task Who_had_to_wait_goes_on_without_waiting_for_a_place_in_the_pool()
    {
        var first = await WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken);
        var second = ThreadAsync();
        first.Dispose();

        var thread = await second;
        Assert.Equal("writer", thread.Name);
        Assert.False(thread.IsThreadPoolThread);

        async Task<Thread> ThreadAsync()
        {
            using var turn = await WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken).ConfigureAwait(false);
            return Thread.CurrentThread;
        }
    }

    [Fact]
    public async Task Who_is_through_leaves_the_thread_of_the_writers()
    {
        var first = await WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken);
        var second = IsInPoolAsync();
        first.Dispose();

        Assert.True(await second);

        async Task<bool> IsInPoolAsync()
        {
            var turn = await WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken).ConfigureAwait(false);
            await using (new WriteTransaction(null, turn).ConfigureAwait(false))
            {
            }

            return Thread.CurrentThread.IsThreadPoolThread;
        }
    }

    [Fact]
    public async Task Who_leaves_the_queue_passes_the_turn_on()
    {
        using var impatience = new CancellationTokenSource();
        var first = await WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken);
        var second = WriteQueue.WaitAsync(_store, impatience.Token);
        var third = WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken);
        await impatience.CancelAsync();
        first.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        (await third).Dispose();
        (await WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task Turns_come_in_order_and_one_at_a_time()
    {
        var (order, writing) = (new List<int>(), 0);
        var first = await WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken);
        var others = Enumerable.Range(1, 100).Select(WriteAsync).ToList();
        first.Dispose();
        await Task.WhenAll(others);

        Assert.Equal(Enumerable.Range(1, 100), order);

        async Task WriteAsync(int number)
        {
            using var turn = await WriteQueue.WaitAsync(_store, TestContext.Current.CancellationToken);
            Assert.Equal(1, Interlocked.Increment(ref writing));
            order.Add(number);
            await Task.Yield();
            Assert.Equal(0, Interlocked.Decrement(ref writing));
        }
    }
}
