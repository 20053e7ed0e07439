using System.Globalization;

namespace NewsApi.ChineseText;

/// <summary>Beginnings of texts, for lists and feeds.</summary>
public static class Excerpt
{
    private const string Ellipsis = "…";

    // The longest word that may straddle the limit and still be seen whole.
    private const int Margin = 32;

    private const string SentenceEnds = "。！？!?.．｡";
    private const string ClauseEnds = "，；、,;：";
    private const string Closers = "”’」』）)》〉】］]\"'";

    /// <summary>
    /// The beginning of a text: whole sentences where at least one fits, else up to a comma in its second half or the last whole word, with
    /// an ellipsis. Characters with their combining marks, surrogate pairs and emoji sequences are never split.
    /// </summary>
    /// <param name="text">Any text; white space around it is dropped.</param>
    /// <param name="maxCharacters">The greatest length in UTF-16 code units, the ellipsis included.</param>
    /// <returns>
    /// The text itself when it is short enough. Never longer than asked, and empty only for an empty text: where not even the first character
    /// fits, the ellipsis alone.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxCharacters"/> is not positive.</exception>
    public static string Of(string text, int maxCharacters)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCharacters);
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty) return text.Length == 0 ? text : " ";
        if (trimmed.Length <= maxCharacters) return trimmed.ToString();

        var window = trimmed[..(int)Math.Min(trimmed.Length, (long)maxCharacters + Margin)];
        var (sentence, clause, character) = Ends(window, maxCharacters);
        if (sentence > 0) return window[..sentence].ToString();
        if (clause > maxCharacters / 2) return string.Concat(window[..clause].TrimEnd(), Ellipsis);
        var word = WordEnd(window, character);
        return string.Concat(window[..(word > 0 ? word : character)].TrimEnd(), Ellipsis);
    }

    // Where the last sentence ends, where the last clause that leaves room for the ellipsis, and where the last such character.
    private static (int Sentence, int Clause, int Character) Ends(ReadOnlySpan<char> window, int most)
    {
        var (sentence, clause, character) = (0, 0, 0);
        for (var at = 0; at < most;)
        {
            var next = at + StringInfo.GetNextTextElementLength(window[at..]);
            if (next > most) break;
            if (IsSentenceEnd(window, at, next)) sentence = WithClosers(window, next, most);
            else if (next - at == 1 && at > 0 && ClauseEnds.Contains(window[at], StringComparison.Ordinal) && !IsWithin(window, at)) clause = at;
            if (next < most) character = next;
            at = next;
        }

        return (sentence, clause, character);
    }

    private static bool IsSentenceEnd(ReadOnlySpan<char> window, int at, int next)
    {
        if (next - at != 1 || !SentenceEnds.Contains(window[at], StringComparison.Ordinal)) return false;
        // 3.5, example.org and page?id=1 go on.
        return window[at] >= '\u3000' || next == window.Length || char.IsWhiteSpace(window[next])
            || Closers.Contains(window[next], StringComparison.Ordinal) || (window[at] != '.' && window[next] >= '\u2E80');
    }

    private static bool IsWithin(ReadOnlySpan<char> window, int at) =>
        window[at] < '\u3000' && at + 1 < window.Length && char.IsAsciiLetterOrDigit(window[at + 1]);

    // “好。” ends after the quotation mark, and so do ？！ and ！！.
    private static int WithClosers(ReadOnlySpan<char> window, int end, int most)
    {
        while (end < most)
        {
            var length = StringInfo.GetNextTextElementLength(window[end..]);
            if (length != 1 || !(Closers.Contains(window[end], StringComparison.Ordinal) || window[end] is '！' or '？' or '!' or '?')) break;
            end++;
        }

        return end;
    }

    // The end of the last word before the limit, the start of the word that crosses it where nothing but spaces is between.
    private static int WordEnd(ReadOnlySpan<char> window, int limit)
    {
        var last = 0;
        var text = window.ToString();
        foreach (var (start, length) in Words.Spans(text))
        {
            if (start + length > limit) break;
            last = start + length;
        }

        // A word cut by machine may end before a combining mark, or inside an emoji sequence.
        for (var at = 0; at < text.Length;)
        {
            var next = at + StringInfo.GetNextTextElementLength(window[at..]);
            if (next > last) return at;
            at = next;
        }

        return last;
    }
}
