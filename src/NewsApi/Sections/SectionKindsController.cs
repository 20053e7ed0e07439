using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Sections;

/// <summary>The vocabulary of what sections are about.</summary>
[ApiController, Route("api/v1/section-kinds"), Tags("Sections")]
public sealed class SectionKindsController(NewsDbContext db) : ControllerBase
{
    private static readonly ListOrder<SectionKind> ByPosition =
        new ListOrder<SectionKind>().Ascending(kind => kind.Position).Ascending(kind => kind.Slug);

    /// <summary>Lists what sections can be about.</summary>
    /// <remarks>A closed vocabulary, in its own order, with how much there is of each kind.</remarks>
    [HttpGet(Name = "listSectionKinds")]
    public Task<Page<SectionKindResponse>> List([FromQuery] PageRequest page, CancellationToken cancel) =>
        db.SectionKinds.ToPageAsync(ByPosition, page, CursorScope.Of(Request), SectionKindResponse.Projection, cancel);
}

/// <summary>What a section can be about.</summary>
public sealed record SectionKindResponse
{
    /// <summary>Its name in filters and in `kind`.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Slug { get; init; }

    /// <summary>Its name for people.</summary>
    public required SectionKindNames Names { get; init; }

    /// <summary>What belongs under it.</summary>
    [StringLength(WireLimits.Line)]
    public required string Description { get; init; }

    /// <summary>How many sections are of this kind.</summary>
    [Range(0, int.MaxValue)]
    public required int SectionCount { get; init; }

    /// <summary>How many articles have one.</summary>
    [Range(0, int.MaxValue)]
    public required int ArticleCount { get; init; }

    internal static Expression<Func<SectionKind, SectionKindResponse>> Projection { get; } = kind => new SectionKindResponse
    {
        Slug = kind.Slug,
        Names = new SectionKindNames { Traditional = kind.NameHant, Simplified = kind.NameHans, English = kind.NameEn },
        Description = kind.Description,
        SectionCount = kind.Sections.Count,
        ArticleCount = kind.Sections.Select(section => section.ArticleId).Distinct().Count(),
    };
}

/// <summary>The name of a section kind in each language.</summary>
public sealed record SectionKindNames
{
    /// <summary>In Traditional characters.</summary>
    [JsonPropertyName("zh-Hant"), StringLength(WireLimits.Line)]
    public required string Traditional { get; init; }

    /// <summary>In Simplified characters.</summary>
    [JsonPropertyName("zh-Hans"), StringLength(WireLimits.Line)]
    public required string Simplified { get; init; }

    /// <summary>In English.</summary>
    [JsonPropertyName("en"), StringLength(WireLimits.Line)]
    public required string English { get; init; }
}
