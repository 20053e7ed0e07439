namespace NewsApi.Model;

/// <summary>A feed that is read again and again, and what becomes of its items.</summary>
public sealed class FeedSubscription : IHashed
{
    /// <summary>Number of the subscription.</summary>
    public long Id { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; set; }

    /// <summary>Where the feed is (http or https).</summary>
    public required string Url { get; set; }

    /// <summary>What its items become.</summary>
    public required FeedTarget Target { get; set; }

    /// <summary>Whether everybody shall see the articles made of it at once; otherwise they are drafts.</summary>
    public bool Publish { get; set; }

    /// <summary>Who publishes it; null where the feed says so itself.</summary>
    public string? SourceName { get; set; }

    /// <summary>Zone (IANA) of times that name none; null for the site's.</summary>
    public string? Zone { get; set; }

    /// <summary>The related-news list that gets its items, where they become entries. It may have been removed since: lists come and go with articles.</summary>
    public long? RelatedNewsListId { get; set; }

    /// <summary>Minutes from one poll to the next, while all goes well.</summary>
    public required int IntervalMinutes { get; set; }

    /// <summary>Whether it is polled by itself.</summary>
    public required bool IsActive { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>1 for a new subscription, one more with each change to what is wanted. Polls change nothing of it.</summary>
    public int Version { get; set; } = 1;

    /// <summary>How polling it goes.</summary>
    public FeedPoll? Poll { get; init; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() =>
        [Name, Url, Target.ToString(), Publish, SourceName, Zone, RelatedNewsListId, IntervalMinutes, IsActive, CreatedAt, CreatedBy, Version];
}

/// <summary>What the items of a feed become.</summary>
public enum FeedTarget
{
    /// <summary>Articles.</summary>
    Articles,

    /// <summary>Entries of a related-news list.</summary>
    RelatedNews,
}
