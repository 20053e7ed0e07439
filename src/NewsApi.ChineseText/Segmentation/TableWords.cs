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

    /// <summary>The words of a text: Han cut by the list, other letters and digits by their runs.</summary>
    public static List<(int Start, int Length)> Cut(string text)
    {
        var words = new List<(int Start, int Length)>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            var isHan = WordTail.IsHan(text[at]);
            while (end < text.Length && (isHan ? WordTail.IsHan(text[end]) : char.IsLetterOrDigit(text[end]) && !WordTail.IsHan(text[end]))) end++;
            if (end == at)
            {
                at++;
                continue;
            }

            if (isHan) Cut(text, at, end - at, words);
            else words.Add((at, end - at));
            at = end;
        }

        return words;
    }
}
