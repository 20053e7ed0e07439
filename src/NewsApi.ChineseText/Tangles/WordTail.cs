using System.Runtime.CompilerServices;
using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>
/// The cheapest way to cut a growing text into words, as far back as the longest word reaches. A copy goes with every hypothesis.
/// </summary>
internal struct WordTail
{
    private const float FunctionWord = 6.5f;
    private const float OddOneOut = 1;
    private const float EmptySentence = 6;

    private LastCharacters last; // most recent first, Simplified
    private char lastSymbol;
    private LastCosts costs; // up to the end, up to one character before the end, ...
    private float open; // with the last character as the beginning of a word

    /// <summary>The cost of everything appended so far.</summary>
    public readonly float Cost => costs[0];

    /// <summary>What the cost is likely to be once the last word is complete: 委 alone is no word, but more often than not it begins one.</summary>
    public readonly float Expected => Math.Min(Cost, open);

    /// <summary>Tells tails apart that may go on differently: their last four characters.</summary>
    public readonly ulong Ending => last[0] | ((ulong)last[1] << 16) | ((ulong)last[2] << 32) | ((ulong)last[3] << 48);

    public void Append(char character)
    {
        float best;
        if (IsHan(character))
        {
            lastSymbol = '\0';
            character = Variants.Fold(character);
            var start = costs[0] - Boundaries.Affinity(last[0], character);
            best = start + Alone(WordCosts.Of(character));
            open = start + WordCosts.OfBeginning(character);
            var key = WordCosts.Prepend(0, character);
            for (var length = 2; length <= WordCosts.Longest && IsHan(last[length - 2]); length++)
            {
                key = WordCosts.Prepend(key, last[length - 2]);
                var cost = WordCosts.Of(key);
                if (cost == WordCosts.Unlisted) break;
                if (cost == WordCosts.OnlyAnEnding) continue;
                best = Math.Min(best, costs[length - 1] + cost - Boundaries.Affinity(last[length - 1], last[length - 2]));
            }
        }
        else
        {
            var (begin, end) = Boundaries.Symbol(character);
            var isRepeated = character == lastSymbol;
            lastSymbol = character;
            best = costs[0] + (isRepeated ? Math.Min(SymbolCosts.Of(character), SymbolCosts.Repeated) : SymbolCosts.Of(character) - Boundaries.Affinity(last[0], begin));
            // No sentence begins with the end of one.
            if (character == '。' && last[0] == Boundaries.StartOfSentence) best += EmptySentence;
            character = end;
            open = best;
        }

        for (var at = WordCosts.Longest - 1; at > 0; at--)
        {
            last[at] = last[at - 1];
            costs[at] = costs[at - 1];
        }

        last[0] = character;
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
