using NewsApi.ChineseText.Search;

namespace NewsApi.FullText;

/// <summary>The texts of a row, an article or a section, as they are looked at.</summary>
internal sealed class RowText(IReadOnlyList<SearchedText> texts)
{
    /// <summary>Whether it has all that is asked for, and nothing that is excluded.</summary>
    public bool Has(SearchQuery query) => query.Clauses.All(clause => texts.Any(text => IsIn(clause, text.Text)) != clause.IsExcluded);

    /// <summary>Where what is asked for stands, text by text; texts without any are left out.</summary>
    public IEnumerable<(SearchedText Text, IReadOnlyList<(int Start, int Length)> Spans, int Clauses)> Find(SearchQuery query)
    {
        foreach (var text in texts)
        {
            List<(int Start, int Length)>? all = null;
            var clauses = 0;
            foreach (var clause in query.Clauses)
            {
                if (!clause.IsExcluded && SpansOf(clause, text.Text) is { Count: > 0 } spans)
                {
                    (all ??= []).AddRange(spans);
                    clauses++;
                }
            }

            if (all is not null)
            {
                yield return (text, Merged(all), clauses);
            }
        }
    }

    private static bool IsIn(SearchClause clause, string text) => SpansOf(clause, text).Count > 0;

    private static IReadOnlyList<(int Start, int Length)> SpansOf(SearchClause clause, string text) =>
        clause.Alternatives is [var only] ? only.Find(text) : [.. clause.Alternatives.SelectMany(phrase => phrase.Find(text))];

    /// <summary>Spans in order; those that touch are one.</summary>
    private static List<(int Start, int Length)> Merged(List<(int Start, int Length)> spans)
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
