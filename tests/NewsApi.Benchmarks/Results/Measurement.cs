using System.Text.Json.Serialization;

namespace NewsApi.Benchmarks.Results;

/// <summary>One number.</summary>
/// <param name="Name">What it says of its row: the heading of its column.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">What it is counted in.</param>
internal sealed record Figure(string Name, double Value, Unit Unit);

/// <summary>The figures of one thing that was measured.</summary>
internal sealed record Row(string Name, IReadOnlyList<Figure> Figures);

/// <summary>When and where something was measured.</summary>
/// <param name="Date">The day.</param>
/// <param name="Processors">How many processors the load generator and the server shared.</param>
/// <param name="DotNet">Version of .NET.</param>
/// <param name="Note">What else is to be known of the run.</param>
internal sealed record Circumstances(DateOnly Date, int Processors, string DotNet, string? Note = null);

/// <summary>What a run measured: a table.</summary>
/// <param name="Name">Its name in the baseline and in <c>docs/performance.md</c>.</param>
/// <param name="Setup">How much of what was measured. Runs with another setup are not compared.</param>
/// <param name="Circumstances">When and where.</param>
/// <param name="Rows">What came of it.</param>
internal sealed record Measurement(string Name, string Setup, Circumstances Circumstances, IList<Row> Rows)
{
    /// <summary>Begins one, here and now.</summary>
    public static Measurement Begin(string name, string setup) =>
        new(name, setup, new Circumstances(DateOnly.FromDateTime(DateTime.UtcNow), Environment.ProcessorCount, Environment.Version.ToString()), []);

    /// <summary>Adds a row, and shows it to whoever waits for the others. What could not be measured is left out.</summary>
    public void Add(string row, params IEnumerable<Figure> figures)
    {
        Rows.Add(new Row(row, [.. figures.Where(figure => double.IsFinite(figure.Value)).Select(figure => figure with { Value = Rounded(figure.Value) })]));
        Console.Error.WriteLine($"{Name} | {row}: {string.Join(", ", Rows[^1].Figures.Select(figure => $"{figure.Name} {Markdown.Number(figure.Value)} {Units.Of(figure.Unit).Symbol}".TrimEnd()))}");
    }

    /// <summary>Whether anything happened that must not.</summary>
    [JsonIgnore]
    public bool IsFaulty => Rows.Any(row => row.Figures.Any(figure => figure is { Unit: Unit.Faults, Value: > 0 }));

    /// <summary>The medians of several runs; of faults, the most.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> runs) => runs[0] with
    {
        Rows = [.. runs[0].Rows.Select(row => row with
        {
            Figures = [.. row.Figures.Select(figure => figure with
            {
                Value = runs.SelectMany(run => run.Rows).Where(other => other.Name == row.Name).SelectMany(other => other.Figures)
                    .Where(other => other.Name == figure.Name).Select(other => other.Value).Within(figure.Unit == Unit.Faults ? 1 : 0.5),
            })],
        })],
    };

    /// <summary>Four digits are more than any of it is sure of.</summary>
    private static double Rounded(double value) => value == 0 ? 0 : Math.Round(value, (int)Math.Clamp(3 - Math.Floor(Math.Log10(Math.Abs(value))), 0, 9));
}
