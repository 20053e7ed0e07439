namespace NewsApi.Editorial;

/// <summary>Carries out what is planned, at its time: never early, and at most a second late, because other nodes make plans too.</summary>
internal sealed partial class PublicationSchedule(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PublicationSchedule> logger) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var sleep = LongestSleep;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var newsroom = scope.ServiceProvider.GetRequiredService<Newsroom>();
                if (await newsroom.NextPlanAsync(stoppingToken) is { } next)
                {
                    if (next <= clock.GetUtcNow())
                    {
                        var count = await newsroom.CarryOutPlansAsync(stoppingToken);
                        Log.CarriedOut(logger, count);
                        continue;
                    }

                    sleep = TimeSpan.FromTicks(Math.Min(sleep.Ticks, (next - clock.GetUtcNow()).Ticks));
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The store is away, or somebody else was faster: the next look tells.
                Log.Failed(logger, exception);
            }

            // A timer can be early by less than a millisecond; the look at the clock above is what counts.
            await Task.Delay(sleep + TimeSpan.FromMilliseconds(1), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Carried out {Count} planned publications")]
        public static partial void CarriedOut(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Planned publications could not be carried out; trying again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
