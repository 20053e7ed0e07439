using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Persistence;
using NewsApi.RelatedNews;
using NewsApi.Scripts;
using NewsApi.Sections;
using NewsApi.Tags;

namespace NewsApi.Articles;

/// <summary>What is shown of an article wherever it is shown.</summary>
[ReadsAlways(nameof(Language))]
public record ArticleSummary : IShownInScript
{
    /// <summary>Number of the article.</summary>
    public required long Id { get; init; }

    /// <summary>Readable name in addresses; it can be used in place of the id.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Slug { get; init; }

    /// <summary>Headline as printed.</summary>
    [StringLength(WireLimits.Line)]
    public required string Headline { get; init; }

    /// <summary>One or two sentences that say what happened; null where none could be found.</summary>
    [StringLength(WireLimits.Text)]
    public required string? Summary { get; init; }

    /// <summary>Language of the text (BCP 47), such as zh-Hant.</summary>
    [StringLength(WireLimits.Language)]
    public required string Language { get; init; }

    /// <summary>Whether the text was converted to the script that was asked for.</summary>
    public required bool Converted { get; init; }

    /// <summary>Who may see it; always `published` where no key is given.</summary>
    public required ArticleStatus Status { get; init; }

    /// <summary>
    /// When the story appeared, with the offset of the zone it was printed in; what `publishedPrecision` leaves open is the start of
    /// that period. Null only for a draft without a date: publishing gives it one.
    /// </summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>How much of `publishedAt` is known; null where there is no date.</summary>
    public required DatePrecision? PublishedPrecision { get; init; }

    /// <summary>When the article last changed here.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>1 for a new article, one more with each change.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>Who published it first; null where unknown.</summary>
    public required SourceResponse? Source { get; init; }

    /// <summary>Names of the authors as printed.</summary>
    [MaxLength(WireLimits.Few)]
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>People, organisations, places, events and topics it is about.</summary>
    [MaxLength(WireLimits.Few)]
    public required IReadOnlyList<TagReference> Tags { get; init; }

    /// <summary>Pictures, videos and sound of the whole story.</summary>
    [MaxLength(WireLimits.Few)]
    public required IReadOnlyList<MediaResponse> Media { get; init; }

    /// <summary>When it will be published or unpublished; only where something is planned and the key may read drafts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ArticleSchedule? Schedule { get; init; }

    /// <summary>Where to go on from here.</summary>
    public required ArticleLinks Links { get; init; }

    IEnumerable<string> IShownInScript.Languages => [Language];

    IShownInScript IShownInScript.In(ScriptConversion script) => script.Applies(Language) ? ConvertedTo(script) : this;

    /// <summary>The same in another script; names in addresses stay.</summary>
    internal virtual ArticleSummary ConvertedTo(ScriptConversion script) => this with
    {
        Headline = script.Convert(Headline),
        Summary = script.ConvertOrNull(Summary),
        Language = script.Language,
        Converted = true,
        Source = Source is null ? null : Source with { Name = script.Convert(Source.Name) },
        Authors = [.. Authors.Select(script.Convert)],
        Tags = [.. Tags.Select(tag => tag with { Name = script.Convert(tag.Name) })],
        Media = [.. Media.Select(media => media with { Caption = script.ConvertOrNull(media.Caption) })],
    };

    /// <summary>What the article's row says; <see cref="ArticleSummaries"/> reads the rest.</summary>
    internal static Expression<Func<Article, ArticleSummary>> Projection { get; } = article => new ArticleSummary
    {
        Id = article.Id,
        Slug = article.Slug,
        Headline = article.Headline,
        Summary = article.Summary,
        Language = article.Language,
        Converted = false,
        Status = article.Status,
        PublishedAt = article.IsDated ? article.PublishedAt.ToOffset(TimeSpan.FromMinutes(article.PublishedOffsetMinutes)) : null,
        PublishedPrecision = article.IsDated ? article.PublishedPrecision : null,
        UpdatedAt = article.UpdatedAt,
        Version = article.Version,
        Source = article.SourceName == null ? null : new SourceResponse { Name = article.SourceName, Url = article.SourceUrl },
        Authors = article.Authors,
        Tags = new List<TagReference>(),
        Media = new List<MediaResponse>(),
        Schedule = article.PublishAt == null && article.UnpublishAt == null ? null : new ArticleSchedule { PublishAt = article.PublishAt, UnpublishAt = article.UnpublishAt },
        Links = ArticleLinks.Of(article.Id),
        Hash = article.Hash,
    };

    /// <summary>Hash of the article's row, which its version is told by.</summary>
    internal string Hash { get; init; } = "";

    /// <summary>What of it a caller may see: plans are for those who read drafts.</summary>
    internal ArticleSummary For(Caller caller) => Schedule is null || caller.Has(Scopes.DraftsRead) ? this : this with { Schedule = null };
}

/// <summary>What is planned for an article.</summary>
public sealed record ArticleSchedule
{
    /// <summary>When it will be published; null where that is not planned.</summary>
    public required DateTimeOffset? PublishAt { get; init; }

    /// <summary>When it will be a draft again; null where that is not planned.</summary>
    public required DateTimeOffset? UnpublishAt { get; init; }
}

