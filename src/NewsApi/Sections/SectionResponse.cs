using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Scripts;

namespace NewsApi.Sections;

/// <summary>A part of an article under one heading.</summary>
[ReadsAlways(nameof(Language))]
public sealed record SectionResponse : IShownInScript
{
    /// <summary>Number of the section across all articles.</summary>
    public required long Id { get; init; }

    /// <summary>Place in the article, counted from 1.</summary>
    [Range(1, WireLimits.Many)]
    public required int Number { get; init; }

    /// <summary>Name of the section within its article's addresses.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Anchor { get; init; }

    /// <summary>What it is about: a slug of `/api/v1/section-kinds`.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Kind { get; init; }

    /// <summary>Heading as printed; null for the lead.</summary>
    [StringLength(WireLimits.Line)]
    public required string? Heading { get; init; }

    /// <summary>Who the heading says it speaks for; null where it says nobody.</summary>
    [StringLength(WireLimits.Line)]
    public required string? Speaker { get; init; }

    /// <summary>Language of the text (BCP 47).</summary>
    [StringLength(WireLimits.Language)]
    public required string Language { get; init; }

    /// <summary>Whether the text was converted to the script that was asked for.</summary>
    public required bool Converted { get; init; }

    /// <summary>The article it is part of; only where sections stand outside of one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ArticleReference? Article { get; init; }

    /// <summary>The text, in reading order.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<BlockResponse> Blocks { get; init; }

    IEnumerable<string> IShownInScript.Languages => [Language];

    IShownInScript IShownInScript.In(ScriptConversion script) => script.Applies(Language) ? ConvertedTo(script) : this;

    /// <summary>The same in another script; names in addresses stay.</summary>
    internal SectionResponse ConvertedTo(ScriptConversion script) => this with
    {
        Heading = script.ConvertOrNull(Heading),
        Speaker = script.ConvertOrNull(Speaker),
        Language = script.Language,
        Converted = true,
        Article = Article is null ? null : Article with { Headline = script.Convert(Article.Headline) },
        Blocks = [.. Blocks.Select(block => block.ConvertedTo(script))],
    };

    internal static Expression<Func<Section, SectionResponse>> Projection { get; } = section => new SectionResponse
    {
        Id = section.Id,
        Number = section.Number,
        Anchor = section.Anchor,
        Kind = section.KindSlug,
        Heading = section.Heading,
        Speaker = section.Speaker,
        Language = section.Article!.Language,
        Converted = false,
        Article = new ArticleReference
        {
            Id = section.ArticleId,
            Slug = section.Article.Slug,
            Headline = section.Article.Headline,
            PublishedAt = section.Article.IsDated ? section.Article.PublishedAt.ToOffset(TimeSpan.FromMinutes(section.Article.PublishedOffsetMinutes)) : null,
        },
        Blocks = section.Blocks.OrderBy(block => block.Number).Select(block => BlockResponse.Of(block)).ToList(),
    };
}

/// <summary>As much of an article as its parts show.</summary>
public sealed record ArticleReference
{
    /// <summary>Number of the article.</summary>
    public required long Id { get; init; }

    /// <summary>Readable name in addresses.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Slug { get; init; }

    /// <summary>Headline as printed.</summary>
    [StringLength(WireLimits.Line)]
    public required string Headline { get; init; }

    /// <summary>When the story appeared, with the offset of the zone it was printed in; null only for a draft without a date.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }
}
