using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Repairs;

/// <summary>
/// Gives ASCII <c>, : ; ? ! ( )</c> their full width back where they stand in Chinese: 日,俄 becomes 日，俄; 10:34:18, 3,000 and URLs stay.
/// Many undamaged pages write ASCII punctuation, so this runs only on pages damaged otherwise, and only where their marks were narrowed.
/// </summary>
internal static class NarrowedPunctuation
{
    private const int Around = 30; // characters
    private const int LongestBracket = 200; // characters
    private const string Narrow = ",:;?!()";
    private const string Wide = "，：；？！（）";

    /// <summary>Whether a page's marks were narrowed with the rest of the damage.</summary>
    /// <param name="shown">The page as found: no mark of full width survives there.</param>
    /// <param name="untangled">The page with its readings gone, which shows what its marks follow.</param>
    public static bool IsIn(string shown, string untangled)
    {
        var wide = shown.Count(character => character is '，' or '：' or '；' or '！' or '？');
        var narrow = 0;
        for (var at = 1; at < untangled.Length; at++)
        {
            if (untangled[at] is ',' or ':' or ';' or '!' or '?' && IsChinese(untangled[at - 1])) narrow++;
        }

        return narrow > wide;
    }

    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        var openings = new Stack<int>();
        var widened = new HashSet<int>();
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is '(' or '（') openings.Push(at);
            else if (line[at] is ')' or '）' && openings.TryPop(out var open) && IsChineseBracket(line, open, at)) widened.UnionWith([open, at]);
        }

        bool? isMisread = null;
        var isChinese = HasHan(line);
        for (var at = 0; isChinese && at < line.Length; at++)
        {
            var mark = Narrow.IndexOf(line[at], StringComparison.Ordinal);
            if (mark < 0) continue;
            if (mark < 5 ? !IsChineseMark(line, at) : !widened.Contains(at)) continue;
            if (line[at] == '?' && (isMisread ??= IsMisread(line))) continue;
            edits.Add(new Edit(
                at, 1, Wide.Substring(mark, 1), "full-width-punctuation", RepairConfidence.Certain, "Marks between Chinese characters were narrowed to ASCII on this page."));
        }
    }

    // 鏂伴椈鍙?紑 was read in a wrong encoding: its question marks stand for bytes.
    private static bool IsMisread(ReadOnlySpan<char> line)
    {
        var han = string.Concat(line.ToString().Where(WordTail.IsHan));
        return han.Length > 2 && !Plausibility.IsChinese(han);
    }

    private static bool IsChineseMark(ReadOnlySpan<char> line, int at)
    {
        var after = at + 1 < line.Length ? line[at + 1] : '\0';
        if (after is ' ' or '/') return false;
        var before = at > 0 ? line[at - 1] : '\0';
        if (IsChinese(before)) return true;
        if (after == 0) return true;
        if (line[at] == ',' && !IsChinese(after)) return IsMostlyHan(line[Math.Max(0, at - Around)..Math.Min(line.Length, at + Around)]) && !(char.IsAsciiDigit(before) && char.IsAsciiDigit(after));
        return IsChinese(after) && !EndsEntity(line, at);
    }

    // （世卫组织（WHO）, but 仇(qiú): a reading of one's own stays in ASCII, as it was found.
    private static bool IsChineseBracket(ReadOnlySpan<char> line, int open, int close)
    {
        if (line[open] == '（' || line[close] == '）') return true;
        if (close - open > LongestBracket) return false;
        var inside = line[(open + 1)..close];
        if (HasHan(inside)) return true;
        foreach (var character in inside)
        {
            if (character is >= '\u00E0' and <= '\u01DC') return false;
        }

        return (open > 0 && IsChinese(line[open - 1])) || (close + 1 < line.Length && IsChinese(line[close + 1]));
    }

    private static bool IsChinese(char character) => Plausibility.IsChineseCharacter(character) || character == '\uFFFD';

    private static bool EndsEntity(ReadOnlySpan<char> line, int at)
    {
        if (line[at] != ';') return false;
        var start = at - 1;
        while (start >= 0 && start > at - 10 && (char.IsAsciiLetterOrDigit(line[start]) || line[start] == '#')) start--;
        return start >= 0 && line[start] == '&';
    }

    // Reddit,Twitter和Spotify in a Chinese sentence, not code.
    private static bool IsMostlyHan(ReadOnlySpan<char> text)
    {
        var (han, letters) = (0, 0);
        foreach (var character in text)
        {
            if (WordTail.IsHan(character)) han++;
            else if (char.IsAsciiLetter(character)) letters++;
        }

        return han >= letters;
    }

    private static bool HasHan(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (WordTail.IsHan(character)) return true;
        }

        return false;
    }
}
