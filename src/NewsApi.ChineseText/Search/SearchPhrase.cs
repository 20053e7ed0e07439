namespace NewsApi.ChineseText.Search;

/// <summary>
/// Tokens that must follow one another. Single characters that the query writes without anything between (銀行) must stand so in the text:
/// 銀。行 is no bank. Everything else may have between what is no token: GPT-5 finds GPT 5, AI晶片 finds AI 晶片, 停火，協議 is found by
/// "停火 協議".
/// </summary>
public sealed class SearchPhrase
{
    internal SearchPhrase(IReadOnlyList<SearchToken> tokens)
    {
        Tokens = tokens;
        var terms = new List<string>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!tokens[at].IsSingle) terms.Add(SearchText.WordTerm(tokens[at].Text).ToString());
            else if (IsPairedWithLast(at + 1)) terms.Add(tokens[at].Text + tokens[at + 1].Text);
            else if (!IsPairedWithLast(at)) terms.Add(tokens[at].Text);
        }

        Terms = [.. terms.Distinct()];
        IsExact = tokens.Count == 1 ? tokens[0].IsSingle || tokens[0].Text.Length <= SearchText.MaxTermLength : tokens.Count == 2 && IsPairedWithLast(1);
    }

    /// <summary>The tokens, as the query writes them.</summary>
    public IReadOnlyList<SearchToken> Tokens { get; }

    /// <summary>Terms of an index (<see cref="SearchText.Terms"/>) that a text with the phrase has, all of them.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>Whether every text with these terms has the phrase: a word, a pair, a single character.</summary>
    public bool IsExact { get; }

    /// <summary>Finds the phrase in a text.</summary>
    /// <param name="text">The tokens of the text (<see cref="SearchText.Tokens"/>).</param>
    /// <returns>
    /// Every occurrence, in UTF-16 units of the text as written, in order, not overlapping. The time taken grows with the text, and at
    /// worst with the length of the phrase.
    /// </returns>
    public IReadOnlyList<(int Start, int Length)> Find(IReadOnlyList<SearchToken> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<(int Start, int Length)>();
        var end = 0;
        for (var at = 0; at + Tokens.Count <= text.Count; at++)
        {
            // ㍿ is four tokens at one place.
            if (text[at].Start < end || !IsAt(text, at)) continue;
            var last = text[at + Tokens.Count - 1];
            end = last.Start + last.Length;
            found.Add((text[at].Start, end - text[at].Start));
            at += Tokens.Count - 1;
        }

        return found;
    }

    private bool IsAt(IReadOnlyList<SearchToken> text, int start)
    {
        for (var at = 0; at < Tokens.Count; at++)
        {
            if (text[start + at].Text != Tokens[at].Text || (!text[start + at].FollowsDirectly && IsPairedWithLast(at))) return false;
        }

        return true;
    }

    private bool IsPairedWithLast(int at) => at > 0 && at < Tokens.Count && Tokens[at].FollowsDirectly && Tokens[at].IsSingle && Tokens[at - 1].IsSingle;
}
