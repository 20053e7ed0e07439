using NewsApi.Importing;

namespace NewsApi.Ingestion;

/// <summary>Imports what waits, one document after the other.</summary>
internal sealed partial class ImportWorker(IServiceScopeFactory scopes, Importer importer, ImportSignal signal, TimeProvider clock, ILogger<ImportWorker> logger) : BackgroundService
{
    // Jobs may come from other nodes, or be left by one that crashed.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await InScopeAsync((jobs, _) => jobs.TakeUpOrNullAsync(stoppingToken)) is { } id)
                {
                    await ImportAsync(id, stoppingToken);
                    continue;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The store is away, or the job is worth another try: its lease ends.
                Log.Failed(logger, exception);
            }

            using var sleep = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(signal.WaitAsync(sleep.Token), Task.Delay(LongestSleep, clock, sleep.Token));
            await sleep.CancelAsync();
        }
    }

    private async Task ImportAsync(long id, CancellationToken stop)
    {
        try
        {
            var document = await ReadAsync(id, stop);
            while (await InScopeAsync((jobs, import) => jobs.StorePartAsync(id, document, import, stop)))
            {
                stop.ThrowIfCancellationRequested();
            }

            Log.Ended(logger, id, document.Stories.Count);
        }
        catch (UnreadableDocumentException exception)
        {
            await InScopeAsync(async (jobs, _) =>
            {
                await jobs.FailAsync(id, exception.Message, stop);
                return true;
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await InScopeAsync((jobs, _) => jobs.LetGoAsync(id, CancellationToken.None).ContinueWith(_ => true, TaskScheduler.Default));
        }
    }

    /// <summary>Reading the largest document takes longer than the lease.</summary>
    private async Task<ReadDocument> ReadAsync(long id, CancellationToken stop)
    {
        var reading = Task.Run(() => InScopeAsync((jobs, _) => jobs.ReadAsync(id, importer, stop)), stop);
        while (await Task.WhenAny(reading, Task.Delay(ImportJobs.Lease / 4, clock, stop)) != reading)
        {
            await InScopeAsync(async (jobs, _) =>
            {
                await jobs.HoldAsync(id, stop);
                return true;
            });
        }

        return await reading;
    }

    /// <summary>Each step has a context of its own: what one keeps in mind of one part, the next has no use for.</summary>
    private async Task<T> InScopeAsync<T>(Func<ImportJobs, ArticleImport, Task<T>> step)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await step(scope.ServiceProvider.GetRequiredService<ImportJobs>(), scope.ServiceProvider.GetRequiredService<ArticleImport>());
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} ended with {Stories} stories")]
        public static partial void Ended(ILogger logger, long id, int stories);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An import could not go on; trying again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
