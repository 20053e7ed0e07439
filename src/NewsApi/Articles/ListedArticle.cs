using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Persistence;
using NewsApi.RelatedNews;
using NewsApi.Scripts;
using NewsApi.Sections;

namespace NewsApi.Articles;

/// <summary>An article in a list.</summary>
public record ListedArticle : ArticleSummary
{
    /// <summary>A summary with the parts that were read.</summary>
    [SetsRequiredMembers]
    internal ListedArticle(ArticleSummary summary, ArticleParts parts)
        : base(summary) => (Sections, RelatedNews) = (parts.SectionsOf(summary.Id), parts.RelatedNewsOf(summary.Id));

    /// <summary>The text, in reading order; only where `include` or `fields` names it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(WireLimits.Many), Included]
    public IReadOnlyList<SectionResponse>? Sections { get; init; }

    /// <summary>Lists of other news printed with the story; only where `include` or `fields` names them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(WireLimits.Few), Included]
    public IReadOnlyList<RelatedNewsResponse>? RelatedNews { get; init; }

    /// <summary>Whether a list is asked for parts of its articles.</summary>
    internal static bool HasParts(FieldSelection fields) => fields.NamedOrNull("sections") is not null || fields.NamedOrNull("relatedNews") is not null;

    /// <summary>Reads the parts that a list is asked for. Begin a snapshot first, so that all of it is of one moment.</summary>
    internal static Task<ArticleParts> PartsAsync(NewsDbContext db, IEnumerable<ArticleSummary> articles, FieldSelection fields, CancellationToken cancel) =>
        ArticleParts.ReadAsync(db, [.. articles.Select(article => article.Id)], fields.NamedOrNull("sections"), fields.NamedOrNull("relatedNews"), cancel);

    /// <inheritdoc/>
    internal override ArticleSummary ConvertedTo(ScriptConversion script) => ((ListedArticle)base.ConvertedTo(script)) with
    {
        Sections = Sections is null ? null : [.. Sections.Select(section => section.ConvertedTo(script))],
        RelatedNews = RelatedNews is null ? null : [.. RelatedNews.Select(list => list.ConvertedTo(script))],
    };
}
