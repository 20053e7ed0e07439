using System.Globalization;
using NewsApi.Benchmarks;
using NewsApi.Benchmarks.Growth;
using NewsApi.Benchmarks.Hot;
using NewsApi.Benchmarks.Http;
using NewsApi.Benchmarks.Imports;
using NewsApi.Benchmarks.Mixed;
using NewsApi.Benchmarks.Results;
using NewsApi.Benchmarks.Search;
using NewsApi.Benchmarks.Start;
using NewsApi.Benchmarks.Writes;

const string Usage = """
    usage: NewsApi.Benchmarks MEASUREMENT [--save [FILE] | --compare]

      text                               functions of NewsApi.ChineseText, as multiples of reading the text
      hot [FILTER]                       functions of the server that most requests run through (BenchmarkDotNet)
      writes [ROUNDS] [NewsApi.dll ...]  batches, POST and PATCH, as shares of SQLite alone
      search [ARTICLES ...]              the index, and searches over HTTP
      reading [ARTICLES]                 lists and articles, as shares of Kestrel alone; memory, disk, p99 at 80 % load
      growth [ARTICLES ...]              the same requests to stores of several sizes
      imports [ARTICLES]                 folders of files, or ARTICLES in batches
      load [SECONDS] [POSTGRESQL]        64 clients read and write, and look for stale answers; on PostgreSQL with two nodes
      start                              the time to the first answer, as a multiple of an empty ASP.NET app's

      compare FILE                       compares what was saved in FILE with the baseline
      docs                               writes the tables and the chart of docs/performance.md from the baseline

    --save puts the figures into the baseline, or into FILE; --compare compares them with the baseline.
    The exit code is 1 when something failed, was stale, or is worse than the baseline by more than noise.
    """;

var end = Array.FindIndex(args, arg => arg.StartsWith("--", StringComparison.Ordinal));
var (command, output) = end < 0 ? (args, []) : (args[..end], args[end..]);
var isUnderstood = output is [] or ["--save"] or ["--save", _] or ["--compare"];
var measured = !isUnderstood ? null : command switch
{
    ["text"] => TextCosts.Measure(),
    ["hot", .. var filter] => HotCosts.Measure(filter),
    ["writes", .. var rest] => rest is [var first, ..] && int.TryParse(first, out var rounds) ? await WriteCosts.MeasureAsync(rounds, rest[1..]) : await WriteCosts.MeasureAsync(1, rest),
    ["search", .. var sizes] => await SearchCosts.MeasureAsync(sizes.Length > 0 ? [.. sizes.Select(Count)] : [10_000, 100_000]),
    ["reading", .. var size] => await ReadingCosts.MeasureAsync(size.Length > 0 ? Count(size[0]) : 10_000),
    ["growth", .. var sizes] => await GrowthCosts.MeasureAsync(sizes.Length > 0 ? [.. sizes.Select(Count)] : [10_000, 100_000]),
    ["imports"] => [await ImportCosts.FoldersAsync()],
    ["imports", var size] => [await ImportCosts.BatchesAsync(Count(size))],
    ["load", .. var rest] => [await MixedLoad.MeasureAsync(rest.Length > 0 ? Count(rest[0]) : 300, rest.ElementAtOrDefault(1))],
    ["start"] => [await StartCosts.MeasureAsync()],
    ["compare", var saved] => Baseline.Read(saved),
    _ => null,
};

switch ((command, measured, output))
{
    case (["raw", var url, var recordings], _, _):
        // The other server of "reading".
        await RawKestrel.ServeAsync(url, recordings);
        return 0;
    case (["docs"], _, []):
        var baseline = Baseline.Read(Baseline.Committed);
        File.WriteAllText(PerformancePage.File, PerformancePage.With(File.ReadAllText(PerformancePage.File), baseline));
        File.WriteAllText(PerformancePage.Chart, PerformancePage.ChartOf(baseline));
        return 0;
    case (["compare", _], { } saved, []):
        return Comparison.Print(Console.Out, Baseline.Read(Baseline.Committed), saved);
    case (_, { } now, _):
        foreach (var one in now)
        {
            Console.WriteLine($"\n{one.Name}\n\n{Markdown.Table(one)}");
        }

        if (output is ["--save", ..])
        {
            Baseline.Save(output.ElementAtOrDefault(1) ?? Baseline.Committed, now);
        }

        return (output is ["--compare"] ? Comparison.Print(Console.Out, Baseline.Read(Baseline.Committed), now) : 0) | (now.Any(one => one.IsFaulty) ? 1 : 0);
    default:
        Console.Error.WriteLine(Usage);
        return 1;
}

static int Count(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
