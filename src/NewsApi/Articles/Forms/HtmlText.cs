using System.Diagnostics;
using System.Text;
using NewsApi.Model;
using NewsApi.Sections;

namespace NewsApi.Articles.Forms;

/// <summary>
/// The text of an article as HTML, for forms that carry it. It is well-formed XML as well, and no character of the text becomes markup.
/// </summary>
internal static class HtmlText
{
    /// <summary>The whole text: media, sections under headings, lists of related news.</summary>
    public static string Of(ArticleResponse article)
    {
        var html = new StringBuilder();
        foreach (var media in article.Media.Where(media => media.Url is not null))
        {
            Figure(html, media.Type, media.Url, media.Caption);
        }

        foreach (var section in article.Sections)
        {
            Write(html, section);
        }

        foreach (var list in article.RelatedNews)
        {
            html.Append(list.Title is { } title ? $"<h2>{Escape(title)}</h2>" : "<hr />").Append("<ul>");
            foreach (var entry in list.Entries)
            {
                html.Append("<li>").Append(Escape(entry.PrintedTime));
                html.Append(entry.Url is { } url ? $" <a href=\"{Escape(url)}\">{Escape(entry.Title ?? url)}</a>" : entry.Title is { } named ? " " + Escape(named) : "").Append("</li>");
            }

            html.Append("</ul>");
        }

        // A headline without a text is all there is to say.
        return html.Length > 0 ? html.ToString() : $"<p>{Escape(article.Headline)}</p>";
    }

    /// <summary>A section under its heading.</summary>
    public static void Write(StringBuilder html, SectionResponse section)
    {
        if (section.Heading is { } heading)
        {
            html.Append("<h2>").Append(Escape(heading)).Append("</h2>");
        }

        foreach (var block in section.Blocks)
        {
            Write(html, block);
        }
    }

    private static void Write(StringBuilder html, BlockResponse block)
    {
        switch (block)
        {
            case ParagraphResponse paragraph:
                html.Append("<p>").Append(Lines(paragraph.Text)).Append("</p>");
                break;
            case ListResponse list:
                var element = list.Ordered ? "ol" : "ul";
                html.Append('<').Append(element).Append('>').AppendJoin("", list.Items.Select(point => $"<li>{Lines(point.Text)}</li>")).Append("</").Append(element).Append('>');
                break;
            case QuoteResponse quote:
                html.Append("<blockquote><p>").Append(Lines(quote.Text)).Append("</p>");
                html.Append(quote.Attribution is { } attribution ? $"<footer>{Escape(attribution)}</footer>" : "").Append("</blockquote>");
                break;
            case ImageResponse image:
                Figure(html, MediaType.Image, image.Url, image.Caption);
                break;
            case VideoResponse video:
                Figure(html, MediaType.Video, video.Url, video.Caption);
                break;
            case TableResponse table:
                html.Append("<table>").Append(table.Caption is { } caption ? $"<caption>{Lines(caption)}</caption>" : "");
                html.AppendJoin("", table.Rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Lines(cell)}</td>"))}</tr>")).Append("</table>");
                break;
            default:
                throw new UnreachableException($"A block of type {block.GetType().Name} has no HTML.");
        }
    }

    /// <summary>A link stands for a video or sound: what plays it, whoever shows the page decides.</summary>
    private static void Figure(StringBuilder html, MediaType type, string? url, string? caption)
    {
        if (url is null && caption is null)
        {
            return;
        }

        html.Append("<figure>");
        html.Append(url is null ? "" : type == MediaType.Image ? $"<img src=\"{Escape(url)}\" alt=\"{Escape(caption ?? "")}\" />" : $"<a href=\"{Escape(url)}\">{Escape(url)}</a>");
        html.Append(caption is null ? "" : $"<figcaption>{Lines(caption)}</figcaption>").Append("</figure>");
    }

    private static string Lines(string text) => Escape(text).Replace("\n", "<br />", StringComparison.Ordinal);

    /// <summary>The text with what HTML and XML take for markup written as references; Han characters stay themselves.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);
}
