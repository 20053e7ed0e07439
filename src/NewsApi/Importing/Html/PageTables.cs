using System.Globalization;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>Tells tables of data from those that lay out a page, and reads them.</summary>
internal static class PageTables
{
    private const int MostColumns = 100;
    private const int LongestCell = 1200;

    // Longer cells beside tables within cells are parts of a page.
    private const int LongestNested = 300;

    /// <summary>Whether a table holds data rather than the layout of a page.</summary>
    /// <param name="node">The table.</param>
    /// <param name="table">The data; null where no cell says anything.</param>
    public static bool IsData(PageNode node, out TableBlock? table)
    {
        table = null;
        var parts = node.All().ToList();
        var rows = parts.Where(part => part.Name == "tr" && TableOf(part) == node).Select(row => row.Children.Where(cell => !cell.IsDropped && cell.Name is "td" or "th").ToList()).Where(row => row.Count > 0).ToList();
        var columns = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        var isLayout = columns < 2 || columns > MostColumns || rows.Count < 2 || (parts.Count(part => part.Name == "table") > 1 && !IsNested(parts, rows))
            || rows.Any(row => row.Any(cell => cell.Weight > LongestCell || cell.Children.Count(child => child.Name == "p" && child.Weight > 0) > 1));
        if (isLayout)
        {
            return false;
        }

        var caption = PlainWords.OrNull(parts.FirstOrDefault(part => part.Name == "caption")?.Words());
        var words = rows.Select(row => Row(row)).Where(row => row.Any(cell => cell.Length > 0)).ToList();
        if (words.Count > 0)
        {
            var width = Math.Min(MostColumns, words.Max(row => row.Count));
            foreach (var row in words)
            {
                row.AddRange(Enumerable.Repeat("", Math.Max(0, width - row.Count)));
                row.RemoveRange(width, row.Count - width);
            }

            table = new TableBlock { Caption = caption, Rows = words };
        }

        return true;
    }

    private static PageNode? TableOf(PageNode row)
    {
        var table = row.Parent;
        while (table is not null && table.Name != "table")
        {
            table = table.Parent;
        }

        return table;
    }

    /// <summary>Whether tables within cells are data as well. Pages are laid out by tables in tables too: with pictures, headings, links and long texts.</summary>
    private static bool IsNested(List<PageNode> parts, List<List<PageNode>> rows) =>
        rows.TrueForAll(row => row.Count == rows[0].Count && row.TrueForAll(cell => cell.Weight is > 0 and < LongestNested && cell.LinkDensity < 0.5))
        && !parts.Exists(part => part.Name is "img" or "h1" or "h2" or "h3" or "p" or "ul" or "ol" or "hr" or "form");

    /// <summary>Cells that span columns are followed by empty ones, so that columns stay below each other.</summary>
    private static List<string> Row(List<PageNode> cells)
    {
        var row = new List<string>();
        foreach (var cell in cells)
        {
            row.Add(cell.Words());
            var span = int.TryParse(cell.Attribute("colspan"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) ? Math.Clamp(columns, 1, MostColumns) : 1;
            row.AddRange(Enumerable.Repeat("", span - 1));
        }

        return row;
    }
}
