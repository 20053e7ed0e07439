using System.Globalization;
using System.Net;
using System.Text;

namespace NewsApi.Benchmarks.Results;

/// <summary>Draws growth as SVG: both axes in powers of ten, so that what is flat stays flat, and what grows with the store rises.</summary>
internal static class GrowthChart
{
    private const int Width = 860, Height = 440, Left = 60, Right = 300, Top = 20, Bottom = 45;

    private static readonly string[] Colours = ["#1b6ca8", "#c8553d", "#3d8361", "#8a5a9e", "#b8860b", "#4c6a78", "#a23b72", "#5b8c2a", "#d17b0f", "#2f4b7c", "#7a4419"];

    /// <summary>A line for each row of times, a point for each size: a size is what heads a column.</summary>
    public static string Draw(Measurement growth)
    {
        var lines = growth.Rows.Select(row => (row.Name, Points: row.Figures.Where(figure => figure.Unit == Unit.Milliseconds)
            .Select(figure => (Count: int.Parse(figure.Name, NumberStyles.AllowThousands, CultureInfo.InvariantCulture), figure.Value)).ToList())).Where(line => line.Points.Count > 0).ToList();
        var all = lines.SelectMany(line => line.Points).Select(point => point.Value).ToList();
        var counts = lines.SelectMany(line => line.Points).Select(point => point.Count).Distinct().Order().ToList();
        var (low, high) = (Math.Floor(Math.Log10(all.Min())), Math.Ceiling(Math.Log10(all.Max())));
        var (first, last) = (Math.Log10(counts[0]), Math.Log10(counts[^1]));
        double X(double count) => Left + ((Width - Left - Right) * (last > first ? (Math.Log10(count) - first) / (last - first) : 0.5));
        double Y(double value) => Top + ((Height - Top - Bottom) * (high - Math.Log10(value)) / Math.Max(1, high - low));

        var svg = new StringBuilder();
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="13" role="img" aria-label="Milliseconds of a request by size of the store">""");
        Add($"""<rect width="{Width}" height="{Height}" fill="#fff"/>""");
        for (var power = low; power <= high; power++)
        {
            var value = Math.Pow(10, power);
            Add($"""<line x1="{Left}" y1="{Y(value):F1}" x2="{Width - Right}" y2="{Y(value):F1}" stroke="#ddd"/><text x="{Left - 8}" y="{Y(value) + 4:F1}" text-anchor="end" fill="#555">{value:0.###} ms</text>""");
        }

        foreach (var count in counts)
        {
            Add($"""<text x="{X(count):F1}" y="{Height - Bottom + 20}" text-anchor="middle" fill="#555">{count:N0}</text>""");
        }

        Add($"""<text x="{Left + ((Width - Left - Right) / 2)}" y="{Height - 6}" text-anchor="middle" fill="#555">articles</text>""");
        foreach (var (index, (name, points)) in lines.Index())
        {
            var colour = Colours[index % Colours.Length];
            Add($"""<polyline fill="none" stroke="{colour}" stroke-width="2" points="{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Count):F1},{Y(point.Value):F1}")))}"/>""");
            Add($"""<rect x="{Width - Right + 20}" y="{Top + (index * 24)}" width="12" height="12" fill="{colour}"/><text x="{Width - Right + 40}" y="{Top + (index * 24) + 11}" fill="#222">{WebUtility.HtmlEncode(name)}</text>""");
        }

        Add($"</svg>");
        return svg.ToString();

        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
