using System.Globalization;
using NewsApi.Benchmarks.Results;
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
    private const string Recordings = "recordings";
    private const string Lists = "/api/v1/articles?limit=20";

    /// <summary>Measures a store of some size.</summary>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("newsapi-reading-").FullName;
        try
        {
            var sample = new SampleStore();
            var (file, _) = await sample.MakeAsync(folder, count);

            var store = string.Create(CultureInfo.InvariantCulture, $"{count:N0} articles of 600 characters, SQLite");
            var reading = Measurement.Begin("reading", $"{store}; wrk -t1 -c16, medians of {Rounds} rounds of {Seconds} s in turns");
            var steady = Measurement.Begin("reading at 80 %", $"{store}; a thread for each of 64 connections, requests due at equal intervals, medians of {Rounds} rounds of {Seconds} s");
            var size = Measurement.Begin("size", store);
            string[] articles = [.. Enumerable.Range(1, Math.Min(count, 10_000)).Select(id => string.Create(CultureInfo.InvariantCulture, $"/api/v1/articles/{id}"))];
            size.Add("on disk, an article, index and all", new Figure("figure", new FileInfo(file).Length / (double)count, Unit.Bytes), new Figure("of its text", new FileInfo(file).Length / (double)sample.TextBytes, Unit.Multiple));
            await using (var server = await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, key: null))
            {
                size.Add("memory (RSS) when started", Memory(server));
                await LineAsync(reading, server, folder, "list of 20, kept", [Lists]);
                await SteadyAsync(steady, server, "list of 20, kept");
                await using (var raw = await ServerProcess.StartRawAsync(Path.Combine(folder, Recordings), Lists))
                {
                    await SteadyAsync(steady, raw, "the same bytes, Kestrel alone");
                }

                await LineAsync(reading, server, folder, "the same in Brotli", [Lists], acceptEncoding: "br");
                await LineAsync(reading, server, folder, "the same, 304", [Lists], isConditional: true);
                await LineAsync(reading, server, folder, "article, kept, one of many", articles);
                await LineAsync(reading, server, folder, "article, 304", [articles[^1]], isConditional: true);
                size.Add("memory after kept answers", Memory(server));
                await LineAsync(reading, server, folder, "list of 20, never asked before", [$"{Lists}&to=2025-11-02T03:04:05.{{n}}Z"]);
                await LineAsync(reading, server, folder, "search, never asked before", [.. sample.Pairs.Skip(50).Take(2000).Select(word => $"/api/v1/search?limit=20&q={Uri.EscapeDataString(word)}%20-x{{n}}")]);
                size.Add("memory after all of it", Memory(server));
            }

            await using var bare = await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, key: null, "--Cache:Enabled=false");
            await LineAsync(reading, bare, folder, "list of 20, nothing kept", [Lists]);
            await LineAsync(reading, bare, folder, "article, nothing kept", articles);
            return [reading, steady, size];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Figure Memory(ServerProcess server) => new("figure", server.ResidentMegabytes, Unit.Megabytes);

    private static async Task LineAsync(Measurement to, ServerProcess server, string folder, string name, string[] targets, string? acceptEncoding = null, bool isConditional = false)
    {
        var (file, recordings) = (Path.Combine(folder, "targets"), Path.Combine(folder, Recordings));
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

        to.Add(
            name,
            new Figure("Kestrel alone", Median(alone, one => one.Result.Rate), Unit.PerSecond),
            new Figure("ours", Median(of, one => one.Result.Rate), Unit.PerSecond),
            new Figure("ours : Kestrel alone", of.Zip(alone, (one, other) => one.Result.Rate / other.Result.Rate).Within(0.5), Unit.Share),
            new Figure("p50", Median(of, one => one.Result.Median), Unit.Milliseconds),
            new Figure("p99", Median(of, one => one.Result.High), Unit.TailMilliseconds),
            new Figure("processor", Median(of, one => one.Micros), Unit.Microseconds),
            new Figure("processor, alone", Median(alone, one => one.Micros), Unit.Microseconds),
            new Figure("allocated", Median(of, one => one.Allocated), Unit.Bytes));

        async Task<Measure> DriveAsync(ServerProcess driven, int seconds)
        {
            var (used, allocated) = (driven.ProcessorTime, await driven.AllocatedBytesAsync());
            var result = await Wrk.RunAsync(driven.Http.BaseAddress!, file, headers, seconds, first);
            first += (int)result.Count + 1000;
            return new Measure(result, (driven.ProcessorTime - used).TotalMicroseconds / result.Count, (await driven.AllocatedBytesAsync() - allocated) / result.Count);
        }
    }

    /// <summary>How long answers take while there is still room: a server that is asked for all it can do shows its queue only.</summary>
    private static async Task SteadyAsync(Measurement to, ServerProcess server, string name)
    {
        var most = (await SteadyLoad.RunAsync(server.Http.BaseAddress!, Lists, double.PositiveInfinity, Seconds)).Rate;
        var runs = new List<(double Rate, double Median, double High)>();
        for (var round = 0; round < Rounds; round++)
        {
            runs.Add(await SteadyLoad.RunAsync(server.Http.BaseAddress!, Lists, 0.8 * most, Seconds));
        }

        var (rate, median, high) = runs.OrderBy(run => run.High / run.Median).ElementAt(Rounds / 2);
        to.Add(
            name,
            new Figure("at most", most, Unit.PerSecond),
            new Figure("answered", rate, Unit.PerSecond),
            new Figure("p50", median, Unit.Milliseconds),
            new Figure("p99", high, Unit.TailMilliseconds),
            new Figure("p99 : p50", high / median, Unit.TailMultiple));
    }

    private static double Median(List<Measure> measures, Func<Measure, double> figure) => measures.Select(figure).Within(0.5);

    /// <summary>One turn of one server.</summary>
    /// <param name="Result">What the load generator saw.</param>
    /// <param name="Micros">Processor time an answer took the server, µs.</param>
    /// <param name="Allocated">Bytes an answer made the server allocate.</param>
    private sealed record Measure(Wrk.Result Result, double Micros, long Allocated);
}
