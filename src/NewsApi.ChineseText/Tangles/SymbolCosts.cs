namespace NewsApi.ChineseText.Tangles;

/// <summary>How unlikely a character that is not Han is in Chinese news, on the scale of <see cref="Tables.WordCosts"/>. Rough: an order of magnitude is enough.</summary>
internal static class SymbolCosts
{
    /// <summary>The cost of one more of the same: ?? and !!! and 1000.</summary>
    public const float Repeated = 3;

    public static float Of(char character) => character switch
    {
        '，' or ',' => 3,
        '。' => 3.5f,
        '、' => 4.5f,
        '“' or '”' or '：' or ':' => 5,
        '《' or '》' or '（' or '）' or '(' or ')' or '；' or ';' => 6,
        '！' or '!' or '？' => 6.5f,
        '‘' or '’' or '—' or '…' or '·' or '%' or '.' or '-' or '/' => 6.5f,
        '?' => 7,
        >= '0' and <= '9' => 3,
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' => 4.5f,
        ' ' => 5,
        < '\u0080' => 8,
        '\uFFFD' => 8,
        '「' or '」' or '『' or '』' or '〈' or '〉' or '【' or '】' or '％' => 9,
        _ => 16,
    };
}
