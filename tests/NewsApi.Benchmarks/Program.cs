using NewsApi.Benchmarks;

// dotnet run -c Release --project tests/NewsApi.Benchmarks -- text
if (args is ["text"])
{
    TextCosts.Print(Console.Out);
    return 0;
}

Console.Error.WriteLine("usage: NewsApi.Benchmarks text");
return 1;
