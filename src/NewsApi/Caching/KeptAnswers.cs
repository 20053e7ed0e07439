using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using NewsApi.Http;

namespace NewsApi.Caching;

/// <summary>The answers that are kept, as many as the memory for them holds; those that were not used for longest go first.</summary>
internal sealed class KeptAnswers : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly MemoryCache? _answers;
    private readonly long _largest;

    public KeptAnswers(IOptions<CacheOptions> options)
    {
        if (options.Value.Enabled)
        {
            // One of them alone must not drive out most others.
            _largest = options.Value.MaxMegabytes * Megabyte / 4;
            _answers = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Value.MaxMegabytes * Megabyte, CompactionPercentage = 0.1, TrackStatistics = true });
        }
    }

    /// <summary>Whether answers are kept at all.</summary>
    public bool AreWanted => _answers is not null;

    /// <summary>How many there are.</summary>
    public int Count => _answers?.Count ?? 0;

    /// <summary>About how many bytes they take.</summary>
    public long Bytes => _answers?.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    /// <summary>The answer that was kept for a request; null when there is none.</summary>
    public KeptAnswer? Find(object key) => _answers is not null && _answers.TryGetValue(key, out KeptAnswer? kept) ? kept : null;

    /// <summary>Keeps an answer, in place of an earlier one.</summary>
    public void Keep(object key, KeptAnswer answer, long bytes)
    {
        if (bytes <= _largest)
        {
            _answers?.Set(key, answer, new MemoryCacheEntryOptions { Size = bytes });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _answers?.Dispose();
}
