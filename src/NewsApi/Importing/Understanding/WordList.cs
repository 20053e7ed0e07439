using NewsApi.ChineseText;

namespace NewsApi.Importing.Understanding;

/// <summary>Words of a vocabulary, found in text of either script.</summary>
internal sealed class WordList
{
    private readonly string[] _words;
    private readonly HashSet<string> _weak;
    private readonly string[] _exceptions;

    /// <summary>Reads a list.</summary>
    /// <param name="words">The words, with spaces between them; one that ends in ? is weak, one that begins with - an exception.</param>
    public WordList(string words)
    {
        var all = ChineseScript.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        _exceptions = [.. all.Where(word => word.Length > 1 && word[0] == '-').Select(word => word[1..])];
        _weak = [.. all.Where(word => word[0] != '-' && word[^1] == '?').Select(word => word[..^1])];
        _words = [.. all.Where(word => word[0] != '-').Select(word => word.TrimEnd('?')).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a text already folded is one of the words.</summary>
    public bool Is(string folded) => _words.Contains(folded, StringComparer.Ordinal);

    /// <summary>Whether a word of the list stands in a text already folded.</summary>
    public bool IsIn(string folded) => Array.Exists(_words, word => folded.Contains(word, StringComparison.Ordinal));

    /// <summary>The words of the list that stand in a text already folded, without those that are part of an exception.</summary>
    public List<string> FindIn(string folded)
    {
        var found = _words.Where(word => folded.Contains(word, StringComparison.Ordinal)).ToList();
        if (found.Count == 0 || _exceptions.Length == 0)
        {
            return found;
        }

        var rest = folded;
        foreach (var exception in _exceptions)
        {
            rest = rest.Replace(exception, " ", StringComparison.Ordinal);
        }

        return [.. found.Where(word => rest.Contains(word, StringComparison.Ordinal))];
    }

    /// <summary>Whether a word can mean something else as well.</summary>
    public bool IsWeak(string word) => _weak.Contains(word);

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
