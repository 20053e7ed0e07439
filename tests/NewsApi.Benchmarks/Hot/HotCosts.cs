using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NewsApi.Benchmarks.Results;
using Measurement = NewsApi.Benchmarks.Results.Measurement;

namespace NewsApi.Benchmarks.Hot;

/// <summary>Runs <see cref="HotPaths"/> with BenchmarkDotNet, within this process: nothing has to be built for it.</summary>
internal static class HotCosts
{
    /// <summary>Measures those whose names match one of the filters (<c>*Cursor*</c>), or all.</summary>
    public static IReadOnlyList<Measurement> Measure(string[] filter)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .AddLogger(new TextLogger(Console.Error))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "newsapi-hot"));
        if (filter.Length > 0)
        {
            // What the others are measured by is always there.
            config.AddFilter(new GlobFilter([.. filter, $"*.{nameof(HotPaths.ReadText)}"]));
        }

        var reports = BenchmarkRunner.Run<HotPaths>(config).Reports;
        var reading = Mean(reports.Single(report => report.BenchmarkCase.Descriptor.Baseline));
        var hot = Measurement.Begin("hot", "BenchmarkDotNet, ShortRun, in process; a page of 4 KB, an article of 2 KB, a list of 20");
        foreach (var report in reports)
        {
            hot.Add(
                report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                new Figure("a call", Mean(report) / 1000, Unit.Microseconds),
                new Figure("× reading the page", Mean(report) / reading, Unit.Multiple),
                new Figure("allocated", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? double.NaN, Unit.Bytes));
        }

        return [hot];
    }

    private static double Mean(BenchmarkReport report) => report.ResultStatistics?.Mean ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} did not run.");
}
