using System.Globalization;
using NewsApi.Benchmarks.Search;

namespace NewsApi.Benchmarks.Http;

/// <summary>
/// What reading costs over HTTP, as a share of what Kestrel alone does with the same bytes. The two servers take turns under the
/// same load generator, so that whatever else the machine is busy with slows both.
/// </summary>
internal static class ReadingCosts
{
    private const int Rounds = 3;
    private const int Seconds = 3;
    private const int WarmUp = 20;
    private const string Lists = "/api/v1/articles?limit=20";

    /// <summary>Measures a store of some size.</summary>
    public static async Task PrintAsync(TextWriter output, int count)
    {
        var folder = Directory.CreateTempSubdirectory("newsapi-reading-").FullName;
        try
        {
            var sample = new SampleStore();
            await ServerProcess.RunAsync(ServerProcess.OwnBuild, folder, "migrate");
            sample.Fill(Path.Combine(folder, "news.db"), count);
            await ServerProcess.RunAsync(ServerProcess.OwnBuild, folder, "reindex");

            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $".NET {Environment.Version}, {Environment.ProcessorCount} processors, SQLite, {count} articles of 600 characters; wrk -t1 -c16, medians of {Rounds} rounds of {Seconds} s in turns"));
            output.WriteLine($"{"",-44}{"raw/s",9}{"ours/s",9}{"of raw",8}{"p50 ms",9}{"p99 ms",9}{"CPU µs",9}{"raw CPU",9}");
            string[] articles = [.. Enumerable.Range(1, Math.Min(count, 10_000)).Select(id => string.Create(CultureInfo.InvariantCulture, $"/api/v1/articles/{id}"))];
            await using (var server = await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, key: null))
            {
                await LineAsync(output, server, folder, "list of 20, kept", [Lists]);
                await LineAsync(output, server, folder, "list of 20, kept, br", [Lists], acceptEncoding: "br");
                await LineAsync(output, server, folder, "list of 20, 304", [Lists], isConditional: true);
                await LineAsync(output, server, folder, $"article, kept, one of {articles.Length}", articles);
                await LineAsync(output, server, folder, "article, 304", [articles[^1]], isConditional: true);
                await LineAsync(output, server, folder, "list of 20, never asked before", [$"{Lists}&to=2025-11-02T03:04:05.{{n}}Z"]);
                await LineAsync(output, server, folder, "search, never asked before", [.. sample.Pairs.Skip(50).Take(2000).Select(word => $"/api/v1/search?limit=20&q={Uri.EscapeDataString(word)}%20-x{{n}}")]);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory after that (RSS) {server.ResidentMegabytes:F0} MB"));
            }

            await using var bare = await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, key: null, "--Cache:Enabled=false");
            await LineAsync(output, bare, folder, "list of 20, nothing kept", [Lists]);
            await LineAsync(output, bare, folder, "article, nothing kept", articles);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task LineAsync(TextWriter output, ServerProcess server, string folder, string name, string[] targets, string? acceptEncoding = null, bool isConditional = false)
    {
        var (file, recordings) = (Path.Combine(folder, "targets"), Path.Combine(folder, "recordings"));
        await File.WriteAllLinesAsync(file, targets);
        string[] asked = [.. targets.Select(target => target.Replace("{n}", "999999", StringComparison.Ordinal))];
        await RawKestrel.RecordAsync(server.Http, asked, acceptEncoding, recordings);
        var headers = acceptEncoding is null ? "" : $"Accept-Encoding: {acceptEncoding}\n";
        if (isConditional)
        {
            using var answer = await server.Http.GetAsync(asked[0]);
            headers += $"If-None-Match: {answer.Headers.ETag}\n";
        }

        await using var raw = await ServerProcess.StartRawAsync(recordings, asked[0]);
        var first = 0;
        await DriveAsync(raw, WarmUp / 5);
        await DriveAsync(server, WarmUp);
        var (of, alone) = (new List<Measure>(), new List<Measure>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await DriveAsync(raw, Seconds));
            of.Add(await DriveAsync(server, Seconds));
        }

        var ratios = of.Zip(alone, (one, other) => one.Result.Rate / other.Result.Rate).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-44}{Median(alone, one => one.Result.Rate),9:F0}{Median(of, one => one.Result.Rate),9:F0}{ratios[Rounds / 2],8:F2}{Median(of, one => one.Result.Median),9:F2}{Median(of, one => one.Result.High),9:F2}{Median(of, one => one.Micros),9:F0}{Median(alone, one => one.Micros),9:F0}"));

        async Task<Measure> DriveAsync(ServerProcess driven, int seconds)
        {
            var used = driven.ProcessorTime;
            var result = await Wrk.RunAsync(driven.Http.BaseAddress!, file, headers, seconds, first);
            first += (int)result.Count + 1000;
            return new Measure(result, (driven.ProcessorTime - used).TotalMicroseconds / result.Count);
        }
    }

    private static double Median(List<Measure> measures, Func<Measure, double> figure) => measures.Select(figure).Order().ElementAt(measures.Count / 2);

    /// <summary>One turn of one server.</summary>
    /// <param name="Result">What the load generator saw.</param>
    /// <param name="Micros">Processor time an answer took the server, µs.</param>
    private sealed record Measure(Wrk.Result Result, double Micros);
}
