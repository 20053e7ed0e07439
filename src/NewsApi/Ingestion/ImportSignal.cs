namespace NewsApi.Ingestion;

/// <summary>Tells the worker of this node that there is something to import, so that it need not look for it first.</summary>
public sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim _news = new(0);

    /// <inheritdoc/>
    public void Dispose() => _news.Dispose();

    /// <summary>Tells it.</summary>
    internal void Give() => _news.Release();

    /// <summary>Waits for it.</summary>
    internal Task WaitAsync(CancellationToken cancel) => _news.WaitAsync(cancel);
}
