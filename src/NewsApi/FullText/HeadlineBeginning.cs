using NewsApi.ChineseText.Search;
using NewsApi.Persistence;

namespace NewsApi.FullText;

/// <summary>Words of a headline of which the last may be unfinished.</summary>
internal sealed class HeadlineBeginning
{
    private readonly IReadOnlyList<SearchToken> _tokens;

    private HeadlineBeginning(IReadOnlyList<SearchToken> tokens) => _tokens = tokens;

    /// <summary>The articles whose headline may have it.</summary>
    public IndexQuery InIndex => new IndexQuery.All([.. Terms()]);

    /// <summary>What somebody has typed so far; null where nothing in it can be searched for.</summary>
    public static HeadlineBeginning? OrNull(string text) => SearchText.Tokens(text) is { Count: > 0 } tokens ? new HeadlineBeginning(tokens) : null;

    /// <summary>Whether a headline has it.</summary>
    public bool IsIn(string headline)
    {
        var tokens = SearchText.Tokens(headline);
        return Enumerable.Range(0, Math.Max(0, tokens.Count - _tokens.Count + 1)).Any(start => _tokens.Index().All(wanted =>
            wanted.Index == _tokens.Count - 1 && !wanted.Item.IsSingle
                ? tokens[start + wanted.Index].Text.StartsWith(wanted.Item.Text, StringComparison.Ordinal)
                : tokens[start + wanted.Index].Text == wanted.Item.Text));
    }

    private IEnumerable<IndexQuery> Terms()
    {
        for (var index = 0; index < _tokens.Count; index++)
        {
            var (token, isLast) = (_tokens[index], index == _tokens.Count - 1);
            var pairs = token.IsSingle && !isLast && _tokens[index + 1] is { IsSingle: true, FollowsDirectly: true };
            if (pairs)
            {
                yield return SearchTerms.InHeadline(token.Text + _tokens[index + 1].Text, isPrefix: false);
            }
            else if (!token.IsSingle || index == 0 || !(token.FollowsDirectly && _tokens[index - 1].IsSingle))
            {
                yield return SearchTerms.InHeadline(token.Text, isPrefix: !token.IsSingle && isLast);
            }
        }
    }
}
