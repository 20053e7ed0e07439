using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Ingestion;

/// <summary>Makes articles of the stories of a document. A story that was imported before is brought up to date, or left as it is.</summary>
public sealed class ArticleImport(
    NewsDbContext db, Newsroom newsroom, IValidator<ArticleInput> articles, IValidator<RelatedNewsInput> lists)
{
    /// <summary>Stores the stories of a document in one transaction: the one under way, or one of its own.</summary>
    /// <param name="document">The document.</param>
    /// <param name="isPublic">Whether everybody shall see new articles.</param>
    /// <param name="isDry">Whether it is only told what would become of them.</param>
    /// <param name="signature">Who imports.</param>
    /// <param name="cancel">Ends the import; nothing is stored then.</param>
    internal Task<IReadOnlyList<ImportedArticle>> StoreAsync(ReadDocument document, bool isPublic, bool isDry, Signature signature, CancellationToken cancel) =>
        StoreAsync(document, .., isPublic, isDry, signature, cancel);

    /// <summary>Stores some of the stories of a document.</summary>
    internal async Task<IReadOnlyList<ImportedArticle>> StoreAsync(
        ReadDocument document, Range part, bool isPublic, bool isDry, Signature signature, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        var (start, length) = part.GetOffsetAndLength(document.Stories.Count);
        var outcomes = new List<ImportedArticle>(length);
        var kinds = await db.SectionKinds.Select(kind => kind.Slug).ToListAsync(cancel);
        for (var place = start; place < start + length; place++)
        {
            var (given, first) = (document.Stories[place], document.Firsts[place]);
            var story = ForeignKinds.Replace(given, kinds);

            // A feed may have an item twice; the first is the newest.
            var outcome = first == place ? await StoreAsync(story, isPublic, isDry, signature, cancel)
                : document.Stories[first].Draft.Origin!.Fingerprint == given.Draft.Origin!.Fingerprint ? (ImportOutcome.Unchanged, null, ["The document has it twice."])
                : (ImportOutcome.Refused, null, ["An earlier story of the document has the same id; that one was taken."]);
            outcomes.Add(ImportedArticle.Of(story, outcome.Outcome, outcome.Article, outcome.Warnings, isDry));
        }

        if (!isDry)
        {
            await transaction.CommitAsync(cancel);
        }

        return outcomes;
    }

    private async Task<(ImportOutcome Outcome, (long Id, string Slug)? Article, string[] Warnings)> StoreAsync(
        ReadStory story, bool isPublic, bool isDry, Signature signature, CancellationToken cancel)
    {
        if (await WrongAsync(story.Draft, cancel) is { Length: > 0 } wrong)
        {
            return (ImportOutcome.Refused, null, wrong);
        }

        var origin = story.Draft.Origin!;
        if (await PresentOrNullAsync(story.Draft, cancel) is not { } present)
        {
            return await CreateAsync(story.Draft, isPublic, isDry, signature, cancel);
        }

        var article = (present.ArticleId, present.Slug);
        if (present.Status == ArticleStatus.Withdrawn)
        {
            return (ImportOutcome.Unchanged, null, ["The story was imported before and its article withdrawn; it stays so."]);
        }

        if (present.Fingerprint == origin.Fingerprint && !(isPublic && present.Status == ArticleStatus.Draft))
        {
            if (!isDry && origin.Identity is not null && present.Identity != origin.Identity)
            {
                // It is known by another name from now on; what it says stays.
                await newsroom.ChangeOriginAsync(present.ArticleId, origin, cancel);
            }

            return (ImportOutcome.Unchanged, article, []);
        }

        if (isDry)
        {
            return (ImportOutcome.Updated, article, []);
        }

        var editor = await db.ArticleRevisions.Where(revision => revision.ArticleId == present.ArticleId).OrderByDescending(revision => revision.Number)
            .Select(revision => revision.By).FirstOrDefaultAsync(cancel);
        string[] warnings = editor is null || editor == signature.By ? [] : [$"The article was last changed by {editor}. The import has replaced that; the history of the article keeps it."];
        var renewed = await newsroom.RenewAsync(present.ArticleId, story.Draft, isPublic, signature, cancel);
        return renewed is Change.Saved ? (ImportOutcome.Updated, article, warnings) : (ImportOutcome.Refused, article, Reasons(renewed));
    }

    private async Task<(ImportOutcome Outcome, (long Id, string Slug)? Article, string[] Warnings)> CreateAsync(
        ArticleDraft draft, bool isPublic, bool isDry, Signature signature, CancellationToken cancel)
    {
        if (draft.Slug is { } slug && await db.Articles.IgnoreQueryFilters().Where(other => other.Slug == slug).Select(other => (long?)other.Id).SingleOrDefaultAsync(cancel) is { } id)
        {
            // What is exported here and imported here again.
            var latest = await db.ArticleRevisions.Where(revision => revision.ArticleId == id).OrderByDescending(revision => revision.Number).Select(revision => revision.Content).FirstAsync(cancel);
            var content = RevisionContent.Read(latest);
            var says = content.Article.ToDraft() with { RelatedNews = [.. content.RelatedNews.Select(list => list.ToDraft())] };
            return Importer.FingerprintOf(DraftLimits.Fit(says, [])) == draft.Origin!.Fingerprint
                ? (ImportOutcome.Unchanged, (id, slug), [])
                : (ImportOutcome.Refused, null, [$"Another article, {id}, is called {slug} here."]);
        }

        if (isDry)
        {
            return (ImportOutcome.Created, null, []);
        }

        var change = await newsroom.CreateAsync(draft with { Status = isPublic ? ArticleStatus.Published : ArticleStatus.Draft }, signature, cancel);
        return change is Change.Saved { Article: var made } ? (ImportOutcome.Created, (made.Id, made.Slug), []) : (ImportOutcome.Refused, null, Reasons(change));
    }

    /// <summary>The article made of a story before: by what tells the story apart or, where nobody knows that, by what it says.</summary>
    private async Task<Present?> PresentOrNullAsync(ArticleDraft draft, CancellationToken cancel)
    {
        var (identity, fingerprint) = (draft.Origin!.Identity, draft.Origin.Fingerprint);
        var origins = db.ArticleOrigins.IgnoreQueryFilters();
        return (identity is null ? null : await LatestAsync(origins.Where(other => other.Identity == identity)))
            ?? (identity is null || draft.PublishedAt is not null ? await LatestAsync(origins.Where(other => other.Fingerprint == fingerprint)) : null);

        Task<Present?> LatestAsync(IQueryable<ArticleOrigin> some) => some.OrderByDescending(other => other.ArticleId)
            .Select(other => new Present(other.ArticleId, other.Article!.Slug, other.Article.Status, other.Identity, other.Fingerprint)).FirstOrDefaultAsync(cancel);
    }

    /// <summary>What would be wrong with the story if somebody wrote it through the API.</summary>
    private async Task<string[]> WrongAsync(ArticleDraft draft, CancellationToken cancel)
    {
        var errors = BodyErrors.Of(await articles.ValidateAsync(ArticleInput.Of(draft), cancel), typeof(ArticleInput)).ToList();
        foreach (var (index, list) in draft.RelatedNews.Index())
        {
            errors.AddRange(BodyErrors.Of(await lists.ValidateAsync(RelatedNewsInput.Of(list), cancel), typeof(RelatedNewsInput), $"/relatedNews/{index}"));
        }

        return [.. errors.Select(error => $"{error.Pointer} {error.Detail}").Take(ApiProblem.MaxErrors)];
    }

    private static string[] Reasons(Change change) => change switch
    {
        Change.Refused refused => [.. refused.Flaws.Select(flaw => $"{flaw.At} {flaw.Detail}")],
        Change.Conflict conflict => [conflict.Detail],
        _ => ["The article can't be changed now."],
    };

    private sealed record Present(long ArticleId, string Slug, ArticleStatus Status, string? Identity, string? Fingerprint);
}
