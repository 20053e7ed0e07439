using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NewsApi.Benchmarks.Results;

namespace NewsApi.Benchmarks.Writes;

/// <summary>
/// What writing costs over real HTTP, also as a share of what SQLite alone does with the same bytes on the same disk: the two take
/// turns, so that whatever else the machine is busy with slows both.
/// </summary>
internal static class WriteCosts
{
    /// <summary>Articles of a batch, which is as many as there may be.</summary>
    public const int BatchSize = 1000;

    private const int Batches = 10;
    private const int Slices = 6;
    private const int Slice = 250;
    private const int Clients = 8;
    private const int Rivals = 50;

    /// <summary>Measures builds of the server in turns, round by round.</summary>
    /// <param name="rounds">How often each build is measured.</param>
    /// <param name="builds">Paths of NewsApi.dll; the one that belongs to this program when there is none.</param>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int rounds, string[] builds)
    {
        var sample = new Sample();
        var setup = string.Create(CultureInfo.InvariantCulture, $"articles of {Encoding.UTF8.GetByteCount(sample.Next()) / 1000.0:F1} KB of JSON, SQLite");
        string[] names = builds.Length <= 1 ? ["writes"] : [.. builds.Select(build => $"writes: {build}")];
        var runs = names.Select(_ => new List<Measurement>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (index, name) in names.Index())
            {
                runs[index].Add(Measurement.Begin(name, setup));
                await RoundAsync(runs[index][^1], builds.ElementAtOrDefault(index) ?? ServerProcess.OwnBuild, sample);
            }
        }

