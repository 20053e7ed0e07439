using System.Text.RegularExpressions;

namespace NewsApi.Benchmarks.Results;

/// <summary>
/// <c>docs/performance.md</c>: prose written by hand, and between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- /NAME --&gt;</c> the table of the
/// measurement of that name. Its chart is drawn from the same figures.
/// </summary>
internal static partial class PerformancePage
{
    /// <summary>Where the page is.</summary>
    public static string File { get; } = Baseline.InSource("../../../docs/performance.md");

    /// <summary>Where its chart is.</summary>
    public static string Chart { get; } = Baseline.InSource("../../../docs/images/growth.svg");

    /// <summary>The page with the tables of a baseline.</summary>
    /// <exception cref="InvalidDataException">The page has no place for one of them.</exception>
    public static string With(string page, IReadOnlyList<Measurement> baseline)
    {
        var homeless = baseline.Select(one => one.Name).Except(Place().Matches(page).Select(place => place.Groups["name"].Value)).ToList();
        return homeless.Count > 0
            ? throw new InvalidDataException($"The page has no place for {string.Join(", ", homeless)}.")
            : Place().Replace(page, place => baseline.SingleOrDefault(one => one.Name == place.Groups["name"].Value) is { } measured
                ? $"{place.Groups["begin"].Value}\n{Markdown.Table(measured)}\n{place.Groups["end"].Value}"
                : $"{place.Groups["begin"].Value}\nNot measured yet.\n{place.Groups["end"].Value}");
    }

    /// <summary>The chart of the growth in a baseline.</summary>
    public static string ChartOf(IReadOnlyList<Measurement> baseline) => GrowthChart.Draw(baseline.Single(one => one.Name == "growth"));

    [GeneratedRegex(@"(?<begin><!-- (?<name>[^/>][^>]*?) -->)\n.*?(?<end><!-- /\k<name> -->)", RegexOptions.Singleline)]
    private static partial Regex Place();
}
