using Microsoft.EntityFrameworkCore;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.FullText;

/// <summary>Puts articles into the search index: each with the change that makes it, and, where the index is behind, those that are not in it.</summary>
public sealed class ArticleIndexing(NewsDbContext db, ISearchIndex index)
{
    /// <summary>How many articles are indexed in one transaction, between which writers come by.</summary>
    private const int BatchSize = 200;

    /// <summary>Indexes articles that were just saved, in their transaction.</summary>
    internal Task WriteAsync(IReadOnlyList<Article> articles, CancellationToken cancel) => index.WriteAsync([.. articles.Select(SearchTerms.Of)], cancel);

    /// <summary>Cuts the texts of articles that have no numbers yet into terms, beside whoever calls, or when they are asked for if that is earlier. The articles may be saved meanwhile, not changed.</summary>
    internal static Lazy<List<(Article Article, HashSet<string> Terms)>> Prepare(IReadOnlyList<Article> articles)
    {
        var prepared = new Lazy<List<(Article, HashSet<string>)>>(() => [.. articles.Select(article => (article, SearchTerms.OfTexts(article)))]);
        _ = Task.Run(() => prepared.Value);
        return prepared;
    }

    /// <summary>Indexes articles whose terms were prepared, once they are saved, in their transaction.</summary>
    internal Task WriteAsync(IReadOnlyList<(Article Article, HashSet<string> Terms)> prepared, CancellationToken cancel) =>
        index.WriteAsync([.. prepared.Select(one => SearchTerms.Of(one.Article, one.Terms))], cancel);

    /// <summary>How many articles are not in the index as they are. It looks at all of them.</summary>
    internal Task<int> CountBehindAsync(CancellationToken cancel) => Behind().CountAsync(cancel);

    /// <summary>Whether the index keeps articles in another form than this program.</summary>
    internal Task<bool> HasOtherFormatAsync(CancellationToken cancel) =>
        db.SearchEntries.IgnoreQueryFilters().AnyAsync(entry => entry.Format < SearchTerms.Format || entry.Format > SearchTerms.Format, cancel);

    /// <summary>Makes the index forget that it has articles, so that all are indexed again. Until that is done what it has is found.</summary>
    internal async Task ForgetAsync(CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        await db.SearchEntries.IgnoreQueryFilters().ExecuteUpdateAsync(entry => entry.SetProperty(e => e.Format, 0), cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Indexes the articles the index is behind with, the newest first, some at a time. What others write meanwhile they index themselves.</summary>
    /// <param name="progress">Takes how many are done.</param>
    /// <param name="cancel">Ends it between two transactions; begun again, it goes on with what is left.</param>
    internal async Task<int> CatchUpAsync(Action<int> progress, CancellationToken cancel)
    {
        if (await HasOtherFormatAsync(cancel) || (!await db.SearchEntries.IgnoreQueryFilters().AnyAsync(cancel) && await Behind().AnyAsync(cancel)))
        {
            await using var transaction = await db.BeginWriteAsync(cancel);
            await index.BeginRebuildAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        var done = 0;
        for (var below = long.MaxValue; ;)
        {
            await using var transaction = await db.BeginWriteAsync(cancel);
            var ids = await Behind().Where(article => article.Id < below).OrderByDescending(article => article.Id).Take(BatchSize).Select(article => article.Id).ToListAsync(cancel);
            if (ids.Count == 0)
            {
                var isComplete = await index.CompleteRebuildAsync(cancel);
                await transaction.CommitAsync(cancel);
                if (isComplete)
                {
                    return done;
                }

                continue;
            }

            var articles = await db.Articles.IgnoreQueryFilters().AsNoTracking().Where(article => ids.Contains(article.Id))
                .Include(article => article.Tags).Include(article => article.Media).Include(article => article.Sections).ThenInclude(section => section.Blocks)
                .AsSplitQuery().ToListAsync(cancel);
            await index.RebuildAsync([.. articles.Select(SearchTerms.Of)], cancel);
            await transaction.CommitAsync(cancel);
            below = ids[^1];
            progress(done += ids.Count);
        }
    }

    private IQueryable<Article> Behind() => db.Articles.IgnoreQueryFilters()
        .Where(article => !db.SearchEntries.Any(entry => entry.ArticleId == article.Id && entry.Format == SearchTerms.Format && entry.Version == article.Version));
}
