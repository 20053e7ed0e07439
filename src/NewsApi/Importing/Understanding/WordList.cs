using NewsApi.ChineseText;

namespace NewsApi.Importing.Understanding;

/// <summary>Words of a vocabulary, found in text of either script.</summary>
internal sealed class WordList(string words)
{
    private readonly string[] _words = [.. ChineseScript.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>How many different words of the list stand in a text already folded.</summary>
    public int CountIn(string folded) => _words.Count(word => folded.Contains(word, StringComparison.Ordinal));

    /// <summary>Whether a text already folded ends in one of the words.</summary>
    public bool EndsFolded(ReadOnlySpan<char> folded)
    {
        foreach (var word in _words)
        {
            if (folded.EndsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
