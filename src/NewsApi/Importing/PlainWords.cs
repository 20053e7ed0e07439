using System.Globalization;
using System.Text;
using NewsApi.Http;

namespace NewsApi.Importing;

/// <summary>Text of a page as the store takes it: one line, no white space around it, nothing that no text may have.</summary>
internal static class PlainWords
{
    /// <summary>White space drawn together; a line break between two Han characters is none, for Chinese has no spaces.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var words = new StringBuilder(text.Length);
        var (isSpaceDue, isBreakDue) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsWhiteSpace(character))
            {
                isSpaceDue = true;
                isBreakDue |= character is '\n' or '\r';
                continue;
            }

            var isPair = char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            if (!isPair && IsLeftOut(character))
            {
                continue;
            }

            if (isSpaceDue && words.Length > 0 && !(isBreakDue && IsFullWidth(words[^1]) && IsFullWidth(character)))
            {
                words.Append(' ');
            }

            (isSpaceDue, isBreakDue) = (false, false);
            words.Append(character);
            if (isPair)
            {
                words.Append(text[++at]);
            }
        }

        var result = words.ToString();
        return result.IsNormalized(NormalizationForm.FormC) ? result : PlainText.Normalise(result);
    }

    /// <summary>The same; null where there is nothing to see.</summary>
    public static string? OrNull(string? text) => text is not null && Of(text) is var words && !PlainText.IsInvisible(words) ? words : null;

    /// <summary>The beginning of a text, in as many characters as it may have at most.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var end = max;
        while (end > 0 && (char.IsLowSurrogate(text[end]) || CharUnicodeInfo.GetUnicodeCategory(text[end]) == UnicodeCategory.NonSpacingMark))
        {
            end--;
        }

        return text[..end].TrimEnd();
    }

    /// <summary>How much a text says, whatever it is written in: a Han character says as much as three letters.</summary>
    public static int Weight(ReadOnlySpan<char> text)
    {
        var weight = 0;
        foreach (var character in text)
        {
            weight += IsFullWidth(character) ? 3 : char.IsWhiteSpace(character) ? 0 : 1;
        }

        return weight;
    }

    private static bool IsFullWidth(char character) => character is (>= '\u2E80' and <= '\uA4CF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE4F')
        or (>= '\uFF00' and <= '\uFFEF') or (>= '\u3000' and <= '\u303F') or '\u201C' or '\u201D';

    private static bool IsLeftOut(char character) => char.IsControl(character) || char.IsSurrogate(character)
        || character is '\u00AD' or '\u200B' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
