namespace NewsApi.ChineseText.Tables;

/// <summary>Which Traditional characters stand for which Simplified one, one character at a time.</summary>
internal static class Variants
{
    private static readonly char[] Folded = new char[0x10000];
    private static readonly bool[] HasTraditional = new bool[0x10000];

    static Variants()
    {
        for (var character = 0; character < Folded.Length; character++) Folded[character] = (char)character;
        foreach (var line in Resource.Lines("variants.txt"))
        {
            HasTraditional[line[0]] = true;
            foreach (var traditional in line.AsSpan(1)) Folded[traditional] = line[0];
        }
    }

    /// <summary>The Simplified character for a Traditional one, every other character itself.</summary>
    public static char Fold(char character) => Folded[character];

    /// <summary>Whether a text in Simplified script would not use it: 達, not 后.</summary>
    public static bool IsTraditional(char character) => Folded[character] != character;

    /// <summary>Whether a text in Traditional script would rather not use it: 达.</summary>
    public static bool IsSimplified(char character) => HasTraditional[character] && Folded[character] == character;
}
