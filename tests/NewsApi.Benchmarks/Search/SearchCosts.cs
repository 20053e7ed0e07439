using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NewsApi.Benchmarks.Results;

namespace NewsApi.Benchmarks.Search;

/// <summary>What searching costs, and how it grows with the store: in the database alone, and over HTTP.</summary>
internal static class SearchCosts
{
    private const int Queries = 200;

    /// <summary>Measures stores of some sizes.</summary>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(IReadOnlyList<int> counts)
    {
        var measured = new List<Measurement>();
        foreach (var count in counts)
        {
            var folder = Directory.CreateTempSubdirectory("newsapi-search-").FullName;
            try
            {
                measured.Add(Measurement.Begin(string.Create(CultureInfo.InvariantCulture, $"search, {count:N0} articles"), $"articles of 600 characters, SQLite, nothing kept, {Queries} queries one after the other"));
                await MeasureAsync(measured[^1], folder, count);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return measured;
    }

    private static async Task MeasureAsync(Measurement to, string folder, int count)
    {
        var sample = new SampleStore();
        var (file, reindexed) = await sample.MakeAsync(folder, count);
        to.Add("`reindex`, articles, with the start of the program", new Figure("figure", reindexed, Unit.PerSecond));
        to.Add("index with the entries beside it : text, bytes", new Figure("figure", (double)Size(file) / sample.TextBytes, Unit.Multiple));

        var random = new Random(1);
        string[] Mixed() => [.. Enumerable.Range(0, Queries).Select(_ => sample.Pair(random))];
        string[] Frequent() => [.. Enumerable.Range(0, Queries).Select(_ => sample.Pairs[random.Next(20)])];

        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            Line(to, "in the database: newest 20 with a two-character word, mixed words", [.. Mixed().Select(word => Time(() => Newest(connection, word)))]);
            Line(to, "the same, the 20 most frequent words", [.. Frequent().Select(word => Time(() => Newest(connection, word)))]);
        }

        await using var server = await ServerProcess.ServeAsync(ServerProcess.OwnBuild, folder, key: null, "--Cache:Enabled=false");
        foreach (var (name, words, path) in new (string, Func<string[]>, string)[]
        {
            ("`GET /articles?q=`, mixed words", Mixed, "/api/v1/articles?q="),
            ("`GET /articles?q=`, the 20 most frequent words", Frequent, "/api/v1/articles?q="),
            ("`GET /search?q=`, mixed words", Mixed, "/api/v1/search?q="),
            ("`GET /search?q=`, the 20 most frequent words", Frequent, "/api/v1/search?q="),
            ("`GET /search?q=`, two mixed words", () => [.. Mixed().Zip(Mixed(), (one, other) => $"{one} {other}")], "/api/v1/search?q="),
            ("`GET /search/suggest?q=`", Mixed, "/api/v1/search/suggest?q="),
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
                var sent = Stopwatch.GetTimestamp();
                (await server.Http.GetAsync(path + Uri.EscapeDataString(word))).EnsureSuccessStatusCode().Dispose();
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            Line(to, name, milliseconds);
        }
    }

    private static void Line(Measurement to, string name, List<double> milliseconds) =>
        to.Add(name, new Figure("p50", milliseconds.Within(0.5), Unit.Milliseconds), new Figure("p99", milliseconds.Within(0.99), Unit.TailMilliseconds));

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
