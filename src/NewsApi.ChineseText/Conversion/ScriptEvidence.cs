using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Conversion;

/// <summary>How many characters of a text only one script has.</summary>
/// <param name="Han">All Han characters.</param>
/// <param name="Traditional">Those no Simplified text uses; 乾 does not count, because of 乾隆.</param>
/// <param name="Simplified">Those no Traditional text uses; 后 does not count, because of 皇后.</param>
internal readonly record struct ScriptEvidence(int Han, int Traditional, int Simplified)
{
    // Pages converted character by character keep a few characters of the other script.
    private const int Outnumbered = 3;

    private const byte HanOnly = 1;
    private const byte TraditionalOnly = 2;
    private const byte SimplifiedOnly = 3;

    private static readonly byte[] Kinds = KindsOfCharacters();

    public bool IsClearlyTraditional => Traditional > 0 && Traditional >= Outnumbered * Simplified;

    public bool IsClearlySimplified => Simplified > 0 && Simplified >= Outnumbered * Traditional;

    public static bool IsHan(char character) => Kinds[character] != 0;

    public static bool IsTraditional(char character) => Kinds[character] == TraditionalOnly;

    public static bool IsSimplified(char character) => Kinds[character] == SimplifiedOnly;

    public static ScriptEvidence Of(ReadOnlySpan<char> text)
    {
        var (han, traditional, simplified) = (0, 0, 0);
        foreach (var character in text)
        {
            var kind = Kinds[character];
            if (kind == 0) continue;
            han++;
            if (kind == TraditionalOnly) traditional++;
            else if (kind == SimplifiedOnly) simplified++;
        }

        return new ScriptEvidence(han, traditional, simplified);
    }

    private static byte[] KindsOfCharacters()
    {
        var kinds = new byte[0x10000];
        for (var code = 0; code < kinds.Length; code++)
        {
            var character = (char)code;
            // Rare characters are pairs of surrogates: their first halves stand for them.
            if (character is not ('\u3007' or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uD840' and <= '\uD88F'))) continue;
            kinds[code] = HanOnly;
            if (Variants.IsTraditional(character) && !IsInGb2312(character)) kinds[code] = TraditionalOnly;
            else if (Variants.IsSimplified(character) && !ScriptPhrases.InBoth.Contains(character)) kinds[code] = SimplifiedOnly;
        }

        return kinds;
    }

    // The characters of Simplified print: 乾, 瞭, 徵 are among them although most words have 干, 了, 征.
    private static bool IsInGb2312(char character) => Gbk.CodeOf(character) is var code && code >> 8 is >= 0xB0 and <= 0xF7 && (code & 0xFF) >= 0xA1;
}
