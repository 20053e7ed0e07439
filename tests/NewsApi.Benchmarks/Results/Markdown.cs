using System.Globalization;

namespace NewsApi.Benchmarks.Results;

/// <summary>Measurements as tables of Markdown.</summary>
internal static class Markdown
{
    /// <summary>A table, and under it when and where it was measured.</summary>
    public static string Table(Measurement of)
    {
        // Where all figures of a column are of one unit, it stands above them; elsewhere beside each.
        var columns = of.Rows.SelectMany(row => row.Figures).GroupBy(figure => figure.Name)
            .Select(column => (column.Key, Unit: column.Select(figure => Units.Of(figure.Unit).Symbol).Distinct().Count() == 1 ? column.First().Unit : (Unit?)null)).ToList();
        string[] lines =
        [
            $"| | {string.Join(" | ", columns.Select(column => column.Unit is { } unit ? Heading(column.Key, unit) : column.Key))} |",
            $"|---|{string.Concat(columns.Select(_ => "---:|"))}",
            .. of.Rows.Select(row => $"| {row.Name} | {string.Join(" | ", columns.Select(column => row.Figures.FirstOrDefault(figure => figure.Name == column.Key) is { } figure ? Cell(figure, column.Unit is null) : ""))} |"),
            "",
            string.Create(CultureInfo.InvariantCulture, $"{of.Setup}; {of.Circumstances.Date:yyyy-MM-dd}, {of.Circumstances.Processors} processors, .NET {of.Circumstances.DotNet}.{(of.Circumstances.Note is { } note ? $" {note}" : "")}"),
        ];
        return string.Join('\n', lines);
    }

    /// <summary>The heading over figures.</summary>
    public static string Heading(string name, Unit unit) => Units.Of(unit).Symbol is { Length: > 0 } symbol ? $"{name}, {symbol}" : name;

    /// <summary>Three digits, or all of those before the point.</summary>
    public static string Number(double value) =>
        !double.IsFinite(value) ? "–" : value.ToString(Math.Abs(value) switch { >= 100 => "N0", >= 10 => "0.#", >= 1 => "0.##", >= 0.1 => "0.##", >= 0.01 => "0.###", _ => "0.####" }, CultureInfo.InvariantCulture);

    private static string Cell(Figure figure, bool withUnit) => withUnit ? $"{Number(figure.Value)} {Units.Of(figure.Unit).Symbol}".TrimEnd() : Number(figure.Value);
}
