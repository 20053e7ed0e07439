using Icu;
using NewsApi.ChineseText.Segmentation;

namespace NewsApi.ChineseText;

/// <summary>Cuts text into words, which Chinese writes without spaces.</summary>
public static class Words
{
    /// <summary>
    /// Cuts a text into its words. Han are cut by ICU's dictionary, without ICU by a word list of this assembly; a character that is part of
    /// no word stands alone. In other scripts a word is what stands between spaces and punctuation; numbers such as 1,000.5 are one.
    /// Punctuation, spaces, symbols and emoji are left out. The words come in the order of the text, do not overlap, and are as
    /// they stand there: neither folded nor converted. For search, fold both sides with <see cref="ChineseScript.Fold"/>.
    /// </summary>
    /// <param name="text">Any text: 俄羅斯與烏克蘭談判 gives 俄羅斯, 與, 烏克蘭, 談判.</param>
    /// <returns>The words, none of them empty. The time taken is proportional to the length of the text.</returns>
    public static IReadOnlyList<string> Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Spans(text).Select(word => text.Substring(word.Start, word.Length))];
    }

    internal static List<string> CutByTable(string text) => [.. TableWords.Cut(text).Select(word => text.Substring(word.Start, word.Length))];

    /// <summary>Where the words are.</summary>
    internal static List<(int Start, int Length)> Spans(string text)
    {
        if (text.Length == 0) return [];
        if (!ChineseIcu.IsAvailable) return TableWords.Cut(text);
        return [.. BreakIterator.GetWordBoundaries(new Locale("zh"), text, false).Select(boundary => (boundary.Start, boundary.End - boundary.Start))];
    }
}
