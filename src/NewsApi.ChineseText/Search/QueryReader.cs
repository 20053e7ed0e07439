namespace NewsApi.ChineseText.Search;

/// <summary>A piece of a query as it is written.</summary>
/// <param name="Text">A word, or what stands between quotation marks.</param>
/// <param name="IsExcluded">A hyphen stands before it.</param>
/// <param name="IsOr">It is OR or |, and joins what stands around it if both can be joined.</param>
internal readonly record struct QueryPart(string Text, bool IsExcluded, bool IsOr);

/// <summary>Cuts a query at its white space, quotation marks, hyphens and bars.</summary>
internal static class QueryReader
{
    private const string DoubleQuotes = "\"“”„＂";

    public static List<QueryPart> Parts(string text)
    {
        var parts = new List<QueryPart>();
        // Where no more quotation is closed, so that a row of opening marks is not looked through again and again.
        var unclosed = new Dictionary<string, int>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            if (text[at] is '|' or '｜')
            {
                parts.Add(new QueryPart("", false, true));
                at++;
                continue;
            }

            // GPT-5 excludes nothing, and neither does "GPT"-5.
            var isExcluded = text[at] is '-' or '－' or '−' && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '|' or '｜');
            if (isExcluded) at++;
            var end = QuotationEnd(text, at, unclosed);
            if (end > at)
            {
                parts.Add(new QueryPart(text[(at + 1)..end], isExcluded, false));
                at = end + 1;
                continue;
            }

            end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('|' or '｜')) end++;
            var word = text[at..end];
            parts.Add(new QueryPart(word, isExcluded, !isExcluded && word is "OR" or "ＯＲ"));
            at = end;
        }

        return parts;
    }

    // The place of the closing mark, or -1 where no quotation begins or it is not closed.
    private static int QuotationEnd(string text, int at, Dictionary<string, int> unclosed)
    {
        if (at >= text.Length) return -1;
        var closing = text[at] switch
        {
            '「' => "」",
            '『' => "』",
            _ => DoubleQuotes.Contains(text[at], StringComparison.Ordinal) ? DoubleQuotes : "",
        };
        if (closing.Length == 0 || (unclosed.TryGetValue(closing, out var from) && at >= from)) return -1;
        var end = text.AsSpan(at + 1).IndexOfAny(closing);
        if (end >= 0) return at + 1 + end;
        unclosed[closing] = at;
        return -1;
    }
}
