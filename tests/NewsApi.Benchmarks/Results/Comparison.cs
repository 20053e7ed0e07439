namespace NewsApi.Benchmarks.Results;

/// <summary>A figure of now beside the one of the baseline.</summary>
/// <param name="Measurement">Name of the measurement.</param>
/// <param name="Row">Name of the row.</param>
/// <param name="Before">The figure of the baseline.</param>
/// <param name="Now">The figure now.</param>
internal sealed record Comparison(string Measurement, string Row, Figure Before, Figure Now)
{
    /// <summary>By what factor it got worse; below 1 where it got better.</summary>
    public double Worse => (Units.Of(Before.Unit).IsMoreBetter ? Before.Value / Now.Value : Now.Value / Before.Value) is var factor && double.IsNaN(factor) ? 1 : factor;

    /// <summary>Whether that is more than noise.</summary>
    public bool IsRegression => Worse > Units.Of(Before.Unit).Noise;

    /// <summary>Pairs the figures of measurements that were set up alike.</summary>
    public static IReadOnlyList<Comparison> Of(IReadOnlyList<Measurement> baseline, IReadOnlyList<Measurement> now) =>
    [
        .. from old in baseline
           from later in now
           where (later.Name, later.Setup) == (old.Name, old.Setup)
           from oldRow in old.Rows
           from row in later.Rows
           where row.Name == oldRow.Name
           from before in oldRow.Figures
           from figure in row.Figures
           where figure.Name == before.Name
           select new Comparison(old.Name, oldRow.Name, before, figure),
    ];

    /// <summary>Prints a table, and whether anything got worse by more than noise.</summary>
    /// <returns>Exit code: 1 when something did, or when there was nothing to compare.</returns>
    public static int Print(TextWriter output, IReadOnlyList<Measurement> baseline, IReadOnlyList<Measurement> now)
    {
        var compared = Of(baseline, now);
        output.WriteLine("| | | | baseline | now | now : baseline | |");
        output.WriteLine("|---|---|---|---:|---:|---:|---|");
        foreach (var one in compared)
        {
            output.WriteLine($"| {one.Measurement} | {one.Row} | {Markdown.Heading(one.Before.Name, one.Before.Unit)} | {Markdown.Number(one.Before.Value)} | {Markdown.Number(one.Now.Value)} | {Markdown.Number(one.Now.Value / one.Before.Value)} | {(one.IsRegression ? "**worse**" : "")} |");
        }

        foreach (var lonely in now.Where(one => compared.All(pair => pair.Measurement != one.Name)))
        {
            output.WriteLine($"\nNot compared: the baseline has no {lonely.Name} of \"{lonely.Setup}\".");
        }

        var worse = compared.Count(one => one.IsRegression);
        output.WriteLine($"\n{compared.Count} figures compared, {worse} worse by more than noise.");
        return worse > 0 || compared.Count == 0 ? 1 : 0;
    }
}
