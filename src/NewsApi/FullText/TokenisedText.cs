using NewsApi.ChineseText.Search;

namespace NewsApi.FullText;

/// <summary>The texts of an article or a section, cut once and searched for many things.</summary>
internal sealed class TokenisedText(IEnumerable<SearchedText> texts)
{
    private readonly List<(SearchedText Text, IReadOnlyList<SearchToken> Tokens)> _texts = [.. texts.Select(text => (text, SearchText.Tokens(text.Text)))];

    /// <summary>Whether it has all that is asked for, and nothing that is excluded.</summary>
    public bool Has(SearchQuery query) => query.Clauses.All(clause => _texts.Exists(text => IsIn(clause, text.Tokens)) != clause.IsExcluded);

    /// <summary>Where what is asked for stands, text by text; texts without any are left out.</summary>
    public IEnumerable<(SearchedText Text, IReadOnlyList<(int Start, int Length)> Spans, int Clauses)> Find(SearchQuery query)
    {
        foreach (var (text, tokens) in _texts)
        {
            var found = query.Clauses.Where(clause => !clause.IsExcluded)
                .Select(clause => clause.Alternatives.SelectMany(phrase => phrase.Find(tokens)).ToList()).Where(spans => spans.Count > 0).ToList();
            if (found.Count > 0)
            {
                yield return (text, Merged(found.SelectMany(spans => spans)), found.Count);
            }
        }
    }

    private static bool IsIn(SearchClause clause, IReadOnlyList<SearchToken> tokens) => clause.Alternatives.Any(phrase => phrase.Find(tokens).Count > 0);

    /// <summary>Spans in order; those that touch are one.</summary>
    private static List<(int Start, int Length)> Merged(IEnumerable<(int Start, int Length)> spans)
    {
        var merged = new List<(int Start, int Length)>();
        foreach (var (start, length) in spans.OrderBy(span => span.Start))
        {
            if (merged.Count > 0 && merged[^1] is var last && start <= last.Start + last.Length)
            {
                merged[^1] = (last.Start, Math.Max(last.Length, start + length - last.Start));
            }
            else
            {
                merged.Add((start, length));
            }
        }

        return merged;
    }
}
