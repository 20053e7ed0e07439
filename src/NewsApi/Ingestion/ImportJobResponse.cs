using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Ingestion;

/// <summary>An import that goes on behind its request, in a list.</summary>
public record ImportJobSummary
{
    /// <summary>Number of the import.</summary>
    public required long Id { get; init; }

    /// <summary>How far it is.</summary>
    public required ImportState State { get; init; }

    /// <summary>Where the document is from, or `upload`.</summary>
    [StringLength(WireLimits.Url)]
    public required string Document { get; init; }

    /// <summary>Whether nothing is stored.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Whether everybody sees new articles at once.</summary>
    public required bool Publish { get; init; }

    /// <summary>When the document came.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was first taken up; null while it waits.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, however it did; null before. It can be looked at for seven days from then on.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Stories dealt with.</summary>
    public required int Done { get; init; }

    /// <summary>Stories in the document; null before it is read.</summary>
    public required int? Total { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    [StringLength(WireLimits.Text)]
    public required string? Problem { get; init; }

    internal static Expression<Func<ImportJob, ImportJobSummary>> Projection { get; } = job => new ImportJobSummary
    {
        Id = job.Id,
        State = job.State,
        Document = job.Document,
        DryRun = job.IsDry,
        Publish = job.IsPublic,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        Done = job.Done,
        Total = job.Total,
        Problem = job.Problem,
    };

    /// <summary>The same of a job at hand; compiled once, not for each request.</summary>
    internal static Func<ImportJob, ImportJobSummary> Of { get; } = Projection.Compile();
}

/// <summary>An import that goes on behind its request, with its report as far as it is.</summary>
public sealed record ImportJobResponse : ImportJobSummary
{
    /// <summary>What became of the stories that are dealt with, and of the document as a whole; null before the document is read.</summary>
    public required ImportReport? Report { get; init; }

    /// <summary>An import with its report.</summary>
    [SetsRequiredMembers]
    private ImportJobResponse(ImportJobSummary job, ImportReport? report)
        : base(job) => Report = report;

    internal static async Task<ImportJobResponse?> ReadOrNullAsync(NewsDbContext db, IQueryable<ImportJob> jobs, FieldSelection fields, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await jobs.AsNoTracking().Select(fields.Prune(Projection)).SingleOrDefaultAsync(cancel) is not { } job)
        {
            return null;
        }

        if (!fields.Has("report") || await jobs.AsNoTracking().Select(read => read.Reading).SingleAsync(cancel) is not { } reading)
        {
            return new ImportJobResponse(job, null);
        }

        var parts = await jobs.AsNoTracking().SelectMany(read => read.Parts).OrderBy(part => part.Start).Select(part => part.Articles).ToListAsync(cancel);
        return new ImportJobResponse(job, Read<ImportReport>(reading) with { Articles = [.. parts.SelectMany(Read<List<ImportedArticle>>)] });
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, WireJson.Options)!;
}
