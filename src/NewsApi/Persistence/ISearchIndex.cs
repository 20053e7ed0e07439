using NewsApi.Model;

namespace NewsApi.Persistence;

/// <summary>
/// The full-text index of a store. It keeps the terms of each article, cut by the application, so that both databases find the
/// same. It is written in the transaction that changes the article.
/// </summary>
public interface ISearchIndex
{
    /// <summary>Puts the terms of articles that changed in the place of those they had.</summary>
    Task WriteAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel);

    /// <summary>Begins to make the index anew, or goes on with it. What the present one finds it finds until the new one is complete.</summary>
    Task BeginRebuildAsync(CancellationToken cancel);

    /// <summary>Puts the terms of articles into the index that is made anew; into the present one where none is.</summary>
    Task RebuildAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel);

    /// <summary>Does a part of what is left once every article is in the new index; the last part puts it in the place of the present one.</summary>
    /// <returns>Whether that was the last part.</returns>
    Task<bool> CompleteRebuildAsync(CancellationToken cancel);

    /// <summary>The articles with the terms asked for, the latest numbers first, in no order beyond that.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="limit">Most articles wanted.</param>
    /// <param name="cancel">Ends the search.</param>
    Task<IReadOnlyList<long>> MatchAsync(IndexQuery query, int limit, CancellationToken cancel);

    /// <summary>The same with what the index keeps beside the terms.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="limit">Most articles wanted.</param>
    /// <param name="cancel">Ends the search.</param>
    Task<IReadOnlyList<SearchEntry>> FindAsync(IndexQuery query, int limit, CancellationToken cancel);

    /// <summary>The newest stories with the terms asked for, the newest first. Reads the entries of all that have them.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="limit">Most articles wanted.</param>
    /// <param name="behind">Only stories behind this date and number in that order, where equal dates begin with the latest number; null for all.</param>
    /// <param name="cancel">Ends the search.</param>
    Task<IReadOnlyList<SearchEntry>> FindNewestAsync(IndexQuery query, int limit, (DateTimeOffset At, long Id)? behind, CancellationToken cancel);

    /// <summary>Whether more articles than a number have the terms asked for. It looks at no more of them.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="count">The number.</param>
    /// <param name="cancel">Ends the search.</param>
    Task<bool> HasMoreAsync(IndexQuery query, int count, CancellationToken cancel);

    /// <summary>Which articles have the terms asked for, query by query: those of some articles, and perhaps others that have them.</summary>
    /// <param name="queries">What is asked for, 400 at most.</param>
    /// <param name="articles">The articles that matter; at least one.</param>
    /// <param name="areMore">Whether many others may have the terms, so that it is worth the trouble to leave them out.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <returns>Places in <paramref name="queries"/>, each with an article.</returns>
    Task<IReadOnlyList<(int Query, long ArticleId)>> MatchEachAsync(IReadOnlyList<IndexQuery> queries, IReadOnlyList<long> articles, bool areMore, CancellationToken cancel);
}

/// <summary>An article as the index keeps it.</summary>
/// <param name="Entry">What is kept beside the terms.</param>
/// <param name="Terms">Its terms, each once; none has white space, or is longer than <see cref="MaxTermLength"/>.</param>
public sealed record IndexedArticle(SearchEntry Entry, IReadOnlyCollection<string> Terms)
{
    /// <summary>Most UTF-16 units of a term.</summary>
    public const int MaxTermLength = 100;
}

/// <summary>Terms that an article must have. What stands in a term is never syntax of the database.</summary>
public abstract record IndexQuery
{
    private IndexQuery()
    {
    }

    /// <summary>One term, or any that begins with it.</summary>
    public sealed record Term(string Text, bool IsPrefix = false) : IndexQuery;

    /// <summary>All of them.</summary>
    public sealed record All(IReadOnlyList<IndexQuery> Parts) : IndexQuery;

    /// <summary>At least one of them.</summary>
    public sealed record Any(IReadOnlyList<IndexQuery> Parts) : IndexQuery;

    /// <summary>The first, but not the second.</summary>
    public sealed record Except(IndexQuery Wanted, IndexQuery Unwanted) : IndexQuery;
}
