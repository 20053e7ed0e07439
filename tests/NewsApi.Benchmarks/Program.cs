using System.Globalization;
using NewsApi.Benchmarks;
using NewsApi.Benchmarks.Growth;
using NewsApi.Benchmarks.Http;
using NewsApi.Benchmarks.Imports;
using NewsApi.Benchmarks.Search;
using NewsApi.Benchmarks.Writes;

// dotnet run -c Release --project tests/NewsApi.Benchmarks -- text
// dotnet run -c Release --project tests/NewsApi.Benchmarks -- writes [ROUNDS] [NewsApi.dll …]
// dotnet run -c Release --project tests/NewsApi.Benchmarks -- search [ARTICLES …]
// dotnet run -c Release --project tests/NewsApi.Benchmarks -- imports
// dotnet run -c Release --project tests/NewsApi.Benchmarks -- reading [ARTICLES]
// dotnet run -c Release --project tests/NewsApi.Benchmarks -- growth [ARTICLES …] [FILE.svg]
switch (args)
{
    case ["text"]:
        TextCosts.Print(Console.Out);
        return 0;
    case ["writes", .. var rest]:
        var isCounted = rest is [var first, ..] && int.TryParse(first, out _);
        return await WriteCosts.PrintAsync(Console.Out, isCounted ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 1, isCounted ? rest[1..] : rest);
    case ["search", .. var sizes]:
        await SearchCosts.PrintAsync(Console.Out, sizes.Length == 0 ? [10_000, 100_000] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
        return 0;
    case ["imports"]:
        await ImportCosts.PrintAsync(Console.Out);
        return 0;
    case ["reading"]:
        await ReadingCosts.PrintAsync(Console.Out, 10_000);
        return 0;
    case ["reading", var count]:
        await ReadingCosts.PrintAsync(Console.Out, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["growth", .. var stores]:
        var chart = stores is [.., var file] && file.EndsWith(".svg", StringComparison.Ordinal) ? file : null;
        var counts = stores.Where(size => size != chart).Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        await GrowthCosts.PrintAsync(Console.Out, counts.Count == 0 ? [10_000, 100_000] : counts, chart);
        return 0;
    case ["raw", var url, var recordings]:
        // The other server of "reading".
        await RawKestrel.ServeAsync(url, recordings);
        return 0;
    default:
        Console.Error.WriteLine("usage: NewsApi.Benchmarks text | writes [ROUNDS] [NewsApi.dll ...] | search [ARTICLES ...] | imports | reading [ARTICLES] | growth [ARTICLES ...] [FILE.svg]");
        return 1;
}
