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
        var seen = document.Stories.Take(start).Select(Key).ToHashSet(StringComparer.Ordinal);
        var kinds = await db.SectionKinds.Select(kind => kind.Slug).ToListAsync(cancel);
        foreach (var story in document.Stories.Skip(start).Take(length).Select(story => ForeignKinds.Replace(story, kinds)))
        {
            // A feed may have an item twice; the first is the newest.
            var outcome = seen.Add(Key(story))
                ? await StoreAsync(story, isPublic, isDry, signature, cancel)
                : (ImportOutcome.Refused, null, ["It is in the document twice."]);
            outcomes.Add(ImportedArticle.Of(story, outcome.Outcome, outcome.Article, outcome.Warnings, isDry));
        }

        if (!isDry)
        {
            await transaction.CommitAsync(cancel);
        }

        return outcomes;

        static string Key(ReadStory story) => story.Identity ?? story.Draft.Origin!.Fingerprint!;
    }

    private async Task<(ImportOutcome Outcome, (long Id, string Slug)? Article, string[] Warnings)> StoreAsync(
        ReadStory story, bool isPublic, bool isDry, Signature signature, CancellationToken cancel)
    {
        if (await WrongAsync(story.Draft, cancel) is { Length: > 0 } wrong)
        {
            return (ImportOutcome.Refused, null, wrong);
        }

        var origin = story.Draft.Origin!;
        var present = await db.ArticleOrigins.IgnoreQueryFilters()
            .Where(other => origin.Identity != null ? other.Identity == origin.Identity : other.Fingerprint == origin.Fingerprint)
            .OrderByDescending(other => other.ArticleId)
            .Select(other => new { other.ArticleId, other.Article!.Slug, other.Article.Status, other.Fingerprint })
            .FirstOrDefaultAsync(cancel);
        if (present is null)
        {
            if (isDry)
            {
                return (ImportOutcome.Created, null, []);
            }

            var change = await newsroom.CreateAsync(story.Draft with { Status = isPublic ? ArticleStatus.Published : ArticleStatus.Draft }, signature, cancel);
            return change is Change.Saved { Article: var made } ? (ImportOutcome.Created, (made.Id, made.Slug), []) : (ImportOutcome.Refused, null, Reasons(change));
        }

        var article = (present.ArticleId, present.Slug);
        if (present.Status == ArticleStatus.Withdrawn)
        {
            return (ImportOutcome.Unchanged, null, ["The story was imported before and its article withdrawn; it stays so."]);
        }

        if (present.Fingerprint == origin.Fingerprint && !(isPublic && present.Status == ArticleStatus.Draft))
        {
            return (ImportOutcome.Unchanged, article, []);
        }

        if (isDry)
        {
            return (ImportOutcome.Updated, article, []);
        }

        var renewed = await newsroom.RenewAsync(present.ArticleId, story.Draft, isPublic, signature, cancel);
        return renewed is Change.Saved ? (ImportOutcome.Updated, article, []) : (ImportOutcome.Refused, article, Reasons(renewed));
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
}
