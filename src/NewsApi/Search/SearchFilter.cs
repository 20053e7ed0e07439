using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Articles;
using NewsApi.Http;
using NewsApi.Site;

namespace NewsApi.Search;

/// <summary>What is searched for, and among which articles.</summary>
public sealed record SearchFilter
{
    /// <summary>Words in headline, summary, headings or text, in either script and any width. All are wanted; `"…"` finds them one after the other, `-word` excludes, `OR` stands between alternatives. Anything else is text.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>Only articles with a section of this kind: a slug of `/api/v1/section-kinds`.</summary>
    /// <example>demands</example>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Only articles with this tag, by slug or another of its names in addresses. Given several times, the article must have all of them. An unknown tag has no articles.</summary>
    [FromQuery(Name = "tag")]
    public string[]? Tag { get; init; }

    /// <summary>Only articles of this source, by its exact name, in either script. An unknown source has no articles.</summary>
    /// <example>NewsApi seed</example>
    [FromQuery(Name = "source")]
    public string? Source { get; init; }

    /// <summary>Only articles in this language (BCP 47). `zh` takes both scripts.</summary>
    /// <example>zh-Hant</example>
    [FromQuery(Name = "language")]
    public string? Language { get; init; }

    /// <summary>Only stories that appeared then or later: a day in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "from")]
    public DayOrInstant? From { get; init; }

    /// <summary>Only stories that appeared then or earlier: a day (all of it) in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "to")]
    public DayOrInstant? To { get; init; }

    /// <summary>The same as a filter of the list of articles.</summary>
    internal ArticleFilter OfArticles() => new() { Q = Q, Kind = Kind, Tag = Tag, Source = Source, Language = Language, From = From, To = To };
}

internal sealed class SearchFilterValidator : AbstractValidator<SearchFilter>
{
    public SearchFilterValidator(SiteTime time)
    {
        RuleFor(filter => filter.Q).NotNull().WithMessage("must be given: the words to search for");
        RuleFor(filter => filter).FiltersArticles(new ArticleFilterValidator(time), filter => filter.OfArticles());
    }
}
