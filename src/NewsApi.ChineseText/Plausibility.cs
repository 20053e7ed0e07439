using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText;

/// <summary>How much a text looks like Chinese somebody wrote.</summary>
public static class Plausibility
{
    // Running text costs about 5 a character, random Han more than 12.
    private const float Ordinary = 9;

    /// <summary>How unlikely a text is as Chinese, for each character: ordinary text costs about 5, Han at random more than 12; 0 for no text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The negative logarithm of its likelihood, divided by its length.</returns>
    public static float CostPerCharacter(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? 0 : Cost(text) / text.Length;
    }

    /// <summary>The cost of a text as words; see <see cref="Tables.WordCosts"/>.</summary>
    internal static float Cost(ReadOnlySpan<char> text)
    {
        var words = new WordTail();
        foreach (var character in text) words.Append(character);
        return words.Cost;
    }

    /// <summary>Whether a text has at least two Han characters and what is not ASCII in it costs what ordinary Chinese does.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>False also for text with control characters other than tabs and line ends.</returns>
    public static bool IsChinese(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Any(character => char.IsControl(character) && character is not ('\t' or '\r' or '\n'))) return false;
        var chinese = string.Concat(text.Where(character => character >= '\u0080'));
        return chinese.Count(WordTail.IsHan) >= 2 && Cost(chinese) < Ordinary * chinese.Length;
    }

    /// <summary>Han, or a mark Chinese is written with.</summary>
    internal static bool IsChineseCharacter(char character) =>
        WordTail.IsHan(character) || character is (>= '\u3400' and <= '\u4DBF') or (>= '\u3000' and <= '\u303F') or (>= '\uFF01' and <= '\uFFEE')
            or '“' or '”' or '‘' or '’' or '…' or '—' or '·';
}
