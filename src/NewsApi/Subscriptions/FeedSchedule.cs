using NewsApi.Model;

namespace NewsApi.Subscriptions;

/// <summary>Polls subscriptions when they are due, several at once, so that a slow server holds up no other.</summary>
internal sealed partial class FeedSchedule(IServiceScopeFactory scopes, FeedFetcher fetcher, TimeProvider clock, ILogger<FeedSchedule> logger) : BackgroundService
{
    /// <summary>How many a node polls at once.</summary>
    private const int Most = 8;

    private static readonly TimeSpan Sleep = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _free = new(Most, Most);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _free.Dispose();
    }

    /// <summary>Begins the polls that are due, as many as there is room for.</summary>
    /// <returns>The polls; each ends when what came of it is stored, and none fails.</returns>
    internal async Task<List<Task>> BeginDueAsync(CancellationToken cancel)
    {
        List<Task> begun = [];
        await using var scope = scopes.CreateAsyncScope();
        var polling = scope.ServiceProvider.GetRequiredService<FeedPolling>();
        foreach (var id in _free.CurrentCount == 0 ? [] : await polling.DueAsync(_free.CurrentCount, cancel))
        {
            // Another node may have been faster.
            if (await polling.ClaimOrNullAsync(id, isDue: true, cancel) is { } claim)
            {
                await _free.WaitAsync(CancellationToken.None);
                begun.Add(Task.Run(() => PollAsync(claim, cancel), CancellationToken.None));
            }
        }

        return begun;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> running = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                running.RemoveAll(poll => poll.IsCompleted);
                running.AddRange(await BeginDueAsync(stoppingToken));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The store is away: the next look tells.
                Log.NotLooked(logger, exception);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await Task.Delay(Sleep, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running);
    }

    private async Task PollAsync(FeedClaim claim, CancellationToken cancel)
    {
        var id = claim.Subscription.Id;
        try
        {
            var fetched = await fetcher.FetchAsync(claim.Subscription, cancel);
            var outcome = await InPollingAsync(polling => polling.StoreAsync(claim, fetched, cancel));
            if (fetched is FetchedFeed.Failed failed)
            {
                Log.Failed(logger, id, failed.Reason);
            }
            else if (outcome is { } what)
            {
                Log.Polled(logger, id, what);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await GiveUpAsync(claim, null);
        }
        catch (Exception exception)
        {
            Log.Broke(logger, id, exception);
            await GiveUpAsync(claim, new FetchedFeed.Failed("This server could not store what it read; its log says why."));
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Lets others try; as a failure, so that they do not at once, where there is something to say.</summary>
    private async Task GiveUpAsync(FeedClaim claim, FetchedFeed.Failed? failed)
    {
        try
        {
            await InPollingAsync(async polling =>
            {
                await (failed is null ? polling.ReleaseAsync(claim, CancellationToken.None) : polling.StoreAsync(claim, failed, CancellationToken.None));
                return true;
            });
        }
        catch (Exception exception)
        {
            // The store is away. The claim ends by itself.
            Log.Broke(logger, claim.Subscription.Id, exception);
        }
    }

    private async Task<T> InPollingAsync<T>(Func<FeedPolling, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<FeedPolling>());
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Subscription {Id} polled: {Outcome}")]
        public static partial void Polled(ILogger logger, long id, FeedOutcome outcome);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Subscription {Id} could not be polled: {Reason}")]
        public static partial void Failed(ILogger logger, long id, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Polling subscription {Id} broke off")]
        public static partial void Broke(ILogger logger, long id, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Which subscriptions are due could not be told; trying again")]
        public static partial void NotLooked(ILogger logger, Exception exception);
    }
}
