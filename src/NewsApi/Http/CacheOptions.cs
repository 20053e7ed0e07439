namespace NewsApi.Http;

/// <summary>What is kept of answers to anybody, here and in front: section <c>Cache</c>.</summary>
internal sealed class CacheOptions
{
    /// <summary>Whether finished answers, and what lists show of an article, are kept in memory. They are never older than a finished write. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Megabytes that all of it may take. Default 96.</summary>
    public int MaxMegabytes { get; init; } = 96;

    /// <summary>
    /// Seconds that a shared cache in front may answer by itself; for one that is told to purge by <c>Surrogate-Key</c>. Default 0:
    /// whoever keeps an answer asks again before using it.
    /// </summary>
    public int SharedMaxAge { get; init; }
}
