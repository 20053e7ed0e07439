namespace NewsApi.ChineseText.Tables;

/// <summary>Which Traditional characters stand for which Simplified one, one character at a time.</summary>
internal static class Variants
{
    private static readonly char[] Folded = new char[0x10000];
    private static readonly char[] Unfolded = new char[0x10000];
    private static readonly bool[] HasTraditional = new bool[0x10000];

    static Variants()
    {
        for (var character = 0; character < Folded.Length; character++) Folded[character] = Unfolded[character] = (char)character;
        foreach (var line in Resource.Lines("variants.txt"))
        {
            var isShared = line[1] == '=';
            HasTraditional[line[0]] = !isShared;
            if (!isShared) Unfolded[line[0]] = line[1];
            foreach (var traditional in line.AsSpan(isShared ? 2 : 1)) Folded[traditional] = line[0];
        }
    }

    /// <summary>The Simplified character for a Traditional one, every other character itself.</summary>
    public static char Fold(char character) => Folded[character];

    /// <summary>The first Traditional character a Simplified one stands for, every other character itself; 克 too, which may stay.</summary>
    public static char Unfold(char character) => Unfolded[character];

    /// <summary>Whether a text in Simplified script would not use it: 達, not 后.</summary>
    public static bool IsTraditional(char character) => Folded[character] != character;

    /// <summary>Whether a text in Traditional script would not use it: 达, not 克.</summary>
    public static bool IsSimplified(char character) => HasTraditional[character] && Folded[character] == character;
}
