namespace NewsApi.Model;

/// <summary>How polling a subscription goes: when it was done, what came of it, and when it is due again. One row for each subscription.</summary>
public sealed class FeedPoll : IHashed
{
    /// <summary>The subscription.</summary>
    public long SubscriptionId { get; init; }

    /// <inheritdoc cref="SubscriptionId"/>
    public FeedSubscription? Subscription { get; init; }

    /// <summary>When it is due; null while it is not polled by itself.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>When it was last done; null when it never was.</summary>
    public DateTimeOffset? LastAt { get; set; }

    /// <summary>What came of the last one; null when there was none.</summary>
    public FeedOutcome? Outcome { get; set; }

    /// <summary>More of what came of it, in a sentence: why it failed, or where the feed has moved to. Null where there is no more to say.</summary>
    public string? Detail { get; set; }

    /// <summary>How many have failed since the last one that did not.</summary>
    public int Failures { get; set; }

    /// <summary>Articles or entries that the last one made.</summary>
    public int Created { get; set; }

    /// <summary>Articles that the last one brought up to date.</summary>
    public int Updated { get; set; }

    /// <summary>Items of the last one that say what they said.</summary>
    public int Unchanged { get; set; }

    /// <summary>Items of the last one that can't be articles or entries.</summary>
    public int Refused { get; set; }

    /// <summary>Entity tag of the answer that was read last, as the server sent it; null where it sent none.</summary>
    public string? EntityTag { get; set; }

    /// <summary><c>Last-Modified</c> of that answer, as the server sent it; null where it sent none.</summary>
    public string? LastModified { get; set; }

    /// <summary>Whoever polls it right now; null where nobody does.</summary>
    public string? LeaseId { get; set; }

    /// <summary>Until when nobody else polls it. Whoever has it may have ended without a word.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <summary>All but who is at it, which is taken and given back in one statement each.</summary>
    public IEnumerable<object?> HashedParts() => [NextAt, LastAt, Outcome?.ToString(), Detail, Failures, Created, Updated, Unchanged, Refused, EntityTag, LastModified];
}

/// <summary>What came of a poll.</summary>
public enum FeedOutcome
{
    /// <summary>Something was new.</summary>
    Updated,

    /// <summary>The feed was read, and nothing of it was new.</summary>
    Unchanged,

    /// <summary>The server says that the feed is what it was (304).</summary>
    NotModified,

    /// <summary>The feed could not be had, or not be read.</summary>
    Failed,
}
