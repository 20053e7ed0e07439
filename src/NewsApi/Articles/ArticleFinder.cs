using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Articles;

/// <summary>Finds the article that an address names, for whoever asks.</summary>
public sealed class ArticleFinder(NewsDbContext db, Caller caller)
{
    /// <summary>The article with this id or slug, as far as the caller may see it.</summary>
    public IQueryable<Article> Named(string key) => Named(db.Articles.VisibleTo(caller), key);

    /// <summary>The number of the article with this id or slug, as far as the caller may see it; says in the answer when it last changed. Null when there is none.</summary>
    public async Task<long?> FindOrNullAsync(HttpResponse response, string key, CancellationToken cancel)
    {
        var found = await Named(key).Select(article => new { article.Id, article.UpdatedAt }).SingleOrDefaultAsync(cancel);
        if (found is not null)
        {
            ConditionalGet.SetLastModified(response, found.UpdatedAt);
        }

        return found?.Id;
    }

    /// <summary>The number of the article with this id or slug, if the caller may write it. Null when there is none.</summary>
    public Task<long?> WritableOrNullAsync(string key, CancellationToken cancel) => NumberOrNullAsync(EverNamed(Writable, key), cancel);

    /// <summary>The number of the article that a related-news list belongs to, if the caller may write it. Null when there is none.</summary>
    public Task<long?> WritableOrNullAsync(long relatedNewsId, CancellationToken cancel) =>
        NumberOrNullAsync(Writable.Where(article => db.RelatedNewsLists.Any(list => list.Id == relatedNewsId && list.ArticleId == article.Id)), cancel);

    /// <summary>
    /// The number of the article with this id or slug, whoever may see it: for publishing, which shows it anyway. Null when
    /// there is none.
    /// </summary>
    public Task<long?> PublishableOrNullAsync(string key, CancellationToken cancel) => NumberOrNullAsync(EverNamed(db.Articles.IgnoreQueryFilters(), key), cancel);

    /// <summary>What to answer where <see cref="Named(string)"/> finds nothing: the article has another name now, was withdrawn, or was never there.</summary>
    public Task<ActionResult> ElsewhereAsync(HttpContext context, string key, CancellationToken cancel) =>

        // /api/v1/articles/{key}/…: all but the key stays.
        ElsewhereAsync(context, key, "/api/v1/articles", context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(4), cancel);

    /// <summary>The same where articles have another address.</summary>
    public async Task<ActionResult> ElsewhereAsync(HttpContext context, string key, string list, IEnumerable<string> rest, CancellationToken cancel)
    {
        var slug = SlugOrId.Normalise(key);
        if (SlugOrId.IdOrNull(key) is null
            && await db.FormerSlugs.Where(former => former.Slug == slug).Join(db.Articles.VisibleTo(caller), former => former.ArticleId, article => article.Id, (_, article) => article.Slug)
                .SingleOrDefaultAsync(cancel) is { } present)
        {
            return MovedName.To(context, list, rest.Prepend(present));
        }

        // Only what everybody could see once is known to be gone.
        return await EverNamed(db.Articles.IgnoreQueryFilters(), key).AnyAsync(article => article.Status == ArticleStatus.Withdrawn && article.FirstShownAt != null, cancel)
            ? ApiProblems.Refused(StatusCodes.Status410Gone, "The article was withdrawn.")
            : NotFound();
    }

    /// <summary>An answer that says that no article has this id or slug.</summary>
    public static ActionResult NotFound() => ApiProblems.NotFound("key", "No article has this id or slug; /api/v1/articles lists them.");

    /// <summary>What the caller may see, and, as the answer to a write shows the article, what the caller made.</summary>
    private IQueryable<Article> Writable => caller.Has(Scopes.DraftsRead)
        ? db.Articles.IgnoreQueryFilters()
        : db.Articles.IgnoreQueryFilters().Where(article => article.Status == ArticleStatus.Published || article.Creator == caller.Identity);

    private static Task<long?> NumberOrNullAsync(IQueryable<Article> articles, CancellationToken cancel) =>
        articles.Select(article => (long?)article.Id).SingleOrDefaultAsync(cancel);

    /// <summary>The article with this id or slug, or that once had the slug.</summary>
    private IQueryable<Article> EverNamed(IQueryable<Article> articles, string key)
    {
        var slug = SlugOrId.Normalise(key);
        return SlugOrId.IdOrNull(key) is { } id
            ? articles.Where(article => article.Id == id)
            : articles.Where(article => article.Slug == slug || db.FormerSlugs.Any(former => former.Slug == slug && former.ArticleId == article.Id));
    }

    private static IQueryable<Article> Named(IQueryable<Article> articles, string key)
    {
        var slug = SlugOrId.Normalise(key);
        return SlugOrId.IdOrNull(key) is { } id ? articles.Where(article => article.Id == id) : articles.Where(article => article.Slug == slug);
    }
}
