using System.Text.RegularExpressions;
using NewsApi.Benchmarks.Results;

namespace NewsApi.Tests.Architecture;

/// <summary>Figures of docs/performance.md come from the baseline of the benchmarks, and what is worse than that is noticed.</summary>
public sealed partial class PerformancePageTests
{
    [Fact]
    public void Tables_and_chart_are_those_of_the_baseline()
    {
        var baseline = Baseline.Read(Baseline.Committed);

        Snapshot.Matches(PerformancePage.With(File.ReadAllText(PerformancePage.File), baseline), PerformancePage.File);
        Snapshot.Matches(PerformancePage.ChartOf(baseline), PerformancePage.Chart);
    }

    [Fact]
    public void No_table_of_figures_is_written_by_hand()
    {
        // Columns of figures are set to the right.
        var prose = Generated().Replace(File.ReadAllText(PerformancePage.File), "");

        Assert.DoesNotContain("---:|", prose, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Unit.Milliseconds), 10, 16, false)]
    [InlineData(nameof(Unit.Milliseconds), 10, 18, true)]
    [InlineData(nameof(Unit.PerSecond), 1000, 500, true)]
    [InlineData(nameof(Unit.PerSecond), 1000, 2000, false)]
    [InlineData(nameof(Unit.Share), 0.8, 0.7, false)]
    [InlineData(nameof(Unit.Share), 0.8, 0.6, true)]
    [InlineData(nameof(Unit.Multiple), 2, 3, true)]
    [InlineData(nameof(Unit.Bytes), 1000, 1200, true)]
    [InlineData(nameof(Unit.Bytes), 0, 0, false)]
    [InlineData(nameof(Unit.Faults), 0, 1, true)]
    public void What_is_worse_by_more_than_noise_is_a_regression(string unit, double before, double now, bool isRegression)
    {
        var compared = Assert.Single(Comparison.Of([Measured(Enum.Parse<Unit>(unit), before)], [Measured(Enum.Parse<Unit>(unit), now)]));

        Assert.Equal(isRegression, compared.IsRegression);
        Assert.Equal(isRegression ? 1 : 0, Comparison.Print(TextWriter.Null, [Measured(Enum.Parse<Unit>(unit), before)], [Measured(Enum.Parse<Unit>(unit), now)]));
    }

    [Fact]
    public void What_is_saved_takes_the_place_of_what_had_its_name()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Baseline.Save(file, [Measured(Unit.Milliseconds, 1), Measured(Unit.Bytes, 5) with { Name = "size" }]);
            Baseline.Save(file, [Measured(Unit.Milliseconds, 2)]);

            Assert.Equal([("reading", Unit.Milliseconds, 2), ("size", Unit.Bytes, 5)], Baseline.Read(file).Select(one => (one.Name, one.Rows[0].Figures[0].Unit, one.Rows[0].Figures[0].Value)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_run_that_can_not_be_compared_is_no_good_run()
    {
        var other = Measured(Unit.Milliseconds, 1) with { Setup = "another" };

        Assert.Equal(1, Comparison.Print(TextWriter.Null, [Measured(Unit.Milliseconds, 1)], [other]));
    }

    private static Measurement Measured(Unit unit, double value) =>
        new("reading", "10 articles", new Circumstances(new DateOnly(2026, 1, 1), 2, "10.0.0"), [new Row("list", [new Figure("now", value, unit)])]);

    [GeneratedRegex(@"<!-- (?<name>[^/>][^>]*?) -->.*?<!-- /\k<name> -->", RegexOptions.Singleline)]
    private static partial Regex Generated();
}
