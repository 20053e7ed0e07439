using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Scripts;
using NewsApi.Site;

namespace NewsApi.Sections;

/// <summary>Which sections are wanted.</summary>
public sealed record SectionFilter
{
    /// <summary>Only sections with these words in heading or text, in either script. Words are all wanted; `"…"` finds them one after the other, `-word` excludes, `OR` stands between alternatives.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>Only sections of this kind: a slug of `/api/v1/section-kinds`.</summary>
    /// <example>demands</example>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Only sections that speak for this person or side, by the exact name in their heading, in either script.</summary>
    /// <example>澤連斯基</example>
    [FromQuery(Name = "speaker")]
    public string? Speaker { get; init; }

    /// <summary>Only sections of articles with this tag, by slug or another of its names in addresses. Given several times, the article must have all of them.</summary>
    [FromQuery(Name = "tag")]
    public string[]? Tag { get; init; }

    /// <summary>Only sections of stories that appeared then or later: a day in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "from")]
    public DayOrInstant? From { get; init; }

    /// <summary>Only sections of stories that appeared then or earlier: a day (all of it) in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "to")]
    public DayOrInstant? To { get; init; }

    /// <summary>The rows that pass.</summary>
    internal IQueryable<Section> Apply(IQueryable<Section> sections, TimeZoneInfo zone)
    {
        if (Kind is not null)
        {
            sections = sections.Where(section => section.KindSlug == Kind);
        }

        if (Speaker is not null)
        {
            var names = ScriptConversion.Variants(Speaker);
            sections = sections.Where(section => names.Contains(section.Speaker));
        }

        foreach (var slug in (Tag ?? []).Select(SlugOrId.Normalise))
        {
            sections = sections.Where(section => section.Article!.Tags.Any(tag => tag.Slug == slug || tag.Aliases.Any(alias => alias.Slug == slug)));
        }

        if (From?.Start(zone) is { } start)
        {
            sections = sections.Where(section => section.PublishedAt >= start);
        }

        return To?.Last(zone) is { } last ? sections.Where(section => section.PublishedAt <= last) : sections;
    }

    /// <summary>What the index knows of it.</summary>
    internal IndexFilter InIndex() => new(Kind is null ? [] : [SearchTerms.Kind(Kind)], IsPublic: true);
}

internal sealed class SectionFilterValidator : AbstractValidator<SectionFilter>
{
    public SectionFilterValidator(SiteTime time)
    {
        RuleFor(filter => filter.Q).IsSearchQuery();
        RuleFor(filter => filter.Kind).IsSectionKind();
        RuleFor(filter => filter.Speaker).IsLine();
        RuleForEach(filter => filter.Tag).IsSlug();
        RuleFor(filter => filter.Tag).Must(tags => tags is null || tags.Length <= 10).WithMessage("may be given 10 times at most");
        RuleFor(filter => filter.To).IsNotBefore(filter => filter.From, time);
    }
}
