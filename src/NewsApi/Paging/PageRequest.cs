using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace NewsApi.Paging;

/// <summary>Which page of a list is wanted.</summary>
public sealed record PageRequest
{
    /// <summary>Most items a page can have.</summary>
    public const int MaxLimit = 100;

    /// <summary>How many items at most, from 1 to 100.</summary>
    [FromQuery(Name = "limit")]
    public int Limit { get; init; } = 20;

    /// <summary>Where to go on: <c>nextCursor</c> of the page before, asked with the same filters and the same order. The example is the start of any list.</summary>
    [FromQuery(Name = "cursor")]
    public Cursor? Cursor { get; init; }

    /// <summary>Whether to count the whole list (up to 10,000) as well.</summary>
    [FromQuery(Name = "total")]
    public bool Total { get; init; }
}

internal sealed class PageRequestValidator : AbstractValidator<PageRequest>
{
    public PageRequestValidator() =>
        RuleFor(page => page.Limit).InclusiveBetween(1, PageRequest.MaxLimit).WithMessage($"must be a whole number from 1 to {PageRequest.MaxLimit}");
}
