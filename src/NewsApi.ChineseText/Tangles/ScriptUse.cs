using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>Which script a text is written in, to choose between 達 and 达 where bytes and words allow both.</summary>
internal readonly record struct ScriptUse(bool IsTraditional, bool IsSimplified)
{
    // Pages converted character by character keep a few Simplified ones (于, 并), so the other script is unlikely, not impossible.
    private const float OtherScript = 3;

    public static ScriptUse Of(string text)
    {
        var traditional = 0;
        var simplified = 0;
        foreach (var character in text)
        {
            if (Variants.IsTraditional(character)) traditional++;
            else if (Variants.IsSimplified(character)) simplified++;
        }

        return new ScriptUse(traditional > 2 * simplified, simplified > 2 * traditional);
    }

    public float Penalty(char character) =>
        (IsTraditional && Variants.IsSimplified(character)) || (IsSimplified && Variants.IsTraditional(character)) ? OtherScript : 0;
}
