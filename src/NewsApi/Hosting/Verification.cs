using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NewsApi.Editorial;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Hosting;

/// <summary>
/// Looks for text that is not what was written: each hash is computed again, each article compared with its latest revision.
/// It writes nothing, holds up no writer, and needs no more memory for a large store than for a small one.
/// </summary>
/// <param name="db">The store.</param>
/// <param name="provider">The database under it.</param>
/// <param name="report">Takes one line for each damage, as it is found.</param>
internal sealed class Verification(NewsDbContext db, IStoreProvider provider, Action<string> report)
{
    private const int Batch = 20;

    /// <summary>Revisions looked at so far.</summary>
    public int Revisions { get; private set; }

    /// <summary>Articles looked at so far.</summary>
    public int Articles { get; private set; }

    /// <summary>Damages found so far.</summary>
    public int Damages { get; private set; }

    /// <summary>What was found, in a sentence.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture, $"{Revisions} revisions, {Articles} articles verified: {(Damages == 0 ? "no damage" : $"{Damages} damaged")}");

    /// <summary>Looks at everything.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await using var readOnly = await provider.OpenReadOnlyAsync(cancel);
        foreach (var damage in await provider.DamagesAsync(cancel))
        {
            Found(damage);
        }

        await KindsAsync(cancel);
        await WalkAsync(
            db.Tags.Select(tag => tag.Id), "tag", TagsAsync, id => AloneAsync($"tag {id}", found => TagsAsync([id], found, cancel)), cancel);
        await WalkAsync(
            db.Articles.IgnoreQueryFilters().Select(article => article.Id), "article", ArticlesAsync, id => ArticleAsync(id, cancel), cancel);
        await StreamAsync(db.FormerSlugs, slug => $"former slug {slug.Slug}", cancel);
        await StreamAsync(db.AuditEntries, entry => $"audit entry {entry.Id}", cancel);
        await StreamAsync(db.ApiKeys, key => $"key {key.Id}", cancel);
        await StreamAsync(db.PreviewLinks, link => $"preview link {link.Id}", cancel);
        await StreamAsync(db.IdempotentAnswers, answer => $"answer kept for {answer.Caller}, {answer.Key}", cancel);
        await StreamAsync(db.FeedSubscriptions, subscription => $"subscription {subscription.Id}", cancel);
        await StreamAsync(db.FeedPolls, poll => $"subscription {poll.SubscriptionId}: its polls", cancel);
        await StreamAsync(db.AppliedSeeds, seed => $"seed {seed.Name}", cancel);
    }

    private async Task KindsAsync(CancellationToken cancel)
    {
        // A closed vocabulary, and small.
        List<string> slugs;
        try
        {
            slugs = await db.SectionKinds.OrderBy(kind => kind.Slug).Select(kind => kind.Slug).ToListAsync(cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Found($"section kinds: can't be read: {Reason(exception)}");
            return;
        }

        foreach (var slug in slugs)
        {
            await AloneAsync($"section kind {slug}", async found =>
            {
                var kind = await db.SectionKinds.AsNoTracking().SingleOrDefaultAsync(one => one.Slug == slug, cancel);
                CheckHash(kind, $"section kind {slug}", found);
            });
        }
    }

    /// <summary>Batch by batch; a batch with a row that can't be read is looked at row by row.</summary>
    private async Task WalkAsync(
        IQueryable<long> all, string what, Func<IReadOnlyList<long>, List<string>, CancellationToken, Task> check, Func<long, Task> checkAlone, CancellationToken cancel)
    {
        for (var last = long.MinValue; ;)
        {
            List<long> ids;
            try
            {
                ids = await all.Where(id => id > last).OrderBy(id => id).Take(Batch).ToListAsync(cancel);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Found($"{what}s after {last}: can't be read: {Reason(exception)}");
                return;
            }

            if (ids.Count == 0)
            {
                return;
            }

            last = ids[^1];
            var found = new List<string>();
            try
            {
                await using var snapshot = await db.BeginSnapshotAsync(cancel);
                await check(ids, found, cancel);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                found.Clear();
                foreach (var id in ids)
                {
                    await checkAlone(id);
                }
            }

            found.ForEach(Found);
        }
    }

    /// <summary>Rows that stand by themselves, one after the other.</summary>
    private async Task StreamAsync<T>(IQueryable<T> rows, Func<T, string> name, CancellationToken cancel)
        where T : class, IHashed
    {
        var found = new List<string>();
        await AloneAsync(typeof(T).Name, async _ =>
        {
            await foreach (var row in rows.AsNoTracking().IgnoreQueryFilters().AsAsyncEnumerable().WithCancellation(cancel))
            {
                CheckHash(row, name(row), found);
            }
        });
        found.ForEach(Found);
    }

    private async Task TagsAsync(IReadOnlyList<long> ids, List<string> found, CancellationToken cancel)
    {
        foreach (var tag in await db.Tags.AsNoTracking().Include(tag => tag.Aliases).Where(tag => ids.Contains(tag.Id)).ToListAsync(cancel))
        {
            CheckHash(tag, $"tag {tag.Id}", found);
            foreach (var alias in tag.Aliases)
            {
                CheckHash(alias, $"tag {tag.Id}, other name {alias.Slug}", found);
            }
        }
    }

    private async Task ArticlesAsync(IReadOnlyList<long> ids, List<string> found, CancellationToken cancel)
    {
        var origins = await db.ArticleOrigins.IgnoreQueryFilters().AsNoTracking().Where(origin => ids.Contains(origin.ArticleId)).ToListAsync(cancel);
        var articles = await Newsroom.Whole(db.Articles.IgnoreQueryFilters()).AsNoTracking().Where(article => ids.Contains(article.Id)).ToDictionaryAsync(article => article.Id, cancel);
        foreach (var origin in origins)
        {
            CheckHash(origin, $"article {origin.ArticleId}: its origin", found);
        }

        var latest = new HashSet<long>();
        var revisions = 0;
        await foreach (var revision in db.ArticleRevisions.IgnoreQueryFilters().AsNoTracking().Where(revision => ids.Contains(revision.ArticleId))
            .OrderBy(revision => revision.ArticleId).ThenBy(revision => revision.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            revisions++;
            var where = $"article {revision.ArticleId}, revision {revision.Number}";
            CheckHash(revision, where, found);
            if (articles.TryGetValue(revision.ArticleId, out var article) && article.Version == revision.Number)
            {
                latest.Add(article.Id);
                await CompareAsync(article, revision, found, cancel);
            }
        }

        foreach (var article in articles.Values.Where(article => !latest.Contains(article.Id)))
        {
            found.Add(Missing(article));
        }

        (Revisions, Articles) = (Revisions + revisions, Articles + ids.Count);
    }

    /// <summary>One article part by part, because one part that can't be read says nothing of the others.</summary>
    private async Task ArticleAsync(long id, CancellationToken cancel)
    {
        Articles++;
        Article? article = null;
        List<int> numbers = [];
        await AloneAsync($"article {id}: its origin", async found =>
        {
            if (await db.ArticleOrigins.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(origin => origin.ArticleId == id, cancel) is { } origin)
            {
                CheckHash(origin, $"article {id}: its origin", found);
            }
        });
        await AloneAsync($"article {id}", async _ =>
            article = await Newsroom.Whole(db.Articles.IgnoreQueryFilters()).AsNoTracking().SingleAsync(one => one.Id == id, cancel));
        await AloneAsync($"article {id}: its revisions", async found =>
        {
            numbers = await db.ArticleRevisions.Where(revision => revision.ArticleId == id).Select(revision => revision.Number).Order().ToListAsync(cancel);
            if (article is not null && !numbers.Contains(article.Version))
            {
                found.Add(Missing(article));
            }
        });
        foreach (var number in numbers)
        {
            Revisions++;
            await AloneAsync($"article {id}, revision {number}", async found =>
            {
                var revision = await db.ArticleRevisions.AsNoTracking().SingleAsync(one => one.ArticleId == id && one.Number == number, cancel);
                CheckHash(revision, $"article {id}, revision {number}", found);
                if (article?.Version == number)
                {
                    await CompareAsync(article, revision, found, cancel);
                }
            });
        }
    }

    private async Task CompareAsync(Article article, ArticleRevision revision, List<string> found, CancellationToken cancel)
    {
        if (article.Status != revision.Status)
        {
            found.Add($"article {article.Id}: its status differs from revision {revision.Number}");
        }

        RevisionContent kept;
        try
        {
            kept = RevisionContent.Read(revision.Content);
        }
        catch (System.Text.Json.JsonException)
        {
            found.Add($"article {article.Id}, revision {revision.Number}: its content is not readable");
            return;
        }

        CheckHash(article, $"article {article.Id}", found);
        var present = RevisionContent.Of(article);
        if (AsStored(present) != AsStored(await WithPresentTagsAsync(kept, present, cancel)))
        {
            found.Add($"article {article.Id}: the text differs from revision {revision.Number}");
        }

        if (article.Sections.Exists(section => section.PublishedAt != article.PublishedAt || section.IsPublic != (article.Status == ArticleStatus.Published))
            || article.RelatedNews.Exists(list => list.IsPublic != (article.Status == ArticleStatus.Published)))
        {
            found.Add($"article {article.Id}: a section or list is dated or shown differently than the article");
        }
    }

    /// <summary>A tag may have been given another slug since; the one of then leads to it.</summary>
    private async Task<RevisionContent> WithPresentTagsAsync(RevisionContent kept, RevisionContent present, CancellationToken cancel)
    {
        var gone = (kept.Article.Tags ?? []).Except(present.Article.Tags ?? [], StringComparer.Ordinal).ToList();
        if (gone.Count == 0)
        {
            return kept;
        }

        var moved = await db.TagAliases.AsNoTracking().Where(alias => gone.Contains(alias.Slug)).ToDictionaryAsync(alias => alias.Slug, alias => alias.TagId, cancel);
        var slugs = await db.Tags.Where(tag => moved.Values.Contains(tag.Id)).ToDictionaryAsync(tag => tag.Id, tag => tag.Slug, cancel);
        return kept with
        {
            Article = kept.Article with
            {
                Tags = [.. (kept.Article.Tags ?? []).Select(slug => moved.TryGetValue(slug, out var id) && slugs.TryGetValue(id, out var now) ? now : slug).Order(StringComparer.Ordinal)],
            },
        };
    }

    /// <summary>The content as the store can keep it: instants to the microsecond.</summary>
    private static string AsStored(RevisionContent content) => (content with
    {
        Article = content.Article with { PublishedAt = ToMicroseconds(content.Article.PublishedAt) },
        RelatedNews =
        [
            .. content.RelatedNews.Select(list => list with { Entries = [.. list.Entries.Select(entry => entry with { PublishedAt = ToMicroseconds(entry.PublishedAt)!.Value })] }),
        ],
    }).Write();

    private static DateTimeOffset? ToMicroseconds(DateTimeOffset? at) => at?.AddTicks(-(at.Value.Ticks % TimeSpan.TicksPerMicrosecond));

    private static string Missing(Article article) => $"article {article.Id}: revision {article.Version}, its latest, is not there";

    private static void CheckHash(IHashed? row, string where, List<string> found)
    {
        if (row is null)
        {
            found.Add($"{where}: can't be found by its name");
        }
        else if (row.Hash != ContentHash.Of(row))
        {
            found.Add($"{where}: does not match its hash");
        }
    }

    /// <summary>One row on its own; that it can't be read is the damage.</summary>
    private async Task AloneAsync(string where, Func<List<string>, Task> check)
    {
        var found = new List<string>();
        try
        {
            await check(found);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            found.Add($"{where}: can't be read: {Reason(exception)}");
        }

        found.ForEach(Found);
    }

    private static string Reason(Exception exception) => exception.GetBaseException().Message.ReplaceLineEndings(" ");

    private void Found(string damage)
    {
        Damages++;
        report(damage);
    }
}
