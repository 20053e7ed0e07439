using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.Importing;
using NewsApi.Ingestion;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Subscriptions;

/// <summary>
/// Keeps how polling subscriptions goes. A poll has three steps: somebody claims it, so that no other node does it too; gets the feed, outside
/// of any transaction; and stores what came of it, with all that is made of its items, in one.
/// </summary>
public sealed class FeedPolling(
    NewsDbContext db, ArticleImport import, Newsroom newsroom, IValidator<RelatedNewsInput> lists, Audit audit, TimeProvider clock)
{
    /// <summary>Longest time from one poll to the next, whatever went wrong and whatever a server asks for.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // A feed that is wrong in one way is so in each of its items; the first tell it.
    private const int MostRefusals = 10;

    private const int LongestHeadline = 100;

    private const int LongestReason = 300;

    // However soon a server wants to be asked again.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    // Much longer than a poll can take; who has ended in the middle of one is not waited for any longer.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>What is due now, the longest waiting first.</summary>
    internal Task<List<long>> DueAsync(int count, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.FeedPolls.Where(poll => poll.NextAt <= now && (poll.LeaseUntil == null || poll.LeaseUntil <= now))
            .OrderBy(poll => poll.NextAt).Take(count).Select(poll => poll.SubscriptionId).ToListAsync(cancel);
    }

    /// <summary>Claims a poll; null where there is no such subscription, or somebody else is at it.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="isDue">Whether it must be due still.</param>
    /// <param name="cancel">Ends the attempt.</param>
    internal async Task<FeedClaim?> ClaimOrNullAsync(long id, bool isDue, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (lease, until) = (Guid.NewGuid().ToString("N"), now + Lease);

        // One statement: of several nodes that try, one changes the row.
        var claimed = await db.FeedPolls
            .Where(poll => poll.SubscriptionId == id && (poll.LeaseUntil == null || poll.LeaseUntil <= now) && (!isDue || poll.NextAt <= now))
            .ExecuteUpdateAsync(poll => poll.SetProperty(p => p.LeaseId, lease).SetProperty(p => p.LeaseUntil, until), cancel);
        return claimed == 1 && await db.FeedSubscriptions.AsNoTracking().Include(one => one.Poll).SingleOrDefaultAsync(one => one.Id == id, cancel) is { } subscription
            ? new FeedClaim(lease, subscription)
            : null;
    }

    /// <summary>Gives a claim back; nothing to do where it is none any more.</summary>
    internal Task ReleaseAsync(FeedClaim claim, CancellationToken cancel) => db.FeedPolls
        .Where(poll => poll.SubscriptionId == claim.Subscription.Id && poll.LeaseId == claim.LeaseId)
        .ExecuteUpdateAsync(poll => poll.SetProperty(p => p.LeaseId, (string?)null).SetProperty(p => p.LeaseUntil, (DateTimeOffset?)null), cancel);

    /// <summary>Stores what came of a poll, and ends the claim. What is no longer wanted so is left.</summary>
    /// <returns>What came of it; null where the subscription was changed or removed meanwhile, or somebody else had to take over.</returns>
    internal async Task<FeedOutcome?> StoreAsync(FeedClaim claim, FetchedFeed fetched, CancellationToken cancel)
    {
        var id = claim.Subscription.Id;
        await using var transaction = await db.BeginWriteAsync(cancel);
        if (!await db.FeedPolls.AnyAsync(poll => poll.SubscriptionId == id && poll.LeaseId == claim.LeaseId, cancel))
        {
            return null;
        }

        var by = $"subscription/{id}";
        var counts = new Counts();
        if (fetched is FetchedFeed.Read { Document: var document })
        {
            (counts, var failure) = claim.Subscription.Target == FeedTarget.Articles
                ? (await ArticlesAsync(document, claim.Subscription.Publish, by, cancel), null)
                : await EntriesAsync(document, claim.Subscription.RelatedNewsListId, by, cancel);
            fetched = failure ?? fetched;
        }

        // Storing forgets what was read before.
        var subscription = await db.FeedSubscriptions.Include(one => one.Poll).SingleAsync(one => one.Id == id, cancel);
        var poll = subscription.Poll!;
        (poll.LastAt, poll.LeaseId, poll.LeaseUntil, poll.Detail) = (clock.GetUtcNow(), null, null, null);
        (poll.Created, poll.Updated, poll.Unchanged, poll.Refused) = (counts.Created, counts.Updated, counts.Unchanged, counts.Refused);
        switch (fetched)
        {
            case FetchedFeed.Failed failed:
                Fail(subscription, poll, failed, by);
                break;
            case FetchedFeed.NotModified same:
                Succeed(subscription, poll, FeedOutcome.NotModified, same.MovedTo, null, by);
                break;
            case FetchedFeed.Read read:
                (poll.EntityTag, poll.LastModified) = (read.EntityTag, read.LastModified);
                Succeed(subscription, poll, counts.Created + counts.Updated > 0 ? FeedOutcome.Updated : FeedOutcome.Unchanged, read.MovedTo, counts.Refusals, by);
                break;
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return poll.Outcome;
    }

    private void Succeed(FeedSubscription subscription, FeedPoll poll, FeedOutcome outcome, string? movedTo, string? refusals, string by)
    {
        (poll.Outcome, poll.Failures, poll.Detail) = (outcome, 0, refusals);
        poll.NextAt = subscription.IsActive ? clock.GetUtcNow().AddMinutes(subscription.IntervalMinutes) : null;
        if (movedTo is not null)
        {
            poll.Detail = $"The feed has moved for good, from {subscription.Url} to {movedTo}. {refusals}".TrimEnd();
            subscription.Url = movedTo;
            subscription.Version++;
            audit.Add(db, by, "subscription.moved", by, movedTo);
        }
    }

    private void Fail(FeedSubscription subscription, FeedPoll poll, FetchedFeed.Failed failed, string by)
    {
        (poll.Outcome, poll.Detail) = (FeedOutcome.Failed, failed.Reason);
        poll.Failures++;
        if (failed.IsGone && subscription.IsActive)
        {
            subscription.IsActive = false;
            subscription.Version++;
            audit.Add(db, by, "subscription.ended", by, failed.Reason);
        }

        var now = clock.GetUtcNow();
        poll.NextAt = !subscription.IsActive ? null
            : failed.RetryAt is { } retryAt ? now + TimeSpan.FromTicks(Math.Clamp((retryAt - now).Ticks, Shortest.Ticks, Longest.Ticks))
            : now + BackOff(subscription.IntervalMinutes, poll.Failures);
    }

    /// <summary>How long to wait after so many failures in a row: twice as long after each.</summary>
    internal static TimeSpan BackOff(int intervalMinutes, int failures) =>
        TimeSpan.FromMinutes(Math.Min(intervalMinutes * Math.Pow(2, failures), Longest.TotalMinutes));

    private async Task<Counts> ArticlesAsync(ReadDocument document, bool isPublic, string by, CancellationToken cancel)
    {
        var articles = await import.StoreAsync(document, isPublic, isDry: false, new Signature(by), cancel);
        int Count(ImportOutcome outcome) => articles.Count(article => article.Outcome == outcome);

        var refused = articles.Where(article => article.Outcome == ImportOutcome.Refused).Select(article => (article.Headline, string.Join(' ', article.Warnings))).ToList();
        return new Counts(Count(ImportOutcome.Created), Count(ImportOutcome.Updated), Count(ImportOutcome.Unchanged), refused.Count, Refusals(refused, articles.Count));
    }

    /// <summary>Why items were refused, the first of them each with its reason; null where none was.</summary>
    private static string? Refusals(List<(string Headline, string Why)> refused, int count)
    {
        if (refused.Count == 0)
        {
            return null;
        }

        var told = refused.Take(MostRefusals).Select(item => $" “{PlainWords.Cut(item.Headline, LongestHeadline)}”: {PlainWords.Cut(item.Why, LongestReason)}");
        return string.Create(CultureInfo.InvariantCulture, $"Of {count} items {refused.Count} {(refused.Count == 1 ? "was" : "were")} refused.{string.Concat(told)}{(refused.Count > MostRefusals ? " …" : "")}");
    }

    private async Task<(Counts Counts, FetchedFeed.Failed? Failure)> EntriesAsync(ReadDocument document, long? listId, string by, CancellationToken cancel)
    {
        var articleId = await db.RelatedNewsLists.IgnoreQueryFilters().Where(list => list.Id == listId).Select(list => (long?)list.ArticleId).SingleOrDefaultAsync(cancel);
        List<EntryInput> entries = [];
        List<(string Headline, string Why)> refused = [];
        foreach (var story in document.Stories)
        {
            if (RelatedNewsMerge.EntryOrNull(story) is not { } entry)
            {
                refused.Add((story.Draft.Headline, "It has no time, which an entry can't be without."));
            }
            else if (lists.Validate(new RelatedNewsInput { Entries = [entry] }) is { IsValid: false } wrong)
            {
                refused.Add((story.Draft.Headline, string.Join(' ', wrong.Errors.Select(error => $"{error.PropertyName} {error.ErrorMessage}."))));
            }
            else
            {
                entries.Add(entry);
            }
        }

        var added = 0;
        var change = articleId is not { } article ? new Change.NotFound("id", Newsroom.NoList) : await newsroom.ReviseRelatedNewsAsync(
            article,
            listId!.Value,
            present =>
            {
                (var merged, added) = RelatedNewsMerge.Merge(present, entries);
                return Task.FromResult<(RelatedNewsDraft?, Change?)>((merged.ToDraft(), null));
            },
            static (_, _) => true,
            new Signature(by),
            cancel);
        return change is Change.Saved
            ? (new Counts(added, 0, entries.Count - added, refused.Count, Refusals(refused, document.Stories.Count)), null)
            : (default, new FetchedFeed.Failed(string.Create(CultureInfo.InvariantCulture, $"There is no related-news list {listId} any more, or its article was withdrawn.")));
    }

    private readonly record struct Counts(int Created, int Updated, int Unchanged, int Refused, string? Refusals);
}
