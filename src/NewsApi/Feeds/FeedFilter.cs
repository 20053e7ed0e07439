using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Articles;
using NewsApi.Paging;
using NewsApi.Site;

namespace NewsApi.Feeds;

/// <summary>Which stories a feed has.</summary>
public sealed record FeedFilter
{
    /// <summary>Only stories with these words in headline, summary, headings or text, in either script.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>Only stories with a section of this kind: a slug of `/api/v1/section-kinds`.</summary>
    /// <example>demands</example>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Only stories with this tag. Given several times, the story must have all of them.</summary>
    [FromQuery(Name = "tag")]
    public string[]? Tag { get; init; }

    /// <summary>The same as a filter of the list of articles.</summary>
    internal ArticleFilter OfArticles() => new() { Q = Q, Kind = Kind, Tag = Tag };
}

internal sealed class FeedFilterValidator : AbstractValidator<FeedFilter>
{
    public FeedFilterValidator(SiteTime time) => RuleFor(filter => filter).FiltersArticles(new ArticleFilterValidator(time), filter => filter.OfArticles());
}

/// <summary>Which page of a feed is wanted.</summary>
public sealed record FeedPageRequest
{
    /// <summary>How many stories at most, from 1 to 100.</summary>
    [FromQuery(Name = "limit")]
    public int Limit { get; init; } = 20;

    /// <summary>Where to go on: part of the link to the next page.</summary>
    [FromQuery(Name = "cursor")]
    public Cursor? Cursor { get; init; }

    internal PageRequest OfArticles() => new() { Limit = Limit, Cursor = Cursor };
}

internal sealed class FeedPageRequestValidator : AbstractValidator<FeedPageRequest>
{
    public FeedPageRequestValidator() =>
        RuleFor(page => page.Limit).InclusiveBetween(1, PageRequest.MaxLimit).WithMessage($"must be a whole number from 1 to {PageRequest.MaxLimit}");
}
