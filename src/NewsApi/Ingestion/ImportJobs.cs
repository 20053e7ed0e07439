using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Ingestion;

/// <summary>
/// Imports that go on behind their request. Each part of a document is stored in one transaction with the job's progress, so that a job
/// taken up again, by this node or another one, goes on where the last part ended.
/// </summary>
public sealed class ImportJobs(NewsDbContext db, TimeProvider clock)
{
    // Others may write between two parts; the job's own overhead, a few rows, is small against this many stories.
    private const int PartSize = 50;

    private const int MaxAttempts = 3;

    /// <summary>How long jobs that ended can be looked at.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How long a node that crashed is waited for. One that works says so several times as often.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    /// <summary>Keeps a document to be imported.</summary>
    internal async Task<ImportJob> EnqueueAsync(ImportedDocument document, bool isPublic, bool isDry, Signature signature, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        var now = clock.GetUtcNow();
        var oldest = now - Kept;
        await db.ImportJobs.Where(job => job.FinishedAt != null && job.FinishedAt < oldest).ExecuteDeleteAsync(cancel);
        var job = new ImportJob
        {
            Document = document.Name,
            MediaType = document.MediaType,
            Charset = document.Charset,
            SourceName = document.SourceName,
            Zone = document.Zone?.Id,
            IsPublic = isPublic,
            IsDry = isDry,
            By = signature.By,
            Identity = signature.Identity,
            CreatedAt = now,
            Original = new ImportJobDocument { Bytes = document.Bytes },
        };
        db.ImportJobs.Add(job);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return job;
    }

    /// <summary>Stops a job, unless it has ended; what it stored stays.</summary>
    internal async Task CancelAsync(long id, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        if (await db.ImportJobs.SingleOrDefaultAsync(job => job.Id == id && job.FinishedAt == null, cancel) is { } job)
        {
            await EndAsync(job, ImportState.Cancelled, null, cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>Takes up the oldest job that nobody has; null when there is none.</summary>
    internal async Task<long?> TakeUpOrNullAsync(CancellationToken cancel)
    {
        // A look first: the turn to write is for those who write.
        var now = clock.GetUtcNow();
        var waiting = db.ImportJobs.Where(job => job.FinishedAt == null && (job.LeasedUntil == null || job.LeasedUntil < now)).OrderBy(job => job.Id);
        if (!await waiting.AnyAsync(cancel))
        {
            return null;
        }

        await using var transaction = await db.BeginWriteAsync(cancel);
        if (await waiting.FirstOrDefaultAsync(cancel) is not { } job)
        {
            return null;
        }

        if (job.Attempts >= MaxAttempts)
        {
            await EndAsync(job, ImportState.Failed, $"It was begun {MaxAttempts} times and stopped each time; the log of the server says why.", cancel);
            await transaction.CommitAsync(cancel);
            return await TakeUpOrNullAsync(cancel);
        }

        job.State = ImportState.Running;
        job.StartedAt ??= now;
        job.LeasedUntil = now + Lease;
        job.Attempts++;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return job.Id;
    }

    /// <summary>Reads the document of a job that was taken up.</summary>
    /// <exception cref="UnreadableDocumentException">It is nothing that can be read.</exception>
    internal async Task<ReadDocument> ReadAsync(long id, Importer importer, CancellationToken cancel)
    {
        var job = await db.ImportJobs.AsNoTracking().SingleAsync(job => job.Id == id, cancel);
        var bytes = await db.ImportJobDocuments.Where(document => document.JobId == id).Select(document => document.Bytes).SingleAsync(cancel);
        var zone = job.Zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(job.Zone);
        return importer.Read(new ImportedDocument(job.Document, job.MediaType, bytes, job.SourceName, job.Charset, zone));
    }

    /// <summary>Stores the next stories of a document.</summary>
    /// <returns>Whether there is more to do.</returns>
    internal async Task<bool> StorePartAsync(long id, ReadDocument document, ArticleImport import, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        var running = db.ImportJobs.Where(job => job.Id == id && job.FinishedAt == null);
        if (await running.AsNoTracking().SingleOrDefaultAsync(cancel) is not { Done: var start } asked)
        {
            return false;
        }

        var part = start..Math.Min(start + PartSize, document.Stories.Count);
        var outcomes = await import.StoreAsync(document, part, asked.IsPublic, asked.IsDry, new Signature(asked.By, null, asked.Identity), cancel);

        // The newsroom forgets what it had in hand, so the job is fetched behind it.
        var job = await running.SingleAsync(cancel);
        if (outcomes.Count > 0)
        {
            db.ImportJobParts.Add(new ImportJobPart { JobId = id, Start = start, Articles = JsonSerializer.Serialize(outcomes, WireJson.Options) });
        }

        job.Total = document.Stories.Count;
        job.Reading ??= JsonSerializer.Serialize(ImportReport.Of(document, [], job.IsDry), WireJson.Options);
        job.Done = start + outcomes.Count;
        job.Attempts = 0;
        job.LeasedUntil = clock.GetUtcNow() + Lease;
        await db.SaveChangesAsync(cancel);
        var hasMore = job.Done < job.Total;
        if (!hasMore)
        {
            await EndAsync(job, ImportState.Succeeded, null, cancel);
        }

        await transaction.CommitAsync(cancel);
        return hasMore;
    }

    /// <summary>Ends a job whose document can't be read.</summary>
    internal async Task FailAsync(long id, string problem, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        if (await db.ImportJobs.SingleOrDefaultAsync(job => job.Id == id && job.FinishedAt == null, cancel) is { } job)
        {
            await EndAsync(job, ImportState.Failed, problem, cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>Says that a job is still being worked on.</summary>
    internal Task HoldAsync(long id, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + Lease;
        return db.ImportJobs.Where(job => job.Id == id && job.FinishedAt == null).ExecuteUpdateAsync(job => job.SetProperty(j => j.LeasedUntil, until), cancel);
    }

    /// <summary>Lets go of a job, so that whoever comes next need not wait for the lease to end.</summary>
    internal Task LetGoAsync(long id, CancellationToken cancel) =>
        db.ImportJobs.Where(job => job.Id == id && job.FinishedAt == null)
            .ExecuteUpdateAsync(job => job.SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null).SetProperty(j => j.Attempts, 0), cancel);

    private async Task EndAsync(ImportJob job, ImportState state, string? problem, CancellationToken cancel)
    {
        job.State = state;
        job.Problem = problem;
        job.FinishedAt = clock.GetUtcNow();
        job.LeasedUntil = null;
        await db.SaveChangesAsync(cancel);
        await db.ImportJobDocuments.Where(document => document.JobId == job.Id).ExecuteDeleteAsync(cancel);
    }
}
