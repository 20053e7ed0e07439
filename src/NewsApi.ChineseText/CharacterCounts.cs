namespace NewsApi.ChineseText;

/// <summary>How long a text is, as readers of Chinese count.</summary>
/// <param name="Han">Han characters; a rare one beyond the Basic Multilingual Plane (𠮷) counts one, as every other does.</param>
/// <param name="OtherWords">Words and numbers in other scripts, one each: NATO, 2025, 1,000.5.</param>
public readonly record struct CharacterCounts(int Han, int OtherWords)
{
    /// <summary>Han characters and other words together: the length without punctuation, white space and symbols.</summary>
    public int Total => Han + OtherWords;
}
