using System.Text;
using NewsApi.ChineseText.Tables;
using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Segmentation;

/// <summary>Cuts a run of Han characters with the word list of this assembly, for machines without ICU.</summary>
internal static class TableWords
{
    /// <summary>Adds the start and length of each word of a run.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the run of Han characters begins.</param>
    /// <param name="length">Its length.</param>
    /// <param name="words">Takes the words.</param>
    public static void Cut(string text, int start, int length, List<(int Start, int Length)> words)
    {
        var costs = new float[length + 1];
        var lengths = new int[length + 1];
        for (var end = 1; end <= length; end++)
        {
            var character = Variants.Fold(text[start + end - 1]);
            (costs[end], lengths[end]) = (costs[end - 1] + WordCosts.Of(character), 1);
            var key = WordCosts.Prepend(0, character);
            for (var size = 2; size <= WordCosts.Longest && size <= end; size++)
            {
                key = WordCosts.Prepend(key, Variants.Fold(text[start + end - size]));
                var cost = WordCosts.Of(key);
                if (cost == WordCosts.Unlisted) break;
                if (cost != WordCosts.OnlyAnEnding && costs[end - size] + cost < costs[end]) (costs[end], lengths[end]) = (costs[end - size] + cost, size);
            }
        }

        var first = words.Count;
        for (var end = length; end > 0; end -= lengths[end]) words.Add((start + end - lengths[end], lengths[end]));
        words.Reverse(first, words.Count - first);
    }

    /// <summary>The words of a text: Han cut by the list, rare Han by themselves, other letters and digits by their runs.</summary>
    public static List<(int Start, int Length)> Cut(string text)
    {
        var words = new List<(int Start, int Length)>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && WordTail.IsHan(text[end])) end++;
            if (end > at)
            {
                Cut(text, at, end - at, words);
                at = end;
                continue;
            }

            var length = LetterRuns.LengthAt(text, at);
            if (length == 0 && Rune.TryGetRuneAt(text, at, out var rune))
            {
                // Punctuation and spaces are passed over, and so are halves of surrogate pairs.
                if (!LetterRuns.IsHan(rune))
                {
                    at += rune.Utf16SequenceLength;
                    continue;
                }

                length = rune.Utf16SequenceLength;
            }

            if (length > 0) words.Add((at, length));
            at += Math.Max(length, 1);
        }

        return words;
    }
}
