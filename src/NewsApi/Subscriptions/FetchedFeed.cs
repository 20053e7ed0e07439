using NewsApi.Importing;
using NewsApi.Model;

namespace NewsApi.Subscriptions;

/// <summary>The right to poll a subscription, alone among all nodes, for a while.</summary>
/// <param name="LeaseId">Tells it from every other.</param>
/// <param name="Subscription">The subscription as it was then, with how polling it goes.</param>
internal sealed record FeedClaim(string LeaseId, FeedSubscription Subscription);

/// <summary>What a poll got from the feed's server.</summary>
internal abstract record FetchedFeed
{
    private FetchedFeed()
    {
    }

    /// <summary>The feed.</summary>
    /// <param name="Document">Its items.</param>
    /// <param name="EntityTag">Entity tag of the answer, as sent; null without.</param>
    /// <param name="LastModified"><c>Last-Modified</c> of the answer, as sent; null without.</param>
    /// <param name="MovedTo">Where the feed has moved to for good; null where it has not.</param>
    public sealed record Read(ReadDocument Document, string? EntityTag, string? LastModified, string? MovedTo) : FetchedFeed;

    /// <summary>It is what it was.</summary>
    /// <param name="MovedTo">Where the feed has moved to for good; null where it has not.</param>
    public sealed record NotModified(string? MovedTo) : FetchedFeed;

    /// <summary>It could not be had, or not be read.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="RetryAt">When the server wants to be asked again; null where it does not say.</param>
    /// <param name="IsGone">Whether there is no use in asking again.</param>
    public sealed record Failed(string Reason, DateTimeOffset? RetryAt = null, bool IsGone = false) : FetchedFeed;
}
