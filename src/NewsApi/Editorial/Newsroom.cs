using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NewsApi.Access;
using NewsApi.ChineseText;
using NewsApi.FullText;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>
/// The one door for writes: nothing else changes an article, a tag or a section kind. A change, its revision and its line in
/// the audit are one transaction: the one under way, or one of its own.
/// </summary>
public sealed partial class Newsroom(NewsDbContext db, IOptions<SlugOptions> slugs, Audit audit, ArticleIndexing indexing, TimeProvider clock)
{
    /// <summary>Bytes of UTF-8 a slug may have; a Han character takes three, and nine once percent-encoded in a URL.</summary>
    public const int MaxSlugBytes = 120;

    /// <summary>How many articles of a batch are saved at once.</summary>
    private const int ChunkSize = 100;

    /// <summary>How many names with a number are looked for at once.</summary>
    private const int NumbersLookedAt = 8;

    private const string BatchSavepoint = "batch";

    /// <summary>Names and tags given in this transaction and not yet in the store, and names seen to be free.</summary>
    private readonly HashSet<string> _givenSlugs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _freeSlugs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tag> _tags = new(StringComparer.Ordinal);
    private readonly HashSet<Tag> _newTags = [];

    /// <summary>Makes a draft an article.</summary>
    public async Task<Change> CreateAsync(ArticleDraft draft, Signature signature, CancellationToken cancel) =>
        (await CreateAllAsync([draft], isAtomic: false, signature, cancel))[0];

    /// <summary>Makes many drafts articles in one transaction. Those that can't be are passed over, or, with <paramref name="isAtomic"/>, keep all others out.</summary>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<Change>> CreateAllAsync(IReadOnlyList<ArticleDraft> drafts, bool isAtomic, Signature signature, CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(cancel);

        // In a transaction of somebody further out, taking all back must not take back more.
        var joined = isAtomic ? db.Database.CurrentTransaction : null;
        if (joined is not null)
        {
            await joined.CreateSavepointAsync(BatchSavepoint, cancel);
        }

        var changes = new List<Change>(drafts.Count);
        foreach (var chunk in drafts.Chunk(ChunkSize))
        {
            changes.AddRange(await AddChunkAsync(chunk, signature, cancel));
        }

        if (!isAtomic || changes.TrueForAll(change => change is Change.Saved))
        {
            await transaction.CommitAsync(cancel);
        }
        else if (joined is not null)
        {
            await joined.RollbackToSavepointAsync(BatchSavepoint, cancel);
        }

