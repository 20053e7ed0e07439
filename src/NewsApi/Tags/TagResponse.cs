using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Scripts;

namespace NewsApi.Tags;

/// <summary>A tag, as articles show it.</summary>
public record TagReference
{
    /// <summary>Its name in addresses and filters.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Slug { get; init; }

    /// <summary>Its name as shown.</summary>
    [StringLength(WireLimits.Line)]
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required TagType Type { get; init; }
}

/// <summary>A tag, with how much there is under it.</summary>
[ReadsAlways(nameof(Name))]
public sealed record TagResponse : TagReference, IShownInScript
{
    /// <summary>Other names that lead to it, slugs it once had among them; as they were given, in either script.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>How many articles carry it.</summary>
    [Range(0, int.MaxValue)]
    public required int ArticleCount { get; init; }

    /// <summary>Whether the name was converted to the script that was asked for.</summary>
    public required bool Converted { get; init; }

    /// <summary>Language its name was converted to; what it is stored in, no tag says.</summary>
    internal string? Language { get; init; }

    IEnumerable<string> IShownInScript.Languages => Language is null ? [] : [Language];

    IShownInScript IShownInScript.In(ScriptConversion script) =>
        script.Convert(Name) is var name && name != Name ? this with { Name = name, Converted = true, Language = script.Language } : this;

    internal static Expression<Func<Tag, TagResponse>> Projection { get; } = tag => new TagResponse
    {
        Slug = tag.Slug,
        Name = tag.Name,
        Type = tag.Type,
        Aliases = tag.Aliases.Where(alias => alias.Name != tag.Name).OrderBy(alias => alias.Slug).Select(alias => alias.Name == TagAlias.NameOfFormerSlug ? alias.Slug : alias.Name).ToList(),
        ArticleCount = tag.Articles.Count,
        Converted = false,
    };
}
