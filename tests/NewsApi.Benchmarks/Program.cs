using NewsApi.Benchmarks;
using NewsApi.Benchmarks.Writes;

// dotnet run -c Release --project tests/NewsApi.Benchmarks -- text
// dotnet run -c Release --project tests/NewsApi.Benchmarks -- writes [ROUNDS] [NewsApi.dll …]
switch (args)
{
    case ["text"]:
        TextCosts.Print(Console.Out);
        return 0;
    case ["writes", .. var rest]:
        var isCounted = rest is [var first, ..] && int.TryParse(first, out _);
        return await WriteCosts.PrintAsync(Console.Out, isCounted ? int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture) : 1, isCounted ? rest[1..] : rest);
    default:
        Console.Error.WriteLine("usage: NewsApi.Benchmarks text | writes [ROUNDS] [NewsApi.dll ...]");
        return 1;
}
