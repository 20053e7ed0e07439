using System.ComponentModel.DataAnnotations;
using FluentValidation;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>A tag as it is written.</summary>
public sealed record TagInput
{
    /// <summary>Its name as shown.</summary>
    [StringLength(WireLimits.Slug, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required TagType Type { get; init; }

    /// <summary>Its name in addresses. Where absent, a new tag gets one from its name, and one that is changed keeps its own.</summary>
    [StringLength(WireLimits.Slug)]
    public string? Slug { get; init; }

    /// <summary>Other names that lead to it. Slugs it once had stay among them, given or not.</summary>
    [MaxLength(WireLimits.Few)]
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>The tag as it could be written again. Slugs it once had stay anyway.</summary>
    internal static TagInput Of(Tag tag) => new()
    {
        Name = tag.Name,
        Type = tag.Type,
        Slug = tag.Slug,
        Aliases = [.. tag.Aliases.Where(alias => !alias.IsFormerSlug && alias.Name != tag.Name).OrderBy(alias => alias.Slug, StringComparer.Ordinal).Select(alias => alias.Name)],
    };
}

internal sealed class TagInputValidator : AbstractValidator<TagInput>
{
    public TagInputValidator()
    {
        RuleFor(tag => tag.Name).IsTagName();
        RuleFor(tag => tag.Slug).IsSlugToBe();
        RuleFor(tag => tag.Aliases).HasAtMost(WireLimits.Few);
        RuleForEach(tag => tag.Aliases).IsTagName();
    }
}
