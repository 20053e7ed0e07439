using Icu;
using NewsApi.ChineseText.Conversion;
using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText;

/// <summary>
/// Simplified and Traditional characters. Phrases decide where one character has several counterparts (头发, 发展); ICU converts, and a
/// table of this assembly corrects and, without ICU, replaces it. The wording of Taiwan or Hong Kong (软件, 軟體) is out of scope. A
/// conversion changes Han characters only and keeps the length of the text, so positions carry over; the few dozen pairs with a
/// character beyond the Basic Multilingual Plane are left alone.
/// </summary>
public static class ChineseScript
{
    private static readonly ThreadLocal<Transliterator> TraditionalToSimplified = new(() => Transliterator.CreateInstance("Traditional-Simplified"));
    private static readonly ThreadLocal<Transliterator> SimplifiedToTraditional = new(() => Transliterator.CreateInstance("Simplified-Traditional"));

    /// <summary>Converts to Simplified characters: 國家 becomes 国家, 乾淨 干净, and 乾隆 stays.</summary>
    /// <param name="text">Any text. Sentences in Simplified script stay, but for the Traditional characters in them.</param>
    /// <returns>The converted text, of the same length.</returns>
    public static string ToSimplified(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var evidence = ScriptEvidence.Of(text);
        if (evidence.Han == 0 || (evidence.Simplified > 0 && evidence.Traditional == 0 && !MayHoldTraditional(text))) return text;
        var plain = ChineseIcu.IsAvailable ? TraditionalToSimplified.Value!.Transliterate(text) : null;
        return new ToSimplifiedCharacters(text, plain, evidence).Convert();
    }

    /// <summary>Converts to Traditional characters: 国家 becomes 國家, 以后 以後, and 皇后 stays.</summary>
    /// <param name="text">Any text. Sentences in Traditional script stay, but for the Simplified characters in them.</param>
    /// <returns>
    /// The converted text, of the same length. Of the forms a Traditional character has, the usual one in print is written: 裡, 為, 群, not 裏, 爲, 羣.
    /// </returns>
    public static string ToTraditional(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var evidence = ScriptEvidence.Of(text);
        if (evidence.Han == 0 || (evidence.Traditional > 0 && evidence.Simplified == 0)) return text;
        var plain = ChineseIcu.IsAvailable ? SimplifiedToTraditional.Value!.Transliterate(text) : null;
        return new ToTraditionalCharacters(text, plain, evidence).Convert();
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
        var evidence = ScriptEvidence.Of(text);
        if (evidence.Han == 0) return Script.None;
        if (evidence.IsClearlyTraditional) return Script.Traditional;
        return evidence.IsClearlySimplified ? Script.Simplified : Script.Ambiguous;
    }

    /// <summary>The language of a text by its characters.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>A tag (BCP 47): <c>zh-Hant</c>, <c>zh-Hans</c>, <c>zh</c> where the script can't be told, <c>und</c> where nothing is Chinese.</returns>
    public static string LanguageOf(string text) => Detect(text) switch
    {
        Script.Traditional => "zh-Hant",
        Script.Simplified => "zh-Hans",
        Script.Ambiguous => "zh",
        _ => "und",
    };

    // 乾, 瞭 and their like are no evidence, but may be part of a Traditional word all the same.
    private static bool MayHoldTraditional(string text)
    {
        foreach (var character in text)
        {
            if (Variants.IsTraditional(character)) return true;
        }

        return false;
    }

    private static char Narrow(char character) => character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character == '\u3000' ? ' ' : character;

    private static string Map(string text, Func<char, char> map) => string.Create(text.Length, (text, map), static (result, source) =>
    {
        for (var at = 0; at < result.Length; at++) result[at] = source.map(source.text[at]);
    });
}
