using System.Text;
using NewsApi.ChineseText.Segmentation;

namespace NewsApi.ChineseText;

/// <summary>Counts that mean something for Chinese, where neither bytes nor words between spaces do.</summary>
public static class Characters
{
    /// <summary>Counts the Han characters and the words of other scripts.</summary>
    /// <param name="text">Any text: 北約(NATO)2025年峰會 has 5 Han characters and 2 other words, 7 in total.</param>
    /// <returns>The counts. Punctuation, white space, symbols, emoji and halves of surrogate pairs count nothing.</returns>
    public static CharacterCounts Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (han, others) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune) && LetterRuns.IsHan(rune))
            {
                han++;
                at += rune.Utf16SequenceLength;
                continue;
            }

            var length = LetterRuns.LengthAt(text, at);
            if (length > 0) others++;
            at += Math.Max(length, 1);
        }

        return new CharacterCounts(han, others);
    }
}
