namespace NewsApi.ChineseText.Search;

/// <summary>Puts together what may be written in pieces: kana with a sound mark (ｶﾞ, か + U+3099), Hangul letters (ㅎㅏㄴ).</summary>
internal static class Composition
{
    private const string Voiced = "がぎぐげござじずぜぞだぢづでどばびぶべぼガギグゲゴザジズゼゾダヂヅデドバビブベボヾゞ";

    /// <summary>One character for two, or 0 where they stay two.</summary>
    public static int Of(int first, int second) => second switch
    {
        0x3099 => first switch
        {
            'う' => 'ゔ',
            'ウ' => 'ヴ',
            >= 'ワ' and <= 'ヲ' => first + 8,
            < 'ヿ' when Voiced.Contains((char)(first + 1), StringComparison.Ordinal) => first + 1,
            _ => 0,
        },
        0x309A => first < 'ヿ' && "はひふへほハヒフヘホ".Contains((char)first, StringComparison.Ordinal) ? first + 2 : 0,
        // The arithmetic of the Unicode standard, chapter 3.12: 19 leading consonants, 21 vowels, 27 trailing consonants.
        >= 0x1161 and <= 0x1175 when first is >= 0x1100 and <= 0x1112 => 0xAC00 + ((((first - 0x1100) * 21) + (second - 0x1161)) * 28),
        >= 0x11A8 and <= 0x11C2 when first is >= 0xAC00 and <= 0xD7A3 && (first - 0xAC00) % 28 == 0 => first + (second - 0x11A7),
        _ => 0,
    };
}
