namespace NewsApi.ChineseText;

/// <summary>How a slug writes Han characters.</summary>
public enum SlugStyle
{
    /// <summary>As they are: 俄烏談判.</summary>
    Han,

    /// <summary>In Hanyu Pinyin without tones, a word at a time: e-wu-tanpan.</summary>
    Pinyin,
}
