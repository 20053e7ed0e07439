namespace NewsApi.ChineseText;

/// <summary>The script a Chinese text is written in.</summary>
public enum Script
{
    /// <summary>No Han characters.</summary>
    None,

    /// <summary>Simplified characters: 国家统计局.</summary>
    Simplified,

    /// <summary>Traditional characters: 國家統計局.</summary>
    Traditional,

    /// <summary>Characters of both, or only such as both share: 大中小.</summary>
    Ambiguous,
}
