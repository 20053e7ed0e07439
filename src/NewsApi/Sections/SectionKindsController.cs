using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Http;
using NewsApi.Http.Fields;
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
        db.SectionKinds.ToPageAsync(ByPosition, page, CursorScope.Of(Request), Request.Wanted(SectionKindResponse.Projection), cancel);

    /// <summary>Shows one thing that sections can be about.</summary>
    /// <remarks>Its names and what belongs under it, with how much there is of it.</remarks>
    /// <param name="slug" example="demands">The kind's slug.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{slug}", Name = "getSectionKind")]
    [ProducesResponseType<SectionKindResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<SectionKindResponse>> Get(string slug, CancellationToken cancel)
    {
        var name = SlugOrId.Normalise(slug);
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await db.SectionKinds.Where(kind => kind.Slug == name).Select(kind => new { kind.Version, kind.Hash }).SingleOrDefaultAsync(cancel) is not { } present)
        {
            return ApiProblems.NotFound("slug", "No section kind has this slug; /api/v1/section-kinds lists them.");
        }

        EntityVersion.Set(Response, present.Version, present.Hash);
        return await db.SectionKinds.Where(kind => kind.Slug == name).AsNoTracking().Select(Request.Wanted(SectionKindResponse.Projection)).SingleAsync(cancel);
    }
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

    /// <summary>Its place in the vocabulary.</summary>
    [Range(0, int.MaxValue)]
    public required int Position { get; init; }

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
        Position = kind.Position,
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
