using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.Site;

namespace NewsApi.Access;

/// <summary>Who did what, for administrators.</summary>
[ApiController, Needs(Scopes.Admin), Route("api/v1/audit"), Tags("Keys")]
public sealed class AuditController(NewsDbContext db) : ControllerBase
{
    private static readonly ListOrder<AuditEntry> NewestFirst = new ListOrder<AuditEntry>().Descending(entry => entry.At).Descending(entry => entry.Id);

    /// <summary>Lists who did what.</summary>
    /// <remarks>The newest first. An entry is written together with what it tells, so that there is never one without the other.</remarks>
    [HttpGet(Name = "listAudit")]
    public Task<Page<AuditEntryResponse>> List(
        [FromQuery] AuditFilter filter, [FromQuery] PageRequest page, [FromServices] SiteTime time, CancellationToken cancel) =>
        filter.Apply(db.AuditEntries, time.Zone).ToPageAsync(NewestFirst, page, CursorScope.Of(Request), Request.Wanted(AuditEntryResponse.Projection), cancel);
}

/// <summary>Something somebody did.</summary>
public sealed record AuditEntryResponse
{
    /// <summary>Number of the entry.</summary>
    public required long Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: the name of a key or token, or of what the server did on its own.</summary>
    [StringLength(WireLimits.Line)]
    public required string By { get; init; }

    /// <summary>What, such as `key.created`.</summary>
    [StringLength(WireLimits.Line)]
    public required string Action { get; init; }

    /// <summary>To what, such as `key/1`.</summary>
    [StringLength(WireLimits.Line)]
    public required string Target { get; init; }

    /// <summary>More in a few words; null where there is no more to say.</summary>
    [StringLength(WireLimits.Text)]
    public required string? Detail { get; init; }

    internal static Expression<Func<AuditEntry, AuditEntryResponse>> Projection { get; } = entry => new AuditEntryResponse
    {
        Id = entry.Id,
        At = entry.At,
        By = entry.By,
        Action = entry.Action,
        Target = entry.Target,
        Detail = entry.Detail,
    };
}
