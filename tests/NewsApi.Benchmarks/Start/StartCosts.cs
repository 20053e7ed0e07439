using System.Diagnostics;
using NewsApi.Benchmarks.Results;

namespace NewsApi.Benchmarks.Start;

/// <summary>
/// How long a start takes until the first answer, as a multiple of what the template "ASP.NET Core Empty" (<c>dotnet new web</c>) takes.
/// Both are published and started in turns.
/// </summary>
internal static class StartCosts
{
    private const int Starts = 5;

    /// <summary>Publishes and measures.</summary>
    public static async Task<Measurement> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("newsapi-start-").FullName;
        try
        {
            var project = Baseline.InSource("../../../src/NewsApi");
            await ServerProcess.DotnetAsync(folder, "new web --name Empty --output empty");
            await ServerProcess.DotnetAsync(folder, "publish empty --configuration Release --output empty-app");

            // Compiled once, published twice.
            var publish = $"publish \"{project}\" --configuration Release --use-current-runtime --no-self-contained --artifacts-path artifacts";
            await ServerProcess.DotnetAsync(folder, $"{publish} -p:PublishReadyToRun=true --output ahead");
            await ServerProcess.DotnetAsync(folder, $"{publish} --no-build --output app");

            // A store that is there, with the seed story.
            await TimeAsync(folder, "app/NewsApi.dll", "/api/v1/articles/1");
            var (empty, ours, ahead) = (new List<double>(), new List<double>(), new List<double>());
            for (var start = 0; start < Starts; start++)
            {
                empty.Add(await TimeAsync(folder, "empty-app/Empty.dll", "/"));
                ours.Add(await TimeAsync(folder, "app/NewsApi.dll", "/api/v1/articles"));
                ahead.Add(await TimeAsync(folder, "ahead/NewsApi.dll", "/api/v1/articles"));
            }

            var measured = Measurement.Begin("start", $"from the start of the process to the first 200, medians of {Starts} starts in turns, published, SQLite");
            foreach (var (name, times) in new[] { ("ASP.NET Core Empty (`dotnet new web`)", empty), ("ours, a list from a store that is there", ours), ("the same, compiled ahead as in the Docker image", ahead) })
            {
                measured.Add(name, new Figure("first answer", times.Within(0.5), Unit.Milliseconds), new Figure("× empty", times.Zip(empty, (one, other) => one / other).Within(0.5), Unit.Multiple));
            }

            return measured;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> TimeAsync(string folder, string build, string target)
    {
        var address = ServerProcess.FreeAddress();
        var start = Stopwatch.GetTimestamp();
        await using var server = await ServerProcess.UntilReadyAsync(ServerProcess.Start(Path.Combine(folder, build), folder, $"--urls={address}"), address, key: null, target);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
