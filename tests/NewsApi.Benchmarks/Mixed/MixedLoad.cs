using System.Diagnostics;
using NewsApi.Benchmarks.Results;

namespace NewsApi.Benchmarks.Mixed;

/// <summary>
/// Many clients read, and write now and then, for some minutes: without an error, without an answer older than a write that was over when
/// it was asked for, and without memory that grows. On PostgreSQL two nodes share the store, and each request goes to either.
/// </summary>
internal static class MixedLoad
{
    private const int Clients = 64;
    private const double Writes = 0.05;

    /// <summary>Measures a new store.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="postgreSql">How to connect to an empty database; null for SQLite.</param>
    public static async Task<Measurement> MeasureAsync(int seconds, string? postgreSql)
    {
        var folder = Directory.CreateTempSubdirectory("newsapi-load-").FullName;
        try
        {
            var settings = postgreSql is null ? "" : $"--Database:Provider=PostgreSql \"--ConnectionStrings:News={postgreSql}\"";
            var key = await ServerProcess.KeyAsync(ServerProcess.OwnBuild, folder, settings);
            await using var first = await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, key, settings);
            await using var second = postgreSql is null ? null : await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, key, settings);
            ServerProcess[] nodes = second is null ? [first] : [first, second];

            using var site = new Site([.. nodes.Select(node => node.Http)], Clients);
            using var over = new CancellationTokenSource();
            var clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => WorkAsync(site, client, over.Token))));
            var (start, megabytes) = (Stopwatch.GetTimestamp(), new List<double>());
            for (var quarter = 1; quarter <= 4; quarter++)
            {
                await Task.WhenAny(clients, Task.Delay(TimeSpan.FromSeconds(seconds / 4.0)));
                megabytes.Add(nodes.Sum(node => node.ResidentMegabytes));
            }

            await over.CancelAsync();
            await clients;
            var took = Stopwatch.GetElapsedTime(start).TotalSeconds;

            var measured = Measurement.Begin(
                postgreSql is null ? "load" : "load, two nodes",
                $"{Clients} clients for {seconds} s, {Writes:P0} writes, {(postgreSql is null ? "SQLite" : "PostgreSQL")}");
            foreach (var (name, load) in new[] { ("reads", site.Reads), ("writes", site.Writes) })
            {
                measured.Add(
                    name,
                    new Figure("requests", load.Done / took, Unit.PerSecond),
                    new Figure("p50", load.Within(0.5), Unit.Milliseconds),
                    new Figure("p99", load.Within(0.99), Unit.TailMilliseconds),
                    new Figure("faults", load.Faults, Unit.Faults));
            }

            measured.Add("stale answers", new Figure("faults", site.Stale, Unit.Faults));
            measured.Add("memory (RSS)", megabytes.Select((memory, quarter) => new Figure($"at {quarter + 1}/4", memory, Unit.Megabytes)));
            return measured;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What one client does. A write is followed by two reads, so it begins one a little more often than their share.</summary>
    private static async Task WorkAsync(Site site, int client, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await (Random.Shared.NextDouble() < Writes / (1 - (2 * Writes)) ? site.WriteAsync(client) : site.ReadAsync());
        }
    }
}
