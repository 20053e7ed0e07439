using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Feeds;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Pages.Views;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.Search;
using NewsApi.Sections;

namespace NewsApi.Pages;

/// <summary>The pages for people. They take the parameters of the API, by the same rules, and show what it would answer; parameters that are unknown they ignore.</summary>
[ApiController, Page, TypeFilter<PageQuery>, ShowsText, ApiExplorerSettings(GroupName = "pages")]
public sealed class PagesController(NewsDbContext db) : ControllerBase
{
    private static readonly FieldSelection Headings = Only("number", "anchor", "kind", "heading", "speaker");

    /// <summary>Of a story in a list: what the list shows, and the headings of its sections.</summary>
    private static readonly FieldSelection Listed = new(new Dictionary<string, FieldSelection?> { ["sections"] = Headings }, hasOthers: true);

    /// <summary>Of where a story came from: all but the document itself.</summary>
    private static readonly FieldSelection WithoutOriginal = new(new Dictionary<string, FieldSelection?> { ["original"] = null }, hasOthers: true);

    /// <summary>The front page.</summary>
    /// <param name="filter">Which stories.</param>
    /// <param name="page">Which page of them.</param>
    /// <param name="lists">Lists of articles.</param>
    /// <param name="search">Articles that are searched for.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("/", Name = "showFrontPage")]
    public async Task<ActionResult> Front(
        [FromQuery] FeedFilter filter, [FromQuery] FeedPageRequest page, [FromServices] ArticleLists lists, [FromServices] ArticleSearch search, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        var kinds = await KindsAsync(db.SectionKinds.Where(kind => kind.Sections.Any()), cancel);
        var scope = CursorScope.Of(Request);
        if (filter.Q is not null)
        {
            var found = await search.PageAsync(new SearchFilter { Q = filter.Q, Kind = filter.Kind, Tag = filter.Tag }, page.OfArticles() with { Total = true }, scope, Listed, cancel);
            return Show(found.Items, found.NextCursor, found.Facets.Tag.Select(tag => new Topic(tag.Value, tag.Name ?? tag.Value, tag.Count)), found.Total, found.TotalIsExact);
        }

        var listed = await lists.PageAsync(filter.OfArticles(), page.OfArticles(), scope, Listed, cancel);
        var parts = await ListedArticle.PartsAsync(db, listed.Items, Listed, cancel);
        var topics = listed.Items.SelectMany(article => article.Tags).GroupBy(tag => tag.Slug, StringComparer.Ordinal).OrderByDescending(tag => tag.Count());
        return Show([.. listed.Items.Select(article => new ListedArticle(article.For(Caller.Anybody), parts))], listed.NextCursor, topics.Select(tag => new Topic(tag.Key, tag.First().Name, null)));

        PageResult<FrontView> Show(IReadOnlyList<ListedArticle> stories, string? next, IEnumerable<Topic> topics, int? total = null, bool? isExact = null) => new(new FrontPage
        {
            Filter = filter,
            IsFirst = page.Cursor is null,
            Stories = stories,
            NextCursor = next,
            Total = total,
            TotalIsExact = isExact,
            Kinds = kinds,
            Topics = [.. topics],
        });
    }

    /// <summary>The page of a story.</summary>
    /// <param name="key">Id or slug of the article.</param>
    /// <param name="finder">Finds it.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("/articles/{key}", Name = "showStory"), AlsoShows(Scopes.DraftsRead, "unpublished articles")]
    public async Task<ActionResult> Story(string key, [FromServices] ArticleFinder finder, [FromServices] Caller caller, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await ArticleResponse.ReadOrNullAsync(db, finder.Named(key), FieldSelection.Everything, cancel) is not { } article)
        {
            return await finder.ElsewhereAsync(HttpContext, key, $"{HttpContext.RequestServices.GetRequiredService<SiteAddress>().PathOf(Request)}/articles", [], cancel);
        }

        return new PageResult<StoryView>(new StoryPage
        {
            Article = (ArticleResponse)article.For(Caller.Anybody),
            Kinds = await KindsAsync(db.SectionKinds, cancel),
            Provenance = await db.ArticleOrigins.VisibleTo(caller).Where(origin => origin.ArticleId == article.Id).AsNoTracking().Select(WithoutOriginal.Prune(ProvenanceResponse.Projection)).SingleOrDefaultAsync(cancel),
            Similar = await SimilarArticle.FindAsync(db, article.Id, cancel),
        });
    }

    private static Task<List<KindOfSection>> KindsAsync(IQueryable<Model.SectionKind> kinds, CancellationToken cancel) =>
        kinds.OrderBy(kind => kind.Position).ThenBy(kind => kind.Slug)
            .Select(kind => new KindOfSection(kind.Slug, new SectionKindNames { Traditional = kind.NameHant, Simplified = kind.NameHans, English = kind.NameEn })).ToListAsync(cancel);

    private static FieldSelection Only(params string[] names) => new(names.ToDictionary(name => name, _ => (FieldSelection?)FieldSelection.Everything), hasOthers: false);
}
