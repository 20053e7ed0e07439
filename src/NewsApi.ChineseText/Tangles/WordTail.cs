using System.Runtime.CompilerServices;
using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>
/// The cheapest way to cut a growing text into words, as far back as the longest word reaches. A copy goes with every hypothesis.
/// </summary>
internal struct WordTail
{
    private const float FunctionWord = 6.5f;
    private const float OddOneOut = 1.5f;

    private LastCharacters last; // most recent first; U+0000 where no word may reach
    private LastCosts costs; // up to the end, up to one character before the end, ...

    /// <summary>The cost of everything appended so far.</summary>
    public readonly float Cost => costs[0];

    /// <summary>Tells tails apart that may go on differently: their last four characters.</summary>
    public readonly ulong Ending => last[0] | ((ulong)last[1] << 16) | ((ulong)last[2] << 32) | ((ulong)last[3] << 48);

    public void Append(char character)
    {
        var folded = Variants.Fold(character);
        var isHan = IsHan(character);
        var best = costs[0] + (isHan ? Alone(WordCosts.Of(folded)) : SymbolCosts.Of(character));
        if (isHan)
        {
            var key = WordCosts.Prepend(0, folded);
            for (var length = 2; length <= WordCosts.Longest && last[length - 2] != 0; length++)
            {
                key = WordCosts.Prepend(key, last[length - 2]);
                var cost = WordCosts.Of(key);
                if (cost >= 0) best = Math.Min(best, costs[length - 1] + cost);
            }
        }

        for (var at = WordCosts.Longest - 1; at > 0; at--)
        {
            last[at] = isHan ? last[at - 1] : '\0';
            costs[at] = costs[at - 1];
        }

        last[0] = isHan ? folded : '\0';
        costs[0] = best;
    }

    // Function words (的, 在) stand alone freely; other characters seldom do in news: 火 is rather a part of 停火.
    private static float Alone(float cost) => cost < FunctionWord ? cost : cost + OddOneOut;

    public static bool IsHan(char character) => character is >= '\u4E00' and <= '\u9FFF' or '〇';

    [InlineArray(WordCosts.Longest)]
    private struct LastCharacters
    {
        private char element;
    }

    [InlineArray(WordCosts.Longest)]
    private struct LastCosts
    {
        private float element;
    }
}
