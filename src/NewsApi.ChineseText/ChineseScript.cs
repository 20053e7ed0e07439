using Icu;
using NewsApi.ChineseText.Tables;
using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText;

/// <summary>
/// Simplified and Traditional characters. Conversion is by character and by ICU's phrases; the wording of Taiwan or Hong Kong
/// (软件, 軟體) is out of scope.
/// </summary>
public static class ChineseScript
{
    // Pages converted character by character keep a few characters of the other script.
    private const int Outnumbered = 3;

    private static readonly ThreadLocal<Transliterator> TraditionalToSimplified = new(() => Transliterator.CreateInstance("Traditional-Simplified"));
    private static readonly ThreadLocal<Transliterator> SimplifiedToTraditional = new(() => Transliterator.CreateInstance("Simplified-Traditional"));

    /// <summary>Converts to Simplified characters: 國家 becomes 国家. Without ICU, one character at a time.</summary>
    /// <param name="text">Any text; what is not Traditional stays.</param>
    /// <returns>The converted text.</returns>
    public static string ToSimplified(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF')) return text;
        return ChineseIcu.IsAvailable ? TraditionalToSimplified.Value!.Transliterate(text) : Map(text, Variants.Fold);
    }

    /// <summary>Converts to Traditional characters: 国家 becomes 國家. Without ICU, one character at a time.</summary>
    /// <param name="text">Any text; what is not Simplified stays.</param>
    /// <returns>The converted text. A character with several counterparts gets ICU's choice.</returns>
    public static string ToTraditional(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF')) return text;
        return ChineseIcu.IsAvailable ? SimplifiedToTraditional.Value!.Transliterate(text) : Map(text, Variants.Unfold);
    }

    /// <summary>
    /// Makes texts comparable that differ only in script, case or width: 國ＡＢＣ and 国abc fold alike. The result has the length of the text,
    /// so positions carry over. It comes from tables of this assembly and does not change with the machine's ICU.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>The folded text, for matching only.</returns>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Map(text, character => Variants.Fold(char.ToLowerInvariant(Narrow(character))));
    }

    /// <summary>Tells the script of a text by the characters only one script has.</summary>
    /// <param name="text">Any text; longer texts are told more surely.</param>
    /// <returns>The script; <see cref="Script.Ambiguous"/> when neither clearly prevails.</returns>
    public static Script Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (han, traditional, simplified) = (0, 0, 0);
        foreach (var character in text)
        {
            if (!WordTail.IsHan(character)) continue;
            han++;
            if (Variants.IsTraditional(character)) traditional++;
            else if (Variants.IsSimplified(character)) simplified++;
        }

        if (han == 0) return Script.None;
        if (traditional > Outnumbered * simplified) return Script.Traditional;
        return simplified > Outnumbered * traditional ? Script.Simplified : Script.Ambiguous;
    }

    private static char Narrow(char character) => character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character == '\u3000' ? ' ' : character;

    private static string Map(string text, Func<char, char> map) => string.Create(text.Length, (text, map), static (result, source) =>
    {
        for (var at = 0; at < result.Length; at++) result[at] = source.map(source.text[at]);
    });
}
