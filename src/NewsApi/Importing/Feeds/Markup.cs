using System.Net;
using System.Text;
using System.Xml.Linq;

namespace NewsApi.Importing.Feeds;

/// <summary>Markup within the elements of a feed, which is written down in several ways.</summary>
internal static class Markup
{
    // Only these are taken for markup in a title: a headline may speak of <div>, or of any other thing in angle brackets.
    private static readonly HashSet<string> TitleElements = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "big", "br", "cite", "em", "font", "i", "img", "mark", "nobr", "p", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
    };

    private static readonly HashSet<string> VoidElements = new(StringComparer.OrdinalIgnoreCase) { "area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr" };

    /// <summary>Whether an element of HTML never has content, and so no end.</summary>
    public static bool IsVoid(string name) => VoidElements.Contains(name);

    /// <summary>A title's text without markup.</summary>
    public static string Strip(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
            {
                break;
            }

            text.Append(html, at, open - at);
            var name = open + 1 < html.Length && html[open + 1] == '/' ? open + 2 : open + 1;
            var end = name;
            while (end < html.Length && char.IsAsciiLetterOrDigit(html[end]))
            {
                end++;
            }

            // A tag is shorter than this; looking further for its end would take long where there is none.
            var close = html.IndexOf('>', end, Math.Min(html.Length - end, 2000));
            if (close >= 0 && TitleElements.Contains(html[name..end]))
            {
                text.Append(html.AsSpan(name, end - name) is "br" or "p" ? " " : "");
                at = close + 1;
            }
            else
            {
                text.Append('<');
                at = open + 1;
            }
        }

        text.Append(html, Math.Min(at, html.Length), html.Length - Math.Min(at, html.Length));
        return WebUtility.HtmlDecode(text.ToString());
    }

    /// <summary>Plain text as a piece of HTML that reads the same.</summary>
    public static string OfPlainText(string text) =>
        text.AsSpan().ContainsAny('<', '&')
            ? string.Concat(text.ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => $"<p>{Escape(line)}</p>"))
            : text;

    /// <summary>What is in an element, as HTML.</summary>
    public static string Inside(XElement element)
    {
        var html = new StringBuilder();
        AppendInside(element, html);
        return html.ToString();
    }

    private static void AppendInside(XElement element, StringBuilder html)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText text)
            {
                html.Append(Escape(text.Value));
            }
            else if (node is XElement child)
            {
                var name = child.Name.LocalName;
                html.Append('<').Append(name);
                foreach (var attribute in child.Attributes())
                {
                    html.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(Escape(attribute.Value)).Append('"');
                }

                html.Append('>');
                if (!IsVoid(name))
                {
                    AppendInside(child, html);
                    html.Append("</").Append(name).Append('>');
                }
            }
        }
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
