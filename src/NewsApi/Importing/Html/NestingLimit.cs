using System.Text;

namespace NewsApi.Importing.Html;

/// <summary>
/// Leaves out tags that nest deeper than any page has reason to. Parsing looks through the open elements at nearly every tag, so that depth costs
/// its square; the text stays.
/// </summary>
internal static class NestingLimit
{
    private const int MaxDepth = 400;

    // These a parser opens anew in each paragraph while they are not closed.
    private const int MaxFormatting = 12;

    private static readonly HashSet<string> Formatting = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    };

    // Never open for long: they have no content, or the next one of the kind ends them.
    private static readonly HashSet<string> Uncounted = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "option", "html", "head", "body",
    };

    private static readonly HashSet<string> Raw = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "textarea", "title", "xmp", "iframe" };

    /// <summary>The same page, without the tags that are too deep.</summary>
    public static string Apply(string html)
    {
        StringBuilder? kept = null;
        var (copied, at) = (0, 0);
        var drawingsEnd = html.Length;
        var (depth, formatting, leftOut, leftOutFormatting) = (0, 0, 0, 0);
        while ((at = html.IndexOf('<', at)) >= 0)
        {
            if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                at = html.IndexOf("-->", at + 4, StringComparison.Ordinal) is var end and >= 0 ? end + 3 : html.Length;
                continue;
            }

            var isEnd = at + 1 < html.Length && html[at + 1] == '/';
            var start = at + (isEnd ? 2 : 1);
            var stop = start;
            while (stop < html.Length && char.IsAsciiLetterOrDigit(html[stop]))
            {
                stop++;
            }

            if (stop == start)
            {
                at++;
                continue;
            }

            var name = html.AsSpan(start, Math.Min(stop - start, 12));
            var close = TagEnd(html, stop);
            if (Raw.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                var finish = isEnd ? -1 : html.IndexOf($"</{name}", close, StringComparison.OrdinalIgnoreCase);
                at = isEnd ? close : finish >= 0 ? TagEnd(html, finish) : html.Length;
                continue;
            }

            // A drawing says nothing, and in it as in formulas tags nest that elsewhere don't.
            var isDrawing = name.Equals("svg", StringComparison.OrdinalIgnoreCase);
            if (!isEnd && (isDrawing || name.Equals("math", StringComparison.OrdinalIgnoreCase)))
            {
                var finish = isDrawing && at < drawingsEnd ? html.IndexOf("</svg", close, StringComparison.OrdinalIgnoreCase) : -1;
                drawingsEnd = isDrawing && finish < 0 ? 0 : drawingsEnd;
                (kept ??= new StringBuilder(html.Length)).Append(html, copied, at - copied).Append(' ');
                at = copied = finish >= 0 ? TagEnd(html, finish) : close;
                continue;
            }

            if (!Uncounted.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                var isLeftOut = Formatting.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name)
                    ? Count(isEnd, MaxFormatting, ref formatting, ref leftOutFormatting)
                    : Count(isEnd, MaxDepth, ref depth, ref leftOut);
                if (isLeftOut)
                {
                    (kept ??= new StringBuilder(html.Length)).Append(html, copied, at - copied).Append(' ');
                    copied = close;
                }
            }

            at = close;
        }

        return kept is null ? html : kept.Append(html, copied, html.Length - copied).ToString();
    }

    private static bool Count(bool isEnd, int max, ref int open, ref int leftOut)
    {
        if (!isEnd)
        {
            return open >= max ? ++leftOut > 0 : ++open < 0;
        }

        if (leftOut > 0)
        {
            leftOut--;
            return true;
        }

        open = Math.Max(0, open - 1);
        return false;
    }

    private static int TagEnd(string html, int from)
    {
        var quote = '\0';
        for (var at = from; at < html.Length; at++)
        {
            var character = html[at];
            if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
            }
            else if (character == '>')
            {
                return at + 1;
            }
            else if (character is '"' or '\'' && html[at - 1] == '=')
            {
                quote = character;
            }
        }

        return html.Length;
    }
}
