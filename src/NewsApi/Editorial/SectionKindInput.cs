using System.ComponentModel.DataAnnotations;
using FluentValidation;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Sections;

namespace NewsApi.Editorial;

/// <summary>A section kind as it is written.</summary>
public sealed record SectionKindInput
{
    /// <summary>Largest place in the vocabulary.</summary>
    internal const int MaxPosition = 1_000_000;

    /// <summary>Its name in filters and in `kind`; it never changes.</summary>
    [StringLength(WireLimits.Slug, MinimumLength = 1)]
    public required string Slug { get; init; }

    /// <summary>Its name for people.</summary>
    public required SectionKindNames Names { get; init; }

    /// <summary>What belongs under it.</summary>
    [StringLength(WireLimits.Line, MinimumLength = 1)]
    public required string Description { get; init; }

    /// <summary>Place in the vocabulary. Where absent, a new kind comes last, and one that is changed keeps its own.</summary>
    [Range(0, MaxPosition)]
    public int? Position { get; init; }

    /// <summary>The kind as it could be written again.</summary>
    internal static SectionKindInput Of(SectionKind kind) => new()
    {
        Slug = kind.Slug,
        Names = new SectionKindNames { Traditional = kind.NameHant, Simplified = kind.NameHans, English = kind.NameEn },
        Description = kind.Description,
        Position = kind.Position,
    };
}

internal sealed class SectionKindInputValidator : AbstractValidator<SectionKindInput>
{
    public SectionKindInputValidator()
    {
        RuleFor(kind => kind.Slug).IsSlugToBe();
        RuleFor(kind => kind.Names).ChildRules(names =>
        {
            names.RuleFor(name => name.Traditional).IsPlainLine(WireLimits.Line);
            names.RuleFor(name => name.Simplified).IsPlainLine(WireLimits.Line);
            names.RuleFor(name => name.English).IsPlainLine(WireLimits.Line);
        });
        RuleFor(kind => kind.Description).IsPlainLine(WireLimits.Line);
        RuleFor(kind => kind.Position).InclusiveBetween(0, SectionKindInput.MaxPosition).WithMessage($"must be 0 to {SectionKindInput.MaxPosition}");
    }
}