        return changes;
    }

    /// <summary>Adds some drafts and forgets them: what a context keeps in mind, it looks at again with each change.</summary>
    private async Task<List<Change>> AddChunkAsync(ArticleDraft[] drafts, Signature signature, CancellationToken cancel)
    {
        await KeepTagsAtHandAsync(drafts, cancel);
        await KeepSlugsAtHandAsync(drafts, cancel);
        var rows = new NewRows(db);
        var changes = new List<Change>(drafts.Length);
        foreach (var draft in drafts)
        {
            changes.Add(await AddAsync(draft, rows, signature, cancel));
        }

        // Texts are cut into terms while their rows are written.
        var index = ArticleIndexing.Prepare([.. changes.OfType<Change.Saved>().Select(saved => saved.Article)]);
        await rows.SaveAsync(cancel);
        await indexing.WriteAsync(index.Value, cancel);
        db.ChangeTracker.Clear();
        _tags.Clear();
        return changes;
    }

    /// <summary>Looks the tags of many drafts up at once; those that there are not yet are made with the first article that has one.</summary>
    private async Task KeepTagsAtHandAsync(ArticleDraft[] drafts, CancellationToken cancel)
    {
        var wanted = drafts.SelectMany(draft => draft.Tags).DistinctBy(tag => tag.Name).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        await TagsAsync(wanted, cancel);
        foreach (var tag in wanted)
        {
            var slug = SlugOf(tag.Name);
            var known = _tags.TryGetValue(tag.Name, out var named) ? named : _tags[slug];
            (_tags[tag.Name], _tags[slug]) = (known, _tags.GetValueOrDefault(slug, known));
        }
    }

    /// <summary>Puts other content in the place of an article's.</summary>
    /// <param name="id">The article.</param>
    /// <param name="isCurrent">Whether a version is the one somebody thinks of.</param>
    /// <param name="edit">The content wanted, made of what it is now; or why it can't be.</param>
    /// <param name="mayPublish">Whether whoever asks may change who sees the article.</param>
    /// <param name="signature">Who asks, and why.</param>
    /// <param name="cancel">Ends the change.</param>
    public Task<Change> ReviseAsync(
        long id, Func<int, string, bool> isCurrent, Func<ArticleInput, Task<(ArticleDraft? Draft, Change? Refusal)>> edit, bool mayPublish, Signature signature, CancellationToken cancel) =>
        ChangeAsync(id, isCurrent, signature, async article =>
        {
            var (draft, refusal) = await edit(ArticleInput.Of(article));
            if (draft is null)
            {
                return (null, refusal);
            }

            var status = draft.Status ?? article.Status;
            if (status != article.Status && status is not (ArticleStatus.Draft or ArticleStatus.Published))
            {
                return (null, new Change.Refused([new Flaw("/status", "must be draft or published; publish with `at` to schedule, and delete to withdraw")]));
            }

            if (status != article.Status && !mayPublish)
            {
                return (null, new Change.Forbidden());
            }

            if (await FillAsync(article, draft, cancel) is { } flaw)
            {
                return (null, flaw);
            }

            return (status == article.Status ? RevisionAction.Revised
                : status == ArticleStatus.Published ? Publish(article, clock.GetUtcNow())
                : Unpublish(article), null);
        }, cancel);

    /// <summary>Gives an article what the document it was imported from says now.</summary>
    /// <param name="id">The article.</param>
    /// <param name="draft">What the document says, with its origin.</param>
    /// <param name="isPublic">Whether everybody shall see the article; otherwise that stays as it is.</param>
    /// <param name="signature">Who imports.</param>
    /// <param name="cancel">Ends the change.</param>
    public Task<Change> RenewAsync(long id, ArticleDraft draft, bool isPublic, Signature signature, CancellationToken cancel) =>
        ChangeAsync(id, static (_, _) => true, signature, async article =>
        {
            if (await FillAsync(article, draft with { Slug = null }, cancel) is { } flaw)
            {
                return (null, flaw);
            }

            FillRelatedNews(article, draft.RelatedNews);
            var origin = await db.ArticleOrigins.IgnoreQueryFilters().SingleAsync(origin => origin.ArticleId == id, cancel);
            db.Entry(origin).CurrentValues.SetValues(draft.Origin!.Of(id));
            return (isPublic && article.Status == ArticleStatus.Draft ? Publish(article, clock.GetUtcNow()) : RevisionAction.Revised, null);
        }, cancel);

    /// <summary>Says anew where an article was imported from. What it says stays, so that this is no revision.</summary>
    public async Task ChangeOriginAsync(long id, ArticleOrigin origin, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        var row = await db.ArticleOrigins.IgnoreQueryFilters().SingleAsync(row => row.ArticleId == id, cancel);
        db.Entry(row).CurrentValues.SetValues(origin.Of(id));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Takes an article back. Its number and names stay taken.</summary>
    public Task<Change> WithdrawAsync(long id, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel) =>
        ChangeAsync(id, isCurrent, signature, article =>
        {
            article.Status = ArticleStatus.Withdrawn;
            CancelPlans(article);
            return Done(RevisionAction.Withdrawn);
        }, cancel);

    /// <summary>Gives an article the content of an earlier revision. One that was withdrawn becomes a draft again.</summary>
    public Task<Change> RestoreAsync(long id, int number, Func<int, string, bool> isCurrent, Signature signature, CancellationToken cancel) =>
        ChangeAsync(
            id,
            isCurrent,
            signature,
            async article =>
            {
                if (await db.ArticleRevisions.AsNoTracking().SingleOrDefaultAsync(revision => revision.ArticleId == id && revision.Number == number, cancel) is not { } revision)
                {
                    return (null, new Change.NotFound("number", "The article has no revision with this number."));
                }

                // The name in addresses is no content: links lead to the present one.
                var content = RevisionContent.Read(revision.Content);
                if (await FillAsync(article, content.Article.ToDraft() with { Slug = null }, cancel) is { } flaw)
                {
                    return (null, flaw);
                }

                FillRelatedNews(article, [.. content.RelatedNews.Select(list => list.ToDraft())]);
                if (article.Status == ArticleStatus.Withdrawn)
                {
                    article.Status = ArticleStatus.Draft;
                }

                return (RevisionAction.Restored, null);
            },
            cancel,
            isWithdrawnToo: true);

    /// <summary>Gives what was stored before revisions and hashes were kept its first revision and its hash.</summary>
    public async Task AdoptAsync(CancellationToken cancel)
    {
        await AdoptAsync(Whole(db.Articles).Include(article => article.Origin), cancel, async articles =>
        {
            var ids = articles.Select(article => article.Id).ToList();
            var known = await db.ArticleRevisions.Where(revision => ids.Contains(revision.ArticleId)).Select(revision => revision.ArticleId).ToHashSetAsync(cancel);
            foreach (var article in articles.Where(article => !known.Contains(article.Id)))
            {
                db.ArticleRevisions.Add(Revision(article, RevisionAction.Created, new Signature("upgrade"), article.UpdatedAt));
            }
        });
        await AdoptAsync(db.ArticleOrigins, cancel);
        await AdoptAsync(db.Tags, cancel);
        await AdoptAsync(db.TagAliases, cancel);
        await AdoptAsync(db.SectionKinds, cancel);
        await AdoptAsync(db.FormerSlugs, cancel);
        await AdoptAsync(db.AuditEntries, cancel);
        await AdoptAsync(db.ApiKeys, cancel);
        await AdoptAsync(db.PreviewLinks, cancel);
        await AdoptAsync(db.IdempotentAnswers, cancel);
        await AdoptAsync(db.AppliedSeeds, cancel);
    }

    /// <summary>Saves the rows without a hash again, some at a time: saving gives them one.</summary>
    private async Task AdoptAsync<T>(IQueryable<T> rows, CancellationToken cancel, Func<List<T>, Task>? also = null)
        where T : class, IHashed
    {
        // Looked for before the lock is taken: where there is none, no writer waits for the look.
        while (await rows.IgnoreQueryFilters().AnyAsync(row => row.Hash == "", cancel))
        {
            await using var transaction = await BeginAsync(cancel);
            var without = await rows.IgnoreQueryFilters().Where(row => row.Hash == "").Take(ChunkSize).ToListAsync(cancel);
            without.ForEach(row => db.Entry(row).State = EntityState.Modified);
            await (also?.Invoke(without) ?? Task.CompletedTask);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<WriteTransaction> BeginAsync(CancellationToken cancel)
    {
        var transaction = await db.BeginWriteAsync(cancel);
        _givenSlugs.Clear();
        _freeSlugs.Clear();
        _tags.Clear();
        _newTags.Clear();
        return transaction;
    }

    /// <summary>One change to one article, from the look at its version to the commit.</summary>
    private async Task<Change> ChangeAsync(
        long id, Func<int, string, bool> isCurrent, Signature signature, Func<Article, Task<(RevisionAction? Action, Change? Refusal)>> change, CancellationToken cancel, bool isWithdrawnToo = false)
    {
        await using var transaction = await BeginAsync(cancel);

        // Of many who change one article at once all but one end here, so only that one reads all of it.
        if (await db.Articles.IgnoreQueryFilters().Where(article => article.Id == id).Select(article => new { article.Version, article.Hash, article.Status }).SingleOrDefaultAsync(cancel) is not { } present
            || (present.Status == ArticleStatus.Withdrawn && !isWithdrawnToo))
        {
            return new Change.NotFound("key", "No article has this id or slug, or it was withdrawn.");
        }

        if (!isCurrent(present.Version, present.Hash))
        {
            return new Change.Stale(present.Version);
        }

        var article = await Whole(db.Articles.IgnoreQueryFilters()).SingleAsync(article => article.Id == id, cancel);
        var (status, content) = (article.Status, RevisionContent.Of(article).Write());
        var (action, refusal) = await change(article);
        if (refusal is not null)
        {
            // Somebody further out may go on with this context.
            db.ChangeTracker.Clear();
            return refusal;
        }

        if (action is RevisionAction.Revised or RevisionAction.Restored && article.Status == status && RevisionContent.Of(article).Write() == content)
        {
            // It says what it said: a correction that corrects nothing would only puzzle its readers.
            db.ChangeTracker.Clear();
        }
        else if (action is { } made)
        {
            article.Version++;
            db.AddRange(Close(article, made, signature));
            await db.SaveChangesAsync(cancel);
            await indexing.WriteAsync([article], cancel);
            await transaction.CommitAsync(cancel);
        }

        return new Change.Saved(article);
    }

    /// <summary>An article with everything a revision keeps.</summary>
    internal static IQueryable<Article> Whole(IQueryable<Article> articles) => articles
        .Include(article => article.Tags)
        .Include(article => article.Media)
        .Include(article => article.Sections).ThenInclude(section => section.Blocks)
        .Include(article => article.RelatedNews).ThenInclude(list => list.Entries)
        .AsSplitQuery();

    private async Task<Change> AddAsync(ArticleDraft draft, NewRows rows, Signature signature, CancellationToken cancel)
    {
        if (draft.Status is not (null or ArticleStatus.Draft or ArticleStatus.Published))
        {
            return new Change.Refused([new Flaw("/status", "must be draft or published; publish with `at` to schedule")]);
        }

        var now = clock.GetUtcNow();
        var article = new Article
        {
            Slug = "",
            Headline = draft.Headline,
            Language = draft.Language,
            Status = ArticleStatus.Draft,
            IsDated = false,
            PublishedAt = now,
            Origin = draft.Origin,
            Creator = signature.Identity,
        };
        if (await FillAsync(article, draft, cancel) is { } refusal)
        {
            return refusal;
        }

        FillRelatedNews(article, draft.RelatedNews);
        if (draft.Status == ArticleStatus.Published)
        {
            Publish(article, now);
        }

        rows.Add(article);
        foreach (var row in Close(article, RevisionAction.Created, signature))
        {
            rows.Add(row);
        }

        return new Change.Saved(article);
    }

    /// <summary>Closes a change: what depends on the article follows it.</summary>
    /// <returns>What is to be saved with it: the revision that keeps it, and the lines of the audit.</returns>
    private List<object> Close(Article article, RevisionAction action, Signature signature)
    {
        article.UpdatedAt = clock.GetUtcNow();
        var isPublic = article.Status == ArticleStatus.Published;
        foreach (var section in article.Sections)
        {
            (section.PublishedAt, section.IsPublic) = (article.PublishedAt, isPublic);
        }

        foreach (var list in article.RelatedNews)
        {
            list.IsPublic = isPublic;
        }

        return
        [
            Revision(article, action, signature, article.UpdatedAt),
            .. article.Tags.Where(tag => tag.Id == 0 && _newTags.Add(tag)).Select(tag => audit.Entry(signature.By, "tag.created", $"tag/{tag.Slug}", $"version {tag.Version}")),
            audit.Entry(signature.By, $"article.{action.ToString().ToLowerInvariant()}", $"article/{article.Slug}", $"version {article.Version}"),
        ];
    }

    private static ArticleRevision Revision(Article article, RevisionAction action, Signature signature, DateTimeOffset at) => new()
    {
        Article = article,
        Number = article.Version,
        At = at,
        By = signature.By,
        Action = action,
        Note = signature.Note,
        Status = article.Status,
        Content = RevisionContent.Of(article).Write(),
    };

    private static Task<(RevisionAction? Action, Change? Refusal)> Done(RevisionAction? action) => Task.FromResult<(RevisionAction?, Change?)>((action, null));

    private static Task<(RevisionAction? Action, Change? Refusal)> Refuse(Change refusal) => Task.FromResult<(RevisionAction?, Change?)>((null, refusal));

    private string SlugOf(string name) => Slug.From(name, slugs.Value.Style, MaxSlugBytes);

    /// <summary>The name, unless it would read as an id.</summary>
    private static string StemOf(string name) => name.All(char.IsAsciiDigit) ? $"n-{name}" : name;

    /// <summary>The name itself, or with the lowest number behind it that makes it free.</summary>
    private static string Free(string name, Func<string, bool> isFree) => Numbered(StemOf(name)).First(isFree);

    /// <summary>A name, and the same with 2, 3 and so on behind it.</summary>
    private static IEnumerable<string> Numbered(string stem)
    {
        yield return stem;
        for (var number = 2; ; number++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        }
    }
}
