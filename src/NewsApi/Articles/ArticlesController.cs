using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Articles.Forms;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.RelatedNews;
using NewsApi.Sections;

namespace NewsApi.Articles;

/// <summary>Articles, and what each is made of.</summary>
[ApiController, ShowsText, Route("api/v1/articles"), Tags("Articles")]
public sealed class ArticlesController(NewsDbContext db, ArticleFinder finder, Caller caller) : ControllerBase
{
    private static readonly ListOrder<Section> ByNumber = new ListOrder<Section>().Ascending(section => section.Number);

    private static readonly ListOrder<RelatedNewsList> ByListNumber = new ListOrder<RelatedNewsList>().Ascending(list => list.Number);

    /// <summary>Lists articles, newest story first.</summary>
    /// <remarks>Summaries without the text; `links.self` leads to the whole article. Filters narrow the list together.</remarks>
    [HttpGet(Name = "listArticles"), AlsoShows(Scopes.DraftsRead, "unpublished articles, where `status` asks for them, and what is planned for each")]
    [ProducesResponseType<Page<ListedArticle>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status403Forbidden)]
    public async Task<ActionResult<Page<ListedArticle>>> List(
        [FromQuery] ArticleFilter filter, [FromQuery] PageRequest page, [FromServices] ArticleLists lists, CancellationToken cancel)
    {
        if (!filter.IsPublic && !caller.Has(Scopes.DraftsRead))
        {
            return caller.Refusal(Scopes.DraftsRead);
        }

        var fields = FieldSelection.Of(Request);
        await using var snapshot = ListedArticle.HasParts(fields) ? await db.BeginSnapshotAsync(cancel) : null;
        var found = await lists.PageAsync(filter, page, CursorScope.Of(Request), fields, cancel);
        var parts = await ListedArticle.PartsAsync(db, found.Items, fields, cancel);
        return found.Select(article => new ListedArticle(article.For(caller), parts));
    }

    /// <summary>Shows one article, whole.</summary>
    /// <remarks>Headline, sections with their blocks, media, tags and related news, as they stood in one moment. Also as ninjs 3.1, schema.org JSON-LD, Markdown or plain text, by `format` or `Accept`.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="form">In which form.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{key}", Name = "getArticle"), InForms, AlsoShows(Scopes.DraftsRead, "unpublished articles, and what is planned for the article")]
    [ProducesResponseType<ArticleResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status308PermanentRedirect)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status410Gone)]
    public async Task<ActionResult<ArticleResponse>> Get(string key, [FromQuery] ArticleFormRequest form, CancellationToken cancel)
    {
        var (fields, other) = (FieldSelection.Of(Request), form.OfOrNull(Request));
        if (other is not null && Request.Query.ContainsKey(FieldParameters.Fields))
        {
            var detail = $"picks members of JSON; {other.Name} is another form, which has all of the article";
            return ApiProblems.Invalid([new ApiProblemError { Parameter = FieldParameters.Fields, Detail = detail }]);
        }

        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await ArticleResponse.ReadOrNullAsync(db, finder.Named(key), fields, cancel) is not { } article)
        {
            return await finder.ElsewhereAsync(HttpContext, key, cancel);
        }

        EntityVersion.Set(Response, article.Version, article.Hash);
        ConditionalGet.SetLastModified(Response, article.UpdatedAt);
        return new ArticleInForm((ArticleResponse)article.For(caller), other);
    }

    /// <summary>Lists the sections of an article, in order.</summary>
    /// <remarks>The text of the article, part by part.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{key}/sections", Name = "listArticleSections"), AlsoShows(Scopes.DraftsRead, "those of unpublished articles")]
    [ProducesResponseType<Page<SectionResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status308PermanentRedirect)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status410Gone)]
    public async Task<ActionResult<Page<SectionResponse>>> Sections(string key, [FromQuery] PageRequest page, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await finder.FindOrNullAsync(Response, key, cancel) is not { } id)
        {
            return await finder.ElsewhereAsync(HttpContext, key, cancel);
        }

        var sections = await db.Sections.VisibleTo(caller).Where(section => section.ArticleId == id)
            .ToPageAsync(ByNumber, page, CursorScope.Of(Request), Request.Wanted(SectionResponse.Projection), cancel);
        return sections with { Items = [.. sections.Items.Select(section => section with { Article = null })] };
    }

    /// <summary>Shows one section of an article.</summary>
    /// <remarks>A number counts from 1; an anchor is the section's name within its article.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="section" example="2">Number or anchor of the section.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{key}/sections/{section}", Name = "getArticleSection"), AlsoShows(Scopes.DraftsRead, "those of unpublished articles")]
    [ProducesResponseType<SectionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status308PermanentRedirect)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status410Gone)]
    public async Task<ActionResult<SectionResponse>> Section(string key, string section, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await finder.FindOrNullAsync(Response, key, cancel) is not { } id)
        {
            return await finder.ElsewhereAsync(HttpContext, key, cancel);
        }

        var anchor = SlugOrId.Normalise(section);
        var number = SlugOrId.IdOrNull(section);
        return await db.Sections.VisibleTo(caller).Where(row => row.ArticleId == id && (number != null ? row.Number == number : row.Anchor == anchor))
            .AsNoTracking().Select(Request.Wanted(SectionResponse.Projection)).SingleOrDefaultAsync(cancel)
            is { } found ? found with { Article = null } : ApiProblems.NotFound("section", "The article has no section with this number or anchor.");
    }

    /// <summary>Lists the related news of an article, and similar articles.</summary>
    /// <remarks>The lists printed with the story, each with its timestamped entries; and the articles here that share the most tags with it.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{key}/related-news", Name = "listArticleRelatedNews"), AlsoShows(Scopes.DraftsRead, "those of unpublished articles")]
    [ProducesResponseType<ArticleRelatedNews>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status308PermanentRedirect)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status410Gone)]
    public async Task<ActionResult<ArticleRelatedNews>> RelatedNews(string key, [FromQuery] PageRequest page, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await finder.FindOrNullAsync(Response, key, cancel) is not { } id)
        {
            return await finder.ElsewhereAsync(HttpContext, key, cancel);
        }

        // What is similar changes with other articles, of which no date of this one tells.
        ConditionalGet.ClearLastModified(Response);
        var lists = await db.RelatedNewsLists.VisibleTo(caller).Where(list => list.ArticleId == id)
            .ToPageAsync(ByListNumber, page, CursorScope.Of(Request), Request.Wanted(RelatedNewsResponse.Projection), cancel);
        return new ArticleRelatedNews(lists, await SimilarArticle.FindAsync(db, id, cancel));
    }

    /// <summary>Shows where an article came from.</summary>
    /// <remarks>The document it was made of as it was found, each repair made to its text, and each thing that was guessed.</remarks>
    /// <param name="key" example="俄烏第二輪直接談判在土耳其舉行">Id or slug of the article.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{key}/provenance", Name = "getArticleProvenance"), AlsoShows(Scopes.DraftsRead, "that of unpublished articles")]
    [ProducesResponseType<ProvenanceResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status308PermanentRedirect)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status410Gone)]
    public async Task<ActionResult<ProvenanceResponse>> Provenance(string key, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await finder.FindOrNullAsync(Response, key, cancel) is not { } id)
        {
            return await finder.ElsewhereAsync(HttpContext, key, cancel);
        }

        return await db.ArticleOrigins.VisibleTo(caller).Where(origin => origin.ArticleId == id).AsNoTracking().Select(Request.Wanted(ProvenanceResponse.Projection)).SingleOrDefaultAsync(cancel)
            is { } provenance ? provenance : ApiProblems.NotFound("key", "The article was not imported from anywhere.");
    }
}
