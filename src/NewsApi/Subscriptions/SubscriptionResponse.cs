using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Subscriptions;

/// <summary>A feed that is read again and again, and how that goes.</summary>
public sealed record SubscriptionResponse
{
    /// <summary>Number of the subscription.</summary>
    public required long Id { get; init; }

    /// <summary>Its name for people.</summary>
    [StringLength(WireLimits.Line)]
    public required string Name { get; init; }

    /// <summary>Where the feed is. A redirect that is for good changes it.</summary>
    [StringLength(WireLimits.Url)]
    public required string Url { get; init; }

    /// <summary>What its items become.</summary>
    public required FeedTarget Target { get; init; }

    /// <summary>Whether everybody sees its articles at once; otherwise new ones are drafts.</summary>
    public required bool Publish { get; init; }

    /// <summary>Who publishes it; null where the feed says so itself.</summary>
    [StringLength(WireLimits.Line)]
    public required string? Source { get; init; }

    /// <summary>Time zone (IANA) of times that name none; null for the site's.</summary>
    [StringLength(WireLimits.Line)]
    public required string? Zone { get; init; }

    /// <summary>The related-news list that gets its items, where they become entries; null where none was named.</summary>
    public required long? RelatedNewsListId { get; init; }

    /// <summary>Minutes from one poll to the next, while all goes well.</summary>
    [Range(SubscriptionInput.MinInterval, SubscriptionInput.MaxInterval)]
    public required int IntervalMinutes { get; init; }

    /// <summary>Whether it is polled by itself. A server that says that the feed is gone (410) ends that.</summary>
    public required bool IsActive { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    [StringLength(WireLimits.Line)]
    public required string CreatedBy { get; init; }

    /// <summary>When it was last polled; null when it never was.</summary>
    public required DateTimeOffset? LastPolledAt { get; init; }

    /// <summary>What came of that; null when it never was.</summary>
    public required FeedOutcome? LastOutcome { get; init; }

    /// <summary>More of what came of it: why it failed, where the feed has moved to, or which items were refused and why, the first ten of them. Null where there is no more to say.</summary>
    [StringLength(WireLimits.Text)]
    public required string? LastDetail { get; init; }

    /// <summary>What the last poll did.</summary>
    public required PollCounts LastCounts { get; init; }

    /// <summary>How many polls have failed since the last one that did not.</summary>
    [Range(0, int.MaxValue)]
    public required int ConsecutiveFailures { get; init; }

    /// <summary>When it is polled next; null while it is not polled by itself.</summary>
    public required DateTimeOffset? NextPollAt { get; init; }

    internal static Expression<Func<FeedSubscription, SubscriptionResponse>> Projection { get; } = subscription => new SubscriptionResponse
    {
        Id = subscription.Id,
        Name = subscription.Name,
        Url = subscription.Url,
        Target = subscription.Target,
        Publish = subscription.Publish,
        Source = subscription.SourceName,
        Zone = subscription.Zone,
        RelatedNewsListId = subscription.RelatedNewsListId,
        IntervalMinutes = subscription.IntervalMinutes,
        IsActive = subscription.IsActive,
        CreatedAt = subscription.CreatedAt,
        CreatedBy = subscription.CreatedBy,
        LastPolledAt = subscription.Poll!.LastAt,
        LastOutcome = subscription.Poll.Outcome,
        LastDetail = subscription.Poll.Detail,
        LastCounts = new PollCounts
        {
            Created = subscription.Poll.Created,
            Updated = subscription.Poll.Updated,
            Unchanged = subscription.Poll.Unchanged,
            Refused = subscription.Poll.Refused,
        },
        ConsecutiveFailures = subscription.Poll.Failures,
        NextPollAt = subscription.Poll.NextAt,
    };
}

/// <summary>What a poll did with the items of a feed.</summary>
public sealed record PollCounts
{
    /// <summary>Articles or entries it made.</summary>
    [Range(0, int.MaxValue)]
    public required int Created { get; init; }

    /// <summary>Articles it brought up to date.</summary>
    [Range(0, int.MaxValue)]
    public required int Updated { get; init; }

    /// <summary>Items that say what they said.</summary>
    [Range(0, int.MaxValue)]
    public required int Unchanged { get; init; }

    /// <summary>Items that can't be articles, or, without a time, entries.</summary>
    [Range(0, int.MaxValue)]
    public required int Refused { get; init; }
}
