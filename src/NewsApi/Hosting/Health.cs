using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NewsApi.ChineseText;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Persistence;

namespace NewsApi.Hosting;

/// <summary>Says whether the process lives, and whether it can answer.</summary>
internal static class Health
{
    /// <summary>What is off where no ICU can be loaded.</summary>
    public const string WithoutIcu = "No ICU can be loaded: words are cut by a table, scripts are converted by tables, countries are not recognised.";

    public static void AddHealth(this IHostApplicationBuilder builder) => builder.Services.AddHealthChecks().AddCheck<StoreCheck>("store").AddCheck<IcuCheck>("icu").AddCheck<SearchCheck>("search");

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        Map("/health/live", new HealthCheckOptions { Predicate = _ => false });
        Map("/health/ready", new HealthCheckOptions());

        void Map(string path, HealthCheckOptions options)
        {
            options.ResponseWriter = WriteAsync;
            endpoints.MapHealthChecks(path, options).WithMetadata(new HttpMethodMetadata([HttpMethods.Get]));
        }
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthResponse(
            report.Status.ToString().ToLowerInvariant(),
            report.Entries.ToDictionary(check => check.Key, check => new HealthCheckResponse(check.Value.Status.ToString().ToLowerInvariant(), check.Value.Description))),
        WireJson.Options,
        context.RequestAborted);

    private sealed record HealthResponse(string Status, Dictionary<string, HealthCheckResponse> Checks);

    private sealed record HealthCheckResponse(string Status, string? Description);

    /// <summary>ICU knows Chinese words; the server answers without it, but less well, which is no reason to send readers elsewhere.</summary>
    private sealed class IcuCheck : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(ChineseIcu.IsAvailable ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(WithoutIcu));
    }

    /// <summary>Everything that is published can be found; while it can't, what is found is right all the same.</summary>
    private sealed class SearchCheck(IndexUpkeep upkeep, ArticleIndexing indexing) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return !upkeep.IsBehind && !await indexing.HasOtherFormatAsync(cancellationToken)
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Degraded("The search index is behind: articles are being indexed, and some are not found yet.");
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return HealthCheckResult.Degraded("The search index can't be reached.", exception);
            }
        }
    }

    /// <summary>The store can be reached and is up to date.</summary>
    private sealed class StoreCheck(NewsDbContext db, IStoreProvider provider) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                if (!await provider.IsThereAsync(cancellationToken))
                {
                    return HealthCheckResult.Unhealthy("The store can't be reached.");
                }

                var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
                return pending.Any() ? HealthCheckResult.Unhealthy("The store is behind; run migrate.") : HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return HealthCheckResult.Unhealthy("The store can't be reached.", exception);
            }
        }
    }
}
