namespace NewsApi.FullText;

/// <summary>
/// Brings the search index up to date behind the requests, at the start: after an upgrade that keeps articles in another form, and
/// after an import of a whole store. From then on each change brings its own.
/// </summary>
internal sealed partial class IndexUpkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IndexUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(10);

    /// <summary>Whether it has found articles that are not in the index, and is not done with them.</summary>
    public bool IsBehind { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<ArticleIndexing>().CatchUpAsync(_ => IsBehind = true, stoppingToken) is > 0 and var count)
                {
                    Log.CaughtUp(logger, count);
                }

                IsBehind = false;
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(logger, exception);
                await Task.Delay(BetweenAttempts, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Indexed {Count} articles that were not in the search index")]
        public static partial void CaughtUp(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The search index could not be brought up to date; trying again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
