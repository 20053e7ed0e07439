using Microsoft.EntityFrameworkCore;
using NewsApi.Http.Fields;
using NewsApi.Persistence;
using NewsApi.RelatedNews;
using NewsApi.Sections;

namespace NewsApi.Articles;

/// <summary>The sections and related-news lists of some articles; null where they were not wanted, and so not read.</summary>
internal sealed class ArticleParts
{
    private readonly ILookup<long, SectionResponse>? _sections;
    private readonly ILookup<long, RelatedNewsResponse>? _relatedNews;

    private ArticleParts(ILookup<long, SectionResponse>? sections, ILookup<long, RelatedNewsResponse>? relatedNews) => (_sections, _relatedNews) = (sections, relatedNews);

    /// <summary>Reads them. Whoever may see an article may see all of it.</summary>
    /// <param name="db">The store, in the snapshot the articles were read in.</param>
    /// <param name="articles">Numbers of the articles.</param>
    /// <param name="sections">What is wanted of the sections; null when they are not.</param>
    /// <param name="relatedNews">What is wanted of the lists; null when they are not.</param>
    /// <param name="cancel">Ends the read.</param>
    public static async Task<ArticleParts> ReadAsync(
        NewsDbContext db, IReadOnlyList<long> articles, FieldSelection? sections, FieldSelection? relatedNews, CancellationToken cancel) =>
        new(
            sections is null ? null : await SectionsAsync(db, articles, sections, cancel),
            relatedNews is null ? null : await RelatedNewsAsync(db, articles, relatedNews, cancel));

    /// <summary>The sections of an article in order; null where they were not read.</summary>
    public IReadOnlyList<SectionResponse>? SectionsOf(long article) => _sections?[article].ToList();

    /// <summary>The related-news lists of an article in order; null where they were not read.</summary>
    public IReadOnlyList<RelatedNewsResponse>? RelatedNewsOf(long article) => _relatedNews?[article].ToList();

    private static async Task<ILookup<long, SectionResponse>> SectionsAsync(NewsDbContext db, IReadOnlyList<long> articles, FieldSelection fields, CancellationToken cancel)
    {
        var only = articles.Count == 1 ? articles[0] : 0;
        var sections = articles.Count == 1 ? db.Sections.Where(section => section.ArticleId == only) : db.Sections.Where(section => articles.Contains(section.ArticleId));
        return (await sections.IgnoreQueryFilters().OrderBy(section => section.ArticleId).ThenBy(section => section.Number)
            .AsNoTracking().Select(fields.Prune(SectionResponse.Projection)).ToListAsync(cancel))
            .ToLookup(section => section.Article!.Id, section => section with { Article = null });
    }

    private static async Task<ILookup<long, RelatedNewsResponse>> RelatedNewsAsync(NewsDbContext db, IReadOnlyList<long> articles, FieldSelection fields, CancellationToken cancel)
    {
        var only = articles.Count == 1 ? articles[0] : 0;
        var lists = articles.Count == 1 ? db.RelatedNewsLists.Where(list => list.ArticleId == only) : db.RelatedNewsLists.Where(list => articles.Contains(list.ArticleId));
        return (await lists.IgnoreQueryFilters().OrderBy(list => list.ArticleId).ThenBy(list => list.Number)
            .AsNoTracking().AsSplitQuery().Select(fields.Prune(RelatedNewsResponse.Projection)).ToListAsync(cancel))
            .ToLookup(list => list.ArticleId);
    }
}
