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
}

/// <summary>An article as the index keeps it.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Version">Its version.</param>
/// <param name="Format">The form of the terms.</param>
/// <param name="Terms">Its terms, each once; none has white space, or is longer than <see cref="MaxTermLength"/>.</param>
public sealed record IndexedArticle(long ArticleId, int Version, int Format, IReadOnlyCollection<string> Terms)
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
