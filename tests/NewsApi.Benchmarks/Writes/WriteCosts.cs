using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace NewsApi.Benchmarks.Writes;

/// <summary>
/// What writing costs over real HTTP, also as a share of what SQLite alone does with the same bytes on the same disk: the two take
/// turns, so that whatever else the machine is busy with slows both.
/// </summary>
internal static class WriteCosts
{
    private const int BatchSize = 1000;
    private const int Batches = 10;
    private const int Slices = 6;
    private const int Slice = 250;
    private const int Clients = 8;
    private const int Rivals = 50;

    /// <summary>Measures builds of the server in turns, round by round.</summary>
    /// <param name="output">Where the figures go.</param>
    /// <param name="rounds">How often each build is measured.</param>
    /// <param name="builds">Paths of NewsApi.dll; the one that belongs to this program when there is none.</param>
    /// <returns>Exit code: 1 when a write that should have been acknowledged was not.</returns>
    public static async Task<int> PrintAsync(TextWriter output, int rounds, string[] builds)
    {
        var sample = new Sample();
        output.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} processors, {BatchSize} articles a batch of {Encoding.UTF8.GetByteCount(sample.Next())} bytes each");
        var isGood = true;
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var build in builds.Length == 0 ? [ServerProcess.OwnBuild] : builds)
            {
                output.WriteLine();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}{(builds.Length > 1 ? $": {build}" : "")}"));
                output.WriteLine($"{"",-34}{"writes/s",10}{"p50 ms",9}{"p99 ms",9}{"raw/s",9}{"of raw",8}{"CPU ms",8}  errors");
                isGood &= await RoundAsync(output, build, sample);
            }
        }

        return isGood ? 0 : 1;
    }

    private static async Task<bool> RoundAsync(TextWriter output, string build, Sample sample)
    {
        var folder = Directory.CreateTempSubdirectory("newsapi-writes-").FullName;
        try
        {
            using var raw = new RawStore(Path.Combine(folder, "raw.db"));
            await using var server = await ServerProcess.StartAsync(build, Path.Combine(folder, "server"));
            return await BatchesAsync(output, server, raw, sample)
                & await SinglesAsync(output, server, raw, sample)
                & await PatchesAsync(output, server, sample)
                & await RivalsAsync(output, server, sample);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> BatchesAsync(TextWriter output, ServerProcess server, RawStore raw, Sample sample)
    {
        // What the first ones cost is the compiler's.
        for (var warmUp = 0; warmUp < 2; warmUp++)
        {
            await BatchAsync(server, sample);
            raw.WriteTogether(Bodies(sample));
        }

        var used = server.ProcessorTime;
        var (seconds, rawSeconds) = (new List<double>(), 0.0);
        var errors = 0;
        for (var batch = 0; batch < Batches; batch++)
        {
            var (took, made) = await BatchAsync(server, sample);
            seconds.Add(took);
            errors += BatchSize - made;
            rawSeconds += raw.WriteTogether(Bodies(sample));
        }

        const int Count = Batches * BatchSize;
        Line(output, "articles, in batches", Count / seconds.Sum(), null, Count / rawSeconds, (server.ProcessorTime - used) / Count, errors.ToString(CultureInfo.InvariantCulture));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the first three batches {Rate(seconds[..3]):F0}/s, the last three {Rate(seconds[^3..]):F0}/s"));
        return errors == 0;

        static double Rate(List<double> seconds) => seconds.Count * BatchSize / seconds.Sum();
    }

    private static async Task<bool> SinglesAsync(TextWriter output, ServerProcess server, RawStore raw, Sample sample)
    {
        await new Load().RunAsync(Clients, 2 * Slice, _ => CreateAsync(server, sample.Next()));
        var load = new Load();
        var rawSeconds = 0.0;
        var used = server.ProcessorTime;
        for (var slice = 0; slice < Slices; slice++)
        {
            await load.RunAsync(Clients, Slice, _ => CreateAsync(server, sample.Next()));
            rawSeconds += raw.WriteSingly(Bodies(sample, Slice));
        }

        Line(output, $"POST, {Clients} clients", load.Done / load.Seconds, load, Slices * Slice / rawSeconds, (server.ProcessorTime - used) / load.Done, load.Errors);
        return load.Errors == "0";
    }

    private static async Task<bool> PatchesAsync(TextWriter output, ServerProcess server, Sample sample)
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
        Line(output, $"PATCH, {Clients} clients, {Clients} articles", load.Done / load.Seconds, load, null, (server.ProcessorTime - used) / load.Done, load.Errors);
        return load is { Errors: "0", Lost: 0 };

        async Task<(HttpResponseMessage Answer, double Milliseconds)> PatchOwnAsync(int client, int number)
        {
            var (answer, milliseconds) = await PatchAsync(server, articles[client].Address, articles[client].Tag, number);
            articles[client].Tag = answer.Headers.ETag ?? articles[client].Tag;
            return (answer, milliseconds);
        }
    }

    private static async Task<bool> RivalsAsync(TextWriter output, ServerProcess server, Sample sample)
    {
        var (address, _) = await GivenAsync(server, sample);
        var load = new Load();
        var used = server.ProcessorTime;
        await load.RunAsync(Rivals, 2 * Slices * Slice, async _ =>
        {
            using var present = await server.Http.GetAsync(address);
            return await PatchAsync(server, address, present.Headers.ETag!, load.Done);
        });
        var version = await VersionAsync(server, address);
        Line(output, $"PATCH, {Rivals} clients, one article", load.Done / load.Seconds, load, null, (server.ProcessorTime - used) / load.Done, load.Errors);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {load.Done} won, {load.Lost} lost; the article has version {version}"));
        return load.Errors == "0" && version == load.Done + 1;
    }

    private static async Task<(double Seconds, int Made)> BatchAsync(ServerProcess server, Sample sample)
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

    private static void Line(TextWriter output, string label, double rate, Load? load, double? raw, TimeSpan processorTime, string errors) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{label,-34}{rate,10:F0}{load?.Within(0.5),9:F1}{load?.Within(0.99),9:F1}{raw,9:F0}{rate / raw,8:P1}{processorTime.TotalMilliseconds,8:F2}  {errors}"));
}
