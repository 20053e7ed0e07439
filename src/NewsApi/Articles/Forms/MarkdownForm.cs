using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using NewsApi.Sections;

namespace NewsApi.Articles.Forms;

/// <summary>An article as Markdown (CommonMark 0.31, with the tables of GitHub). Text is text: no character of it becomes markup.</summary>
internal static class MarkdownForm
{
    // What can begin markup anywhere in a line.
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_[]<>&|~#$");

    // What begins it only at the start of one.
    private static readonly SearchValues<char> SpecialAtStart = SearchValues.Create("+-=:");

    /// <summary>Writes an article.</summary>
    public static byte[] Write(ArticleResponse article)
    {
        var text = new StringBuilder().Append("# ").Append(Escape(article.Headline)).Append("\n\n");
        List<string> about = [.. article.Authors];
        if (article.PublishedAt is { } publishedAt)
        {
            about.Add(PrintedDate.Of(publishedAt, article.PublishedPrecision));
        }

        if (about.Count > 0)
        {
            text.Append('*').Append(string.Join(" · ", about.Select(Escape))).Append("*\n\n");
        }

        foreach (var media in article.Media.Where(media => media.Url is not null))
        {
            text.Append(media.Type == Model.MediaType.Image ? "!" : "").Append(Link(media.Caption ?? article.Headline, media.Url!)).Append("\n\n");
        }

        foreach (var section in article.Sections)
        {
            if (section.Heading is { } heading)
            {
                text.Append("## ").Append(Escape(heading)).Append("\n\n");
            }

            foreach (var block in section.Blocks)
            {
                Write(text, block);
            }
        }

        foreach (var list in article.RelatedNews)
        {
            text.Append(list.Title is null ? "---\n\n" : $"## {Escape(list.Title)}\n\n");
            foreach (var entry in list.Entries)
            {
                text.Append("- ").Append(Escape(entry.PrintedTime));
                text.Append(entry.Url is { } url ? " " + Link(entry.Title ?? url, url) : entry.Title is { } title ? " " + Escape(title) : "").Append('\n');
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString().TrimEnd('\n') + "\n");
    }

    private static void Write(StringBuilder text, BlockResponse block)
    {
        switch (block)
        {
            case ParagraphResponse paragraph:
                text.Append(Lines(paragraph.Text, "")).Append("\n\n");
                break;
            case ListResponse list:
                foreach (var (index, point) in list.Items.Index())
                {
                    var mark = list.Ordered ? $"{(index + 1).ToString(CultureInfo.InvariantCulture)}. " : "- ";
                    text.Append(mark).Append(Lines(point.Text, new string(' ', mark.Length))).Append('\n');
                }

                // Two lists one after the other would be one.
                text.Append("\n<!-- -->\n\n");
                break;
            case QuoteResponse quote:
                text.Append("> ").Append(Lines(quote.Text, "> ")).Append('\n');
                text.Append(quote.Attribution is null ? "" : $">\n> — {Escape(quote.Attribution)}\n").Append('\n');
                break;
            case ImageResponse { Url: { } url } image:
                text.Append('!').Append(Link(image.Caption ?? "", url)).Append("\n\n");
                break;
            case VideoResponse { Url: { } url } video:
                text.Append(Link(video.Caption ?? url, url)).Append("\n\n");
                break;
            case ImageResponse or VideoResponse:
                var caption = PlainBlocks.TextOf(block);
                text.Append(caption.Length == 0 ? "" : Lines(caption, "") + "\n\n");
                break;
            case TableResponse table:
                Write(text, table);
                break;
            default:
                throw new UnreachableException($"A block of type {block.GetType().Name} has no Markdown.");
        }
    }

    private static void Write(StringBuilder text, TableResponse table)
    {
        text.Append(table.Caption is { } caption ? Lines(caption, "") + "\n\n" : "");
        foreach (var (index, row) in table.Rows.Index())
        {
            text.Append("| ").Append(string.Join(" | ", row.Select(cell => Escape(cell).Replace("\n", "<br>", StringComparison.Ordinal)))).Append(" |\n");
            text.Append(index == 0 ? $"|{string.Concat(Enumerable.Repeat(" --- |", row.Count))}\n" : "");
        }

        text.Append('\n');
    }

    private static string Link(string text, string url) => $"[{Escape(text).ReplaceLineEndings(" ")}](<{url.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal)}>)";

    /// <summary>Lines that stay lines; those behind the first begin with what holds them in their block.</summary>
    private static string Lines(string text, string indent) => string.Join($"\\\n{indent}", text.Split('\n').Select(Escape));

    private static string Escape(string line)
    {
        var escaped = new StringBuilder(line.Length + 8);
        var isStart = true;
        var digits = 0;
        foreach (var character in line)
        {
            // White space at the start of a line would be lost, or make code of it.
            if (isStart && character is ' ' or '\t' && escaped.Length == 0)
            {
                escaped.Append(character == ' ' ? "&#32;" : "&#9;");
                continue;
            }

            var isMarkOfNumber = digits > 0 && digits == escaped.Length && character is '.' or ')';
            if (Special.Contains(character) || (isStart && SpecialAtStart.Contains(character)) || isMarkOfNumber)
            {
                escaped.Append('\\');
            }

            digits += char.IsAsciiDigit(character) ? 1 : 0;
            isStart = false;
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
