using System.Diagnostics;
using System.Globalization;
using NewsApi.Sections;

namespace NewsApi.Articles.Forms;

/// <summary>The text of a block as one reads it aloud: without markup, with the numbers of numbered points.</summary>
internal static class PlainBlocks
{
    /// <summary>The text of a block; empty where it has none.</summary>
    public static string TextOf(BlockResponse block) => block switch
    {
        ParagraphResponse paragraph => paragraph.Text,
        ListResponse list => string.Join('\n', list.Items.Select((point, index) =>
            $"{(list.Ordered ? $"{(index + 1).ToString(CultureInfo.InvariantCulture)}." : "-")} {point.Text.Replace("\n", "\n  ", StringComparison.Ordinal)}")),
        QuoteResponse quote => quote.Attribution is null ? $"「{quote.Text}」" : $"「{quote.Text}」—— {quote.Attribution}",
        ImageResponse image => image.Caption ?? "",
        VideoResponse video => video.Caption ?? "",
        TableResponse table => string.Join('\n', new[] { table.Caption }.OfType<string>().Concat(table.Rows.Select(row => string.Join('\t', row.Select(cell => cell.Replace('\n', ' ')))))),
        _ => throw new UnreachableException($"A block of type {block.GetType().Name} has no text."),
    };
}
