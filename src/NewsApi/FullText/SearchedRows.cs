using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.FullText;

/// <summary>Rows of a list that is searched.</summary>
/// <param name="OfArticles">Those of some articles, as the list is filtered.</param>
/// <param name="WithIds">Those with some numbers.</param>
/// <param name="Id">The number of a row.</param>
/// <param name="AreParts">Whether a row is less than an article, of which the index alone says too much.</param>
/// <param name="TextsAsync">The texts of the rows with some numbers.</param>
internal sealed record SearchedRows<T>(
    Func<IReadOnlyList<long>, IQueryable<T>> OfArticles,
    Func<IReadOnlyList<long>, IQueryable<T>> WithIds,
    Expression<Func<T, long>> Id,
    bool AreParts,
    Func<IReadOnlyList<long>, CancellationToken, Task<Dictionary<long, List<SearchedText>>>> TextsAsync);

/// <summary>The lists that can be searched.</summary>
internal static class SearchedRows
{
    /// <summary>Articles.</summary>
    public static SearchedRows<Article> Of(NewsDbContext db, IQueryable<Article> articles) => new(
        ids => articles.Where(article => ids.Contains(article.Id)),
        ids => articles.Where(article => ids.Contains(article.Id)),
        article => article.Id,
        AreParts: false,
        (ids, cancel) => SearchedText.OfArticlesAsync(db, ids, cancel));

    /// <summary>Sections.</summary>
    public static SearchedRows<Section> Of(NewsDbContext db, IQueryable<Section> sections) => new(
        ids => sections.Where(section => ids.Contains(section.ArticleId)),
        ids => sections.Where(section => ids.Contains(section.Id)),
        section => section.Id,
        AreParts: true,
        (ids, cancel) => SearchedText.OfSectionsAsync(db, ids, cancel));
}
