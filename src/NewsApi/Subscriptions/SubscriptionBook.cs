using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Subscriptions;

/// <summary>The subscriptions: nothing else makes or removes one, or changes what is wanted of it.</summary>
public sealed class SubscriptionBook(NewsDbContext db, Audit audit, TimeProvider clock)
{
    private const string NoSubscription = "No subscription has this id; /api/v1/subscriptions lists them.";

    /// <summary>Makes a subscription, due at once. Returns it, or why it can't be.</summary>
    public async Task<(FeedSubscription? Saved, Change? Refusal)> CreateAsync(SubscriptionInput input, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(input);
        await using var transaction = await db.BeginWriteAsync(cancel);
        var now = clock.GetUtcNow();
        var subscription = new FeedSubscription
        {
            Name = "",
            Url = "",
            Target = default,
            IntervalMinutes = 0,
            IsActive = true,
            CreatedAt = now,
            CreatedBy = by,
            Poll = new FeedPoll(),
        };
        if (await FillAsync(subscription, input, cancel) is { } refusal)
        {
            return (null, refusal);
        }

        subscription.Poll.NextAt = subscription.IsActive ? now : null;
        db.FeedSubscriptions.Add(subscription);

        // The entry names the subscription by its id, which it has only now.
        await db.SaveChangesAsync(cancel);
        audit.Add(db, by, "subscription.created", $"subscription/{subscription.Id}", subscription.Url);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (subscription, null);
    }

    /// <summary>Changes what is wanted of a subscription. What changes what is read, or how, makes it due at once, and read anew.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="edit">What is wanted, made of what it is now; or why it can't be.</param>
    /// <param name="isCurrent">Whether a version is the one somebody thinks of.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancel">Ends the change.</param>
    public async Task<(FeedSubscription? Saved, Change? Refusal)> ReviseAsync(
        long id, Func<SubscriptionInput, Task<(SubscriptionInput? Input, Change? Refusal)>> edit, Func<int, string, bool> isCurrent, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(isCurrent);
        await using var transaction = await db.BeginWriteAsync(cancel);
        var (subscription, refusal) = await FindAsync(id, isCurrent, cancel);
        if (subscription is null)
        {
            return (null, refusal);
        }

        var before = SubscriptionInput.Of(subscription);
        (var input, refusal) = await edit(before);
        if (input is null || (refusal = await FillAsync(subscription, input, cancel)) is not null)
        {
            // Somebody further out may go on with this context.
            db.ChangeTracker.Clear();
            return (null, refusal);
        }

        var (after, poll) = (SubscriptionInput.Of(subscription), subscription.Poll!);
        if (before with { Name = null, IntervalMinutes = null, IsActive = null } != after with { Name = null, IntervalMinutes = null, IsActive = null })
        {
            // A poll under way was for what was wanted before.
            (poll.EntityTag, poll.LastModified, poll.LeaseId, poll.LeaseUntil) = (null, null, null, null);
            poll.NextAt = clock.GetUtcNow();
        }

        poll.NextAt = !subscription.IsActive ? null
            : poll.NextAt is null ? clock.GetUtcNow()
            : before.IntervalMinutes != after.IntervalMinutes && poll.Failures == 0 && poll.LastAt is { } last ? last.AddMinutes(subscription.IntervalMinutes)
            : poll.NextAt;
        subscription.Version++;
        audit.Add(db, by, "subscription.revised", $"subscription/{id}", $"version {subscription.Version}");
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (subscription, null);
    }

    /// <summary>Removes a subscription; what was made of its items stays. Returns why it can't be, or null.</summary>
    public async Task<Change?> RemoveAsync(long id, Func<int, string, bool> isCurrent, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(isCurrent);
        await using var transaction = await db.BeginWriteAsync(cancel);
        var (subscription, refusal) = await FindAsync(id, isCurrent, cancel);
        if (subscription is null)
        {
            return refusal;
        }

        db.FeedSubscriptions.Remove(subscription);
        audit.Add(db, by, "subscription.removed", $"subscription/{id}", subscription.Url);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Why a subscription can't be polled or changed that is not there.</summary>
    internal static Change.NotFound NotFound { get; } = new("id", NoSubscription);

    private async Task<(FeedSubscription? Subscription, Change? Refusal)> FindAsync(long id, Func<int, string, bool> isCurrent, CancellationToken cancel)
    {
        var subscription = await db.FeedSubscriptions.Include(one => one.Poll).SingleOrDefaultAsync(one => one.Id == id, cancel);
        return subscription is null ? (null, NotFound)
            : isCurrent(subscription.Version, subscription.Hash) ? (subscription, null)
            : (null, new Change.Stale(subscription.Version));
    }

    private async Task<Change?> FillAsync(FeedSubscription subscription, SubscriptionInput input, CancellationToken cancel)
    {
        var (target, list) = (input.Target ?? FeedTarget.Articles, input.RelatedNewsListId);

        // One that was removed since is no reason to refuse a change of something else.
        if (list is { } id && (list != subscription.RelatedNewsListId || (target == FeedTarget.RelatedNews && subscription.Target != target))
            && !await db.RelatedNewsLists.IgnoreQueryFilters().AnyAsync(one => one.Id == id && one.Article!.Status != ArticleStatus.Withdrawn, cancel))
        {
            return new Change.Refused([new Flaw("/relatedNewsListId", "must be the id of a related-news list here")]);
        }

        subscription.Name = PlainText.Normalise(input.NameOrHost);
        subscription.Url = input.Url;
        subscription.Target = target;
        subscription.Publish = input.Publish ?? false;
        subscription.SourceName = PlainText.NormaliseOrNull(input.Source);
        subscription.Zone = input.Zone;
        subscription.RelatedNewsListId = list;
        subscription.IntervalMinutes = input.IntervalMinutes ?? SubscriptionInput.DefaultInterval;
        subscription.IsActive = input.IsActive ?? true;
        return null;
    }
}
