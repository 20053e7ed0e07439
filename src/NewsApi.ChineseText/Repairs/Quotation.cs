namespace NewsApi.ChineseText.Repairs;

/// <summary>Quoted text is what somebody writes about: `ÕâÖÖ`, 「æ–°é—»」, “锟斤拷”.</summary>
internal static class Quotation
{
    private const int Longest = 200; // characters
    private const string Opening = "`\"'“「『‘《（(";
    private const string Closing = "`\"'”」』’》）)";

    /// <summary>Whether everything beyond ASCII in a stretch of a line stands in quotes, in a code span or in brackets.</summary>
    public static bool Holds(ReadOnlySpan<char> line, int start, int end)
    {
        while (start < end && IsPlain(line[start])) start++;
        while (end > start && IsPlain(line[end - 1])) end--;
        var open = start - 1;
        while (open >= 0 && start - open < Longest && Opening.IndexOf(line[open], StringComparison.Ordinal) < 0 && line[open] < '\u0080') open--;
        if (open < 0) return false;
        var mark = Opening.IndexOf(line[open], StringComparison.Ordinal);
        var limit = Math.Min(line.Length, end + Longest);
        for (var at = end; mark >= 0 && at < limit; at++)
        {
            if (line[at] == Closing[mark]) return true;
            if (line[at] >= '\u0080') return false;
        }

        return false;
    }

    private static bool IsPlain(char character) => character < '\u0080' || Opening.Contains(character, StringComparison.Ordinal) || Closing.Contains(character, StringComparison.Ordinal);
}
