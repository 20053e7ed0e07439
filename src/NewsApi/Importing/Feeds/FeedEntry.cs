using NewsApi.Model;

namespace NewsApi.Importing.Feeds;

/// <summary>A story as a feed has it, whichever of the formats the feed is in.</summary>
internal sealed record FeedEntry
{
    /// <summary>Its title without markup; null where it has none.</summary>
    public string? Title { get; init; }

    /// <summary>Its full text in HTML; null where the feed has none.</summary>
    public string? Content { get; init; }

    /// <summary>What stands for the full text, or is said beside it, in HTML.</summary>
    public string? Summary { get; init; }

    /// <summary>The language declared for it.</summary>
    public string? Language { get; init; }

    /// <summary>When it appeared, as printed.</summary>
    public string? Published { get; init; }

    /// <summary>When it last changed, as printed.</summary>
    public string? Updated { get; init; }

    /// <summary>Who published it first.</summary>
    public string? SourceName { get; init; }

    /// <summary>Where it is on the web.</summary>
    public string? Link { get; init; }

    /// <summary>What the feed tells it apart by.</summary>
    public string? Id { get; init; }

    /// <summary>What relative links in its text start from.</summary>
    public Uri? Base { get; init; }

    /// <summary>Names of its authors.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>What it is about, as printed.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Pictures, videos and sound beside its text.</summary>
    public IReadOnlyList<MediaItem> Media { get; init; } = [];
}
