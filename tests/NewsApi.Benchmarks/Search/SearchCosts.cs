using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NewsApi.Benchmarks.Search;

/// <summary>What searching costs, and how it grows with the store: in the database alone, and over HTTP.</summary>
internal static class SearchCosts
{
    private const int Queries = 200;

    /// <summary>Measures stores of some sizes.</summary>
    public static async Task PrintAsync(TextWriter output, IReadOnlyList<int> counts)
    {
        output.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} processors, SQLite; articles of 600 characters, one section, one tag; milliseconds, median / 99 %");
        foreach (var count in counts)
        {
            var folder = Directory.CreateTempSubdirectory("newsapi-search-").FullName;
            try
            {
                await MeasureAsync(output, folder, count);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(TextWriter output, string folder, int count)
    {
        var file = Path.Combine(folder, "news.db");
        var sample = new SampleStore();
        await ServerProcess.RunAsync(ServerProcess.OwnBuild, folder, "migrate");
        sample.Fill(file, count);
        var start = Stopwatch.GetTimestamp();
        await ServerProcess.RunAsync(ServerProcess.OwnBuild, folder, "reindex");
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} articles: reindex {count / seconds:F0}/s; index {Size(file) / 1e6:F1} MB, {(double)Size(file) / sample.TextBytes:F2} of the text"));

        // From very frequent to rare, each as often.
        var random = new Random(1);
        var pairs = sample.Pairs;
        string[] Mixed() => [.. Enumerable.Range(0, Queries).Select(_ => pairs[(int)Math.Pow(pairs.Count - 1, random.NextDouble())])];
        string[] Frequent() => [.. Enumerable.Range(0, Queries).Select(_ => pairs[random.Next(20)])];

        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            Line(output, "database: newest 20 by number, mixed words", [.. Mixed().Select(word => Time(() => Newest(connection, word)))]);
            Line(output, "database: newest 20 by number, frequent words", [.. Frequent().Select(word => Time(() => Newest(connection, word)))]);
        }

        await using var server = await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, key: null, "--Cache:Enabled=false");
        foreach (var (name, words, path) in new (string, Func<string[]>, string)[]
        {
            ("GET /articles?q= newest 20, mixed words", Mixed, "/api/v1/articles?q="),
            ("GET /articles?q= newest 20, frequent words", Frequent, "/api/v1/articles?q="),
            ("GET /search?q= best 20, mixed words", Mixed, "/api/v1/search?q="),
            ("GET /search?q= best 20, frequent words", Frequent, "/api/v1/search?q="),
            ("GET /search?q= best 20, two mixed words", () => [.. Mixed().Zip(Mixed(), (one, other) => $"{one} {other}")], "/api/v1/search?q="),
            ("GET /search/suggest?q=", Mixed, "/api/v1/search/suggest?q="),
        })
        {
            // The first rounds are the compiler's.
            foreach (var word in Enumerable.Range(0, 4).SelectMany(_ => words()))
            {
                (await server.Http.GetAsync(path + Uri.EscapeDataString(word))).EnsureSuccessStatusCode().Dispose();
            }

            var milliseconds = new List<double>();
            foreach (var word in words())
            {
                start = Stopwatch.GetTimestamp();
                (await server.Http.GetAsync(path + Uri.EscapeDataString(word))).EnsureSuccessStatusCode().Dispose();
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            Line(output, name, milliseconds);
        }
    }

    private static void Line(TextWriter output, string name, List<double> milliseconds)
    {
        milliseconds.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-48}{milliseconds[milliseconds.Count / 2],9:F2} /{milliseconds[(int)(milliseconds.Count * 0.99)],9:F2}"));
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Newest(SqliteConnection connection, string word)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT rowid FROM "SearchIndex" WHERE "SearchIndex" MATCH $query ORDER BY rowid DESC LIMIT 20""";
        command.Parameters.AddWithValue("$query", $"\"{ChineseText.Search.SearchText.Terms(word).Single(term => term.Length == 2)}\"");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
        }
    }

    private static long Size(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT sum(length("block")) FROM "SearchIndex_data") + (SELECT sum(length("sz") + 8) FROM "SearchIndex_docsize")
                + (SELECT sum(length("Kinds") + length("Tags") + length(CAST(coalesce("Source", '') AS BLOB)) + 28) FROM "SearchEntries")
            """;
        return (long)command.ExecuteScalar()!;
    }
}
