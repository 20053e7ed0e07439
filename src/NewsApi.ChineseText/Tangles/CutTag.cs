namespace NewsApi.ChineseText.Tangles;

/// <summary>The rest of a tag whose opening bracket is gone: <c>/p&gt;</c>, <c>br /&gt;</c>.</summary>
internal static class CutTag
{
    private static readonly string[] Names =
        ["p", "br", "div", "span", "strong", "b", "i", "em", "a", "li", "ul", "ol", "td", "tr", "table", "font", "center", "section", "h1", "h2", "h3", "h4", "h5", "h6"];

    /// <summary>The length of the rest of a tag at a place, or 0.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        if (end < text.Length && text[end] == '/') end++;
        var name = end;
        while (end < text.Length && end < name + 8 && char.IsAsciiLetterOrDigit(text[end])) end++;
        if (!IsName(text[name..end])) return 0;
        while (end < text.Length && end < name + 12 && text[end] is ' ' or '/') end++;
        return end < text.Length && text[end] == '>' ? end + 1 - start : 0;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var known in Names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
