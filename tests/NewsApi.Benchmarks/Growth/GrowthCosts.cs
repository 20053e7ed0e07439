using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NewsApi.Benchmarks.Results;
using NewsApi.Benchmarks.Search;

namespace NewsApi.Benchmarks.Growth;

/// <summary>
/// How what one request takes grows with the store: the same requests to stores of several sizes, one after the other, nothing kept.
/// A list that walks through what it does not show grows with the store; one that begins where it shows does not.
/// </summary>
internal static class GrowthCosts
{
    private const int Requests = 200;
    private const int DeepestPage = 50_000;
    private const int MaxPage = 100;

    /// <summary>Measures stores of some sizes.</summary>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(IReadOnlyList<int> counts)
    {
        var stores = new List<Measured>();
        foreach (var count in counts)
        {
            var folder = Directory.CreateTempSubdirectory("newsapi-growth-").FullName;
            try
            {
                stores.Add(await MeasureAsync(folder, count));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        var setup = $"articles of 600 characters, one section, one tag, one list of three entries, one in fifty stored later than its date says; SQLite, nothing kept; {Requests} requests one after the other";
        var (medians, tails, allocated) = (Measurement.Begin("growth", setup), Measurement.Begin("growth, 99 %", setup), Measurement.Begin("growth, allocated a request", setup));
        foreach (var (index, (name, _)) in stores[0].Lines.Index())
        {
            Add(medians, name, store => store.Lines[index].Line.Median, Unit.Milliseconds);
            Add(tails, name, store => store.Lines[index].Line.High, Unit.TailMilliseconds);
            Add(allocated, name, store => store.Lines[index].Line.Allocated, Unit.Bytes);
        }

        Add(medians, "`reindex`, articles, with the start of the program", store => store.Reindexed, Unit.PerSecond);
        Add(medians, "on disk, an article, index and all", store => store.Bytes, Unit.Bytes);
        Add(medians, "memory after that (RSS)", store => store.Megabytes, Unit.Megabytes);
        return [medians, tails, allocated];

        void Add(Measurement to, string row, Func<Measured, double> figure, Unit unit) => to.Add(row, [
            .. stores.Select(store => new Figure(Number(store.Count), figure(store), unit)),
            .. stores.Count < 2 ? Array.Empty<Figure>() : [new Figure($"{Number(stores[^1].Count)} : {Number(stores[0].Count)}", figure(stores[^1]) / figure(stores[0]), Of(unit))],
        ]);

        static Unit Of(Unit unit) => unit switch { Unit.TailMilliseconds => Unit.TailMultiple, Unit.PerSecond => Unit.Share, _ => Unit.Multiple };
    }

    private static async Task<Measured> MeasureAsync(string folder, int count)
    {
        var sample = new SampleStore();
        var (file, reindexed) = await sample.MakeAsync(folder, count);
        await using var server = await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, await ServerProcess.KeyAsync(ServerProcess.OwnBuild, folder), "--Cache:Enabled=false");

        var random = new Random(1);
        var cursor = await DeepCursorAsync(server.Http, count);
        string[] kinds = ["lead", "statements", "talks", "attacks"];
        var lines = new List<(string, Line)>
        {
            ("newest page", await ReadAsync(_ => "/api/v1/articles?limit=20")),
            ("page behind the 50,000th (or the last)", await ReadAsync(_ => $"/api/v1/articles?limit=20&cursor={cursor}")),
            ("one article", await ReadAsync(_ => $"/api/v1/articles/{random.Next(1, count + 1)}")),
            ("articles with a kind of section", await ReadAsync(n => $"/api/v1/articles?limit=20&kind={kinds[n % kinds.Length]}")),
            ("articles with a tag", await ReadAsync(n => $"/api/v1/articles?limit=20&tag={Uri.EscapeDataString($"標籤{(n % 50) + 1}")}")),
            ("sections of a kind", await ReadAsync(n => $"/api/v1/sections?limit=20&kind={kinds[n % kinds.Length]}")),
            ("newest lists", await ReadAsync(_ => "/api/v1/related-news?limit=20")),
            ("entries of a list", await ReadAsync(_ => $"/api/v1/related-news/{random.Next(1, count + 1)}/entries")),
            ("newest with a word of two characters", await ReadAsync(_ => $"/api/v1/articles?limit=20&q={Word()}")),
            ("best with a word of two characters", await ReadAsync(_ => $"/api/v1/search?limit=20&q={Word()}")),
            ("write one article", await TimeAsync(server, n => server.Http.PostAsync("/api/v1/articles", Article(sample, n)))),
        };
        return new Measured(count, lines, reindexed, new FileInfo(file).Length / (double)count, server.ResidentMegabytes);

        string Word() => Uri.EscapeDataString(sample.Pair(random));

        Task<Line> ReadAsync(Func<int, string> path) => TimeAsync(server, n => server.Http.GetAsync(path(n)));
    }

    private static async Task<Line> TimeAsync(ServerProcess server, Func<int, Task<HttpResponseMessage>> send)
    {
        // The first rounds are the compiler's.
        const int WarmUp = 3 * Requests;
        var milliseconds = new List<double>();
        var allocated = 0L;
        for (var n = 0; n < WarmUp + Requests; n++)
        {
            allocated = n == WarmUp ? await server.AllocatedBytesAsync() : allocated;
            var start = Stopwatch.GetTimestamp();
            (await send(n)).EnsureSuccessStatusCode().Dispose();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.RemoveRange(0, WarmUp);
        return new Line(milliseconds.Within(0.5), milliseconds.Within(0.99), (await server.AllocatedBytesAsync() - allocated) / Requests);
    }

    /// <summary>Walks to where a page deep in the list begins.</summary>
    private static async Task<string> DeepCursorAsync(HttpClient http, int count)
    {
        var cursor = "";
        for (var passed = 0; passed < Math.Min(DeepestPage, count - MaxPage); passed += MaxPage)
        {
            using var page = JsonDocument.Parse(await http.GetStringAsync($"/api/v1/articles?limit={MaxPage}&fields=id{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}"));
            cursor = page.RootElement.GetProperty("nextCursor").GetString()!;
        }

        return cursor;
    }

    private static StringContent Article(SampleStore sample, int n) => new(
        JsonSerializer.Serialize(new
        {
            headline = sample.Text(14) + n.ToString(CultureInfo.InvariantCulture),
            status = "published",
            tags = new[] { $"標籤{(n % 50) + 1}" },
            sections = new[] { new { kind = "talks", blocks = new[] { new { type = "paragraph", text = sample.Text(300) }, new { type = "paragraph", text = sample.Text(300) } } } },
        }),
        Encoding.UTF8, "application/json");

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What some requests took, ms, and what the server allocated for each, bytes.</summary>
    private sealed record Line(double Median, double High, long Allocated);

    /// <summary>A store that was measured.</summary>
    private sealed record Measured(int Count, IReadOnlyList<(string Name, Line Line)> Lines, double Reindexed, double Bytes, double Megabytes);
}
