using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Site;

namespace NewsApi.Access;

/// <summary>Which entries of the audit are wanted.</summary>
public sealed record AuditFilter
{
    /// <summary>Only what somebody of this name did.</summary>
    [FromQuery(Name = "by")]
    public string? By { get; init; }

    /// <summary>Only what is called this, such as `key.created`.</summary>
    /// <example>key.created</example>
    [FromQuery(Name = "action")]
    public string? Action { get; init; }

    /// <summary>Only what was done then or later: a day in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "from")]
    public DayOrInstant? From { get; init; }

    /// <summary>Only what was done then or earlier: a day (all of it) in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "to")]
    public DayOrInstant? To { get; init; }

    /// <summary>The rows that pass.</summary>
    internal IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries, TimeZoneInfo zone)
    {
        if (By is not null)
        {
            entries = entries.Where(entry => entry.By == By);
        }

        if (Action is not null)
        {
            entries = entries.Where(entry => entry.Action == Action);
        }

        if (From?.Start(zone) is { } start)
        {
            entries = entries.Where(entry => entry.At >= start);
        }

        return To?.Last(zone) is { } last ? entries.Where(entry => entry.At <= last) : entries;
    }
}

internal sealed class AuditFilterValidator : AbstractValidator<AuditFilter>
{
    public AuditFilterValidator(SiteTime time)
    {
        RuleFor(filter => filter.By).IsLine();
        RuleFor(filter => filter.Action).IsLine();
        RuleFor(filter => filter.To).IsNotBefore(filter => filter.From, time);
    }
}
