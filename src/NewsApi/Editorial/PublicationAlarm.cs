namespace NewsApi.Editorial;

/// <summary>Wakes whoever carries out plans, because there may be an earlier one now.</summary>
public sealed class PublicationAlarm
{
    private TaskCompletionSource _ring = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Rings once for everybody who waits.</summary>
    public void Ring() => Interlocked.Exchange(ref _ring, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Ends with the next ring.</summary>
    public Task NextRing => Volatile.Read(ref _ring).Task;
}