        return [.. runs.Select(Measurement.Median)];
    }

    private static async Task RoundAsync(Measurement to, string build, Sample sample)
    {
        var folder = Directory.CreateTempSubdirectory("newsapi-writes-").FullName;
        try
        {
            using var raw = new RawStore(Path.Combine(folder, "raw.db"));
            await using var server = await ServerProcess.StartAsync(build, Path.Combine(folder, "server"));
            await BatchesAsync(to, server, raw, sample);
            await SinglesAsync(to, server, raw, sample);
            await PatchesAsync(to, server, sample);
            await RivalsAsync(to, server, sample);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task BatchesAsync(Measurement to, ServerProcess server, RawStore raw, Sample sample)
    {
        // What the first ones cost is the compiler's.
        for (var warmUp = 0; warmUp < 2; warmUp++)
        {
            await BatchAsync(server, sample);
            raw.WriteTogether(Bodies(sample));
        }

        var used = server.ProcessorTime;
        var (seconds, rawSeconds) = (new List<double>(), 0.0);
        var refused = 0;
        for (var batch = 0; batch < Batches; batch++)
        {
            var (took, made) = await BatchAsync(server, sample);
            seconds.Add(took);
            refused += BatchSize - made;
            rawSeconds += raw.WriteTogether(Bodies(sample));
        }

        const int Count = Batches * BatchSize;
        to.Add(
            "articles, in batches of 1,000",
            new Figure("writes", Count / seconds.Sum(), Unit.PerSecond),
            new Figure("of SQLite alone", rawSeconds / seconds.Sum(), Unit.Share),
            new Figure("processor", (server.ProcessorTime - used).TotalMilliseconds / Count, Unit.Milliseconds),
            new Figure("faults", refused, Unit.Faults));
        to.Add("the last three batches of ten : the first three", new Figure("writes", seconds[..3].Sum() / seconds[^3..].Sum(), Unit.Share));
    }

    private static async Task SinglesAsync(Measurement to, ServerProcess server, RawStore raw, Sample sample)
    {
        // The compiler takes about twenty seconds to be through with all that a POST runs.
        await new Load().RunAsync(Clients, 24 * Slice, _ => CreateAsync(server, sample.Next()));
        var load = new Load();
        var rawSeconds = 0.0;
        var used = server.ProcessorTime;
        for (var slice = 0; slice < Slices; slice++)
        {
            await load.RunAsync(Clients, Slice, _ => CreateAsync(server, sample.Next()));
            rawSeconds += raw.WriteSingly(Bodies(sample, Slice));
        }

        to.Add("`POST`, 8 clients", [.. Figures(load, server.ProcessorTime - used), new Figure("of SQLite alone", load.Done / load.Seconds / (Slices * Slice / rawSeconds), Unit.Share)]);
    }

    private static async Task PatchesAsync(Measurement to, ServerProcess server, Sample sample)
    {
        var articles = new (Uri Address, EntityTagHeaderValue Tag)[Clients];
        for (var client = 0; client < Clients; client++)
        {
            articles[client] = await GivenAsync(server, sample);
        }

        var warmUp = new Load();
        await warmUp.RunAsync(Clients, 2 * Slice, client => PatchOwnAsync(client, -warmUp.Done));
        var load = new Load();
        var used = server.ProcessorTime;
        await load.RunAsync(Clients, Slices * Slice, client => PatchOwnAsync(client, load.Done));
        to.Add("`PATCH`, 8 clients, 8 articles", Figures(load, server.ProcessorTime - used, load.Lost));

        async Task<(HttpResponseMessage Answer, double Milliseconds)> PatchOwnAsync(int client, int number)
        {
            var (answer, milliseconds) = await PatchAsync(server, articles[client].Address, articles[client].Tag, number);
            articles[client].Tag = answer.Headers.ETag ?? articles[client].Tag;
            return (answer, milliseconds);
        }
    }

    private static async Task RivalsAsync(Measurement to, ServerProcess server, Sample sample)
    {
        var (address, _) = await GivenAsync(server, sample);
        var (load, number) = (new Load(), 0);
        var used = server.ProcessorTime;
        await load.RunAsync(Rivals, 2 * Slices * Slice, async _ =>
        {
            // Each says something else: what says the same already is right, and makes no version.
            using var present = await server.Http.GetAsync(address);
            return await PatchAsync(server, address, present.Headers.ETag!, Interlocked.Increment(ref number));
        });

        // Each version has had one winner.
        var wrong = Math.Abs(await VersionAsync(server, address) - load.Done - 1);
        to.Add("`PATCH`, 50 clients, one article: wins", Figures(load, server.ProcessorTime - used, wrong));
    }

    private static Figure[] Figures(Load load, TimeSpan processorTime, int otherFaults = 0) =>
    [
        new("writes", load.Done / load.Seconds, Unit.PerSecond),
        new("p50", load.Within(0.5), Unit.Milliseconds),
        new("p99", load.Within(0.99), Unit.TailMilliseconds),
        new("processor", processorTime.TotalMilliseconds / load.Done, Unit.Milliseconds),
        new("faults", load.Faults + otherFaults, Unit.Faults),
    ];

    /// <summary>Sends one batch.</summary>
    /// <returns>How long that took, and how many of its articles were made.</returns>
    public static async Task<(double Seconds, int Made)> BatchAsync(ServerProcess server, Sample sample)
    {
        using var body = Json($"{{\"items\":[{string.Join(',', Bodies(sample))}]}}");
        var start = Stopwatch.GetTimestamp();
        using var answer = await server.Http.PostAsync("/api/v1/articles/batch", body);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        answer.EnsureSuccessStatusCode();
        using var outcomes = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        return (seconds, outcomes.RootElement.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("status").GetInt32() == 201));
    }

    private static async Task<(HttpResponseMessage Answer, double Milliseconds)> CreateAsync(ServerProcess server, string article)
    {
        using var body = Json(article);
        var start = Stopwatch.GetTimestamp();
        var answer = await server.Http.PostAsync("/api/v1/articles", body);
        return (answer, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static async Task<(HttpResponseMessage Answer, double Milliseconds)> PatchAsync(ServerProcess server, Uri address, EntityTagHeaderValue tag, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = Json($"{{\"summary\":\"第{number}次更正。\"}}", "application/merge-patch+json") };
        request.Headers.IfMatch.Add(tag);
        var start = Stopwatch.GetTimestamp();
        var answer = await server.Http.SendAsync(request);
        return (answer, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static async Task<(Uri Address, EntityTagHeaderValue Tag)> GivenAsync(ServerProcess server, Sample sample)
    {
        var (answer, _) = await CreateAsync(server, sample.Next());
        using (answer)
        {
            return (answer.EnsureSuccessStatusCode().Headers.Location!, answer.Headers.ETag!);
        }
    }

    private static async Task<int> VersionAsync(ServerProcess server, Uri address)
    {
        using var article = JsonDocument.Parse(await server.Http.GetStringAsync(address));
        return article.RootElement.GetProperty("version").GetInt32();
    }

    private static List<string> Bodies(Sample sample, int count = BatchSize) => [.. Enumerable.Range(0, count).Select(_ => sample.Next())];

    private static StringContent Json(string json, string type = "application/json") => new(json, Encoding.UTF8, type);
}
