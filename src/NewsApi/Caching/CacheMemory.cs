using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using NewsApi.Http;

namespace NewsApi.Caching;

/// <summary>What is kept, as much as the memory for it holds; what was not used for longest goes first.</summary>
internal sealed class CacheMemory : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly MemoryCache? _entries;
    private readonly long _largest;

    public CacheMemory(IOptions<CacheOptions> options)
    {
        if (options.Value.Enabled)
        {
            // One entry alone must not drive out most others.
            _largest = options.Value.MaxMegabytes * Megabyte / 4;
            _entries = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Value.MaxMegabytes * Megabyte, CompactionPercentage = 0.1, TrackStatistics = true });
        }
    }

    /// <summary>Whether anything is kept at all.</summary>
    public bool IsWanted => _entries is not null;

    /// <summary>How many entries there are.</summary>
    public int Count => _entries?.Count ?? 0;

    /// <summary>About how many bytes they take.</summary>
    public long Bytes => _entries?.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    /// <summary>What was kept under a key; null when nothing is.</summary>
    public Kept<T>? Find<T>(object key) => _entries is not null && _entries.TryGetValue(key, out Kept<T>? kept) ? kept : null;

    /// <summary>Keeps something, in place of an earlier one.</summary>
    public void Keep<T>(object key, Kept<T> entry, long bytes)
    {
        if (bytes <= _largest)
        {
            _entries?.Set(key, entry, new MemoryCacheEntryOptions { Size = bytes });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _entries?.Dispose();
}
