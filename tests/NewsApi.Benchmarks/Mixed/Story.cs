using System.Globalization;
using System.Net.Http.Headers;

namespace NewsApi.Benchmarks.Mixed;

/// <summary>What all clients together know of an article.</summary>
internal sealed class Story(long id, EntityTagHeaderValue tag)
{
    /// <summary>What stands for a version once the article was removed: newer than all.</summary>
    public const int Removed = int.MaxValue;

    private int _seen = VersionOf(tag);

    /// <summary>Where it is.</summary>
    public string Address { get; } = string.Create(CultureInfo.InvariantCulture, $"/api/v1/articles/{id}");

    /// <summary>Its number.</summary>
    public long Id => id;

    /// <summary>The tag that its client, the only one who changes it, had last.</summary>
    public EntityTagHeaderValue Tag { get; private set; } = tag;

    /// <summary>The newest version anybody has seen. Whoever asks from now on must see at least this.</summary>
    public int Seen => Volatile.Read(ref _seen);

    /// <summary>Whether its removal has begun, so that it may be missing.</summary>
    public bool MayBeMissing { get; set; }

    /// <summary>Takes notice of a change that was acknowledged.</summary>
    public void Changed(EntityTagHeaderValue now)
    {
        Tag = now;
        Saw(VersionOf(now));
    }

    /// <summary>Takes notice of what an answer showed.</summary>
    public void Saw(int version)
    {
        for (var seen = Seen; version > seen; seen = Seen)
        {
            Interlocked.CompareExchange(ref _seen, version, seen);
        }
    }

    /// <summary>Tags begin with the version: <c>"v3-…"</c>.</summary>
    public static int VersionOf(EntityTagHeaderValue tag) => int.Parse(tag.Tag.AsSpan(2, tag.Tag.IndexOf('-', StringComparison.Ordinal) - 2), CultureInfo.InvariantCulture);
}
