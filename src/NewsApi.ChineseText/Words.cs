using Icu;
using NewsApi.ChineseText.Segmentation;

namespace NewsApi.ChineseText;

/// <summary>Cuts text into words, which Chinese writes without spaces.</summary>
public static class Words
{
    /// <summary>Cuts a text into its words; punctuation and spaces are left out. ICU's dictionary decides, without ICU a word list of this assembly.</summary>
    /// <param name="text">Any text: 俄羅斯與烏克蘭談判 gives 俄羅斯, 與, 烏克蘭, 談判.</param>
    /// <returns>The words in order, as they stand in the text.</returns>
    public static IReadOnlyList<string> Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ChineseIcu.IsAvailable ? CutByIcu(text) : CutByTable(text);
    }

    internal static List<string> CutByTable(string text) => [.. TableWords.Cut(text).Select(word => text.Substring(word.Start, word.Length))];

    private static List<string> CutByIcu(string text)
    {
        if (text.Length == 0) return [];
        var boundaries = BreakIterator.GetWordBoundaries(new Locale("zh"), text, false);
        return [.. boundaries.Select(boundary => text[boundary.Start..boundary.End])];
    }
}
