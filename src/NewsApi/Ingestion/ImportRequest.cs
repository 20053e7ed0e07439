using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Http;

namespace NewsApi.Ingestion;

/// <summary>How a document is to be imported.</summary>
public sealed record ImportRequest
{
    /// <summary>Whether to tell what would be done, and store nothing.</summary>
    /// <example>true</example>
    [FromQuery(Name = "dryRun")]
    public bool? DryRun { get; init; }

    /// <summary>Whether everybody shall see the articles at once, which needs the scope `articles:publish` as well. Otherwise new ones are drafts.</summary>
    /// <example>false</example>
    [FromQuery(Name = "publish")]
    public bool? Publish { get; init; }

    /// <summary>Who published it; where absent, what the document says.</summary>
    /// <example>中央通訊社</example>
    [FromQuery(Name = "source")]
    public string? Source { get; init; }

    /// <summary>Time zone (IANA) of times that name none; where absent, the site's.</summary>
    /// <example>Asia/Taipei</example>
    [FromQuery(Name = "zone")]
    public string? Zone { get; init; }
}

internal sealed class ImportRequestValidator : AbstractValidator<ImportRequest>
{
    public ImportRequestValidator()
    {
        RuleFor(request => request.Source).IsPlainLine(WireLimits.Line);
        RuleFor(request => request.Zone).Must(zone => zone is null || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).WithMessage("must be an IANA time zone such as Asia/Taipei");
    }
}