/// <summary>One article, whole.</summary>
public sealed record ArticleResponse : ArticleSummary
{
    /// <summary>What lists show of the article, and the rest of it.</summary>
    [SetsRequiredMembers]
    internal ArticleResponse(ArticleSummary summary, IReadOnlyList<SectionResponse> sections, IReadOnlyList<RelatedNewsResponse> relatedNews)
        : base(summary) => (Sections, RelatedNews) = (sections, relatedNews);

    /// <summary>The text, in reading order.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<SectionResponse> Sections { get; init; }

    /// <summary>Lists of other news printed with the story.</summary>
    [MaxLength(WireLimits.Few)]
    public required IReadOnlyList<RelatedNewsResponse> RelatedNews { get; init; }

    /// <summary>
    /// Reads an article with its sections and lists, as far as they are wanted; null when there is none. Begin a snapshot first, so that
    /// all of it is of one moment.
    /// </summary>
    internal static async Task<ArticleResponse?> ReadOrNullAsync(NewsDbContext db, IQueryable<Article> article, FieldSelection fields, CancellationToken cancel) =>
        await article.AsNoTracking().Select(fields.Prune(ArticleSummary.Projection)).SingleOrDefaultAsync(cancel) is { } row
            ? (await ReadAsync(db, await ArticleSummaries.CompleteAsync(db, [row], fields, cancel), fields, cancel))[0]
            : null;

    /// <summary>What reading an article that was just made would give. It has no related-news lists yet: only later requests give it some.</summary>
    internal static ArticleResponse OfNew(Article article) =>
        new(ArticleSummaries.OfNew(article), [.. article.Sections.OrderBy(section => section.Number).Select(NewSection).Select(section => section with { Article = null })], []);

    /// <summary>Reads the sections and lists of some articles, as far as they are wanted.</summary>
    internal static async Task<IReadOnlyList<ArticleResponse>> ReadAsync(NewsDbContext db, IReadOnlyList<ArticleSummary> summaries, FieldSelection fields, CancellationToken cancel)
    {
        var parts = await ArticleParts.ReadAsync(db, [.. summaries.Select(summary => summary.Id)], fields.OfOrNull("sections"), fields.OfOrNull("relatedNews"), cancel);
        return [.. summaries.Select(summary => new ArticleResponse(summary, parts.SectionsOf(summary.Id) ?? [], parts.RelatedNewsOf(summary.Id) ?? []))];
    }

    // The projection that reads go by, so that nothing can be different.
    private static Func<Section, SectionResponse> NewSection { get; } = SectionResponse.Projection.Compile();

    internal override ArticleSummary ConvertedTo(ScriptConversion script) => ((ArticleResponse)base.ConvertedTo(script)) with
    {
        Sections = [.. Sections.Select(section => section.ConvertedTo(script))],
        RelatedNews = [.. RelatedNews.Select(list => list.ConvertedTo(script))],
    };
}

/// <summary>Who published a story first.</summary>
public sealed record SourceResponse
{
    /// <summary>Name, as `source` filters by it.</summary>
    [StringLength(WireLimits.Line)]
    public required string Name { get; init; }

    /// <summary>Address of the story there; null where unknown.</summary>
    [StringLength(WireLimits.Url)]
    public required string? Url { get; init; }
}

/// <summary>A picture, video or sound.</summary>
public sealed record MediaResponse
{
    /// <summary>What it is.</summary>
    public required MediaType Type { get; init; }

    /// <summary>Text printed with it.</summary>
    [StringLength(WireLimits.Text)]
    public required string? Caption { get; init; }

    /// <summary>Where it is; null where only its caption survived.</summary>
    [StringLength(WireLimits.Url)]
    public required string? Url { get; init; }
}

/// <summary>Where to go on from an article; each a path on this server.</summary>
public sealed record ArticleLinks
{
    /// <summary>The article itself.</summary>
    [StringLength(WireLimits.Path)]
    public required string Self { get; init; }

    /// <summary>The page for readers.</summary>
    [StringLength(WireLimits.Path)]
    public required string Html { get; init; }

    /// <summary>Its sections.</summary>
    [StringLength(WireLimits.Path)]
    public required string Sections { get; init; }

    /// <summary>Its related news.</summary>
    [StringLength(WireLimits.Path)]
    public required string RelatedNews { get; init; }

    /// <summary>Where it came from.</summary>
    [StringLength(WireLimits.Path)]
    public required string Provenance { get; init; }

    /// <summary>What was changed when.</summary>
    [StringLength(WireLimits.Path)]
    public required string Revisions { get; init; }

    /// <summary>The path of the page for readers by the article's name, percent-encoded: what the page itself says it is called.</summary>
    internal static string PageOf(string slug) => $"/articles/{Uri.EscapeDataString(slug)}";

    internal static ArticleLinks Of(long id) => new()
    {
        Self = $"/api/v1/articles/{id}",
        Html = $"/articles/{id}",
        Sections = $"/api/v1/articles/{id}/sections",
        RelatedNews = $"/api/v1/articles/{id}/related-news",
        Provenance = $"/api/v1/articles/{id}/provenance",
        Revisions = $"/api/v1/articles/{id}/revisions",
    };
}
