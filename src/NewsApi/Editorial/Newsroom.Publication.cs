using Microsoft.EntityFrameworkCore;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>Who sees an article, and from when on.</summary>
public sealed partial class Newsroom
{
    /// <summary>Shows an article to everybody, now or at a time to come.</summary>
    public Task<Change> PublishAsync(long id, DateTimeOffset? at, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel) =>
        ChangeAsync(id, isCurrent, signature, article =>
        {
            var now = clock.GetUtcNow();
            if (IsPast(at, now) is { } past)
            {
                return Refuse(past);
            }

            if (article.Status == ArticleStatus.Published)
            {
                if (at is not null)
                {
                    return Refuse(new Change.Conflict("The article is published already.", "/at"));
                }

                // It is to stay published, then.
                var wasPlanned = article.UnpublishAt is not null;
                CancelPlans(article);
                return Done(wasPlanned ? RevisionAction.Scheduled : null);
            }

            if (at is null)
            {
                return Done(Publish(article, now));
            }

            if (article.UnpublishAt <= at)
            {
                return Refuse(new Change.Conflict("The article is to be unpublished before that.", "/at"));
            }

            (article.Status, article.PublishAt, article.PlannedBy) = (ArticleStatus.Scheduled, at, signature.By);
            return Done(RevisionAction.Scheduled);
        }, cancel);

    /// <summary>Makes an article a draft again, now or at a time to come.</summary>
    public Task<Change> UnpublishAsync(long id, DateTimeOffset? at, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel) =>
        ChangeAsync(id, isCurrent, signature, article =>
        {
            if (IsPast(at, clock.GetUtcNow()) is { } past)
            {
                return Refuse(past);
            }

            if (article.Status == ArticleStatus.Draft)
            {
                return at is null ? Done(null) : Refuse(new Change.Conflict("The article is a draft; nothing shows it.", "/at"));
            }

            if (at is null)
            {
                return Done(Unpublish(article));
            }

            if (article.PublishAt >= at)
            {
                return Refuse(new Change.Conflict("The article is to be published only after that.", "/at"));
            }

            (article.UnpublishAt, article.PlannedBy) = (at, signature.By);
            return Done(RevisionAction.Scheduled);
        }, cancel);

    /// <summary>Does what is planned for now or earlier, each once, however many nodes try. Returns how much was done.</summary>
    public async Task<int> CarryOutPlansAsync(CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(cancel);
        var now = clock.GetUtcNow();

        // What goes without saying, SQLite has to be told: otherwise it reads all articles in the order of their numbers.
        var due = await Whole(db.Articles.IgnoreQueryFilters())
            .Where(article => (article.PublishAt != null && article.PublishAt <= now) || (article.UnpublishAt != null && article.UnpublishAt <= now))
            .OrderBy(article => article.Id).Take(100).ToListAsync(cancel);
        foreach (var article in due)
        {
            // One of both at a time: a short publication that a stopped server slept through still leaves its trace.
            var isPublication = article.PublishAt <= now;
            var by = article.PlannedBy ?? "schedule";
            var action = isPublication ? Publish(article, article.PublishAt!.Value) : Unpublish(article);
            article.Version++;
            db.AddRange(Close(article, action, new Signature(by)));
        }

        await db.SaveChangesAsync(cancel);
        await indexing.WriteAsync(due, cancel);
        await transaction.CommitAsync(cancel);
        return due.Count;
    }

    /// <summary>When the next plan is due; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextPlanAsync(CancellationToken cancel)
    {
        var publish = await db.Articles.IgnoreQueryFilters().Where(article => article.PublishAt != null).MinAsync(article => article.PublishAt, cancel);
        var unpublish = await db.Articles.IgnoreQueryFilters().Where(article => article.UnpublishAt != null).MinAsync(article => article.UnpublishAt, cancel);
        return publish is null || unpublish < publish ? unpublish : publish;
    }

    private static Change.Refused? IsPast(DateTimeOffset? at, DateTimeOffset now) =>
        at <= now ? new Change.Refused([new Flaw("/at", "must lie in the future; leave it out for now")]) : null;

    private static RevisionAction Publish(Article article, DateTimeOffset at)
    {
        if (!article.IsDated)
        {
            (article.IsDated, article.PublishedAt, article.PublishedPrecision) = (true, at, DatePrecision.Second);
        }

        article.Status = ArticleStatus.Published;
        article.FirstShownAt ??= at;
        article.PublishAt = null;
        return RevisionAction.Published;
    }

    private static RevisionAction Unpublish(Article article)
    {
        article.Status = ArticleStatus.Draft;
        CancelPlans(article);
        return RevisionAction.Unpublished;
    }

    private static void CancelPlans(Article article) => (article.PublishAt, article.UnpublishAt, article.PlannedBy) = (null, null, null);
}
