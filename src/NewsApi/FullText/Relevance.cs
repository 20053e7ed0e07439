using NewsApi.ChineseText.Search;

namespace NewsApi.FullText;

/// <summary>
/// How well an article fits: for each word where it stands (headline before heading before summary before text), then how
/// close the words are together and how often they stand there, then how new it is. docs/search.md says how much each counts.
/// </summary>
internal static class Relevance
{
    /// <summary>Of so many of the best the text is looked at.</summary>
    public const int MaxLooked = 100;

    private const double PerYear = 0.02;
    private const double PerOccurrence = 0.05;
    private const int MostOccurrences = 10;

    // Characters between words beyond which being in one text is all that counts.
    private const double Near = 10;

    /// <summary>Newer before older of equals; it takes decades to make up for a better place.</summary>
    public static double OfAge(DateTimeOffset publishedAt) => (publishedAt - DateTimeOffset.UnixEpoch).TotalDays / 365 * PerYear;

    /// <summary>What the text adds: up to 1 for words that stand together, and up to half of that for words that stand there often.</summary>
    public static double OfText(RowText text, SearchQuery query)
    {
        var asked = query.Clauses.Count(clause => !clause.IsExcluded);
        var (occurrences, closeness) = (0, 0.0);
        foreach (var (_, spans, clauses) in text.Find(query))
        {
            occurrences += spans.Count;
            if (asked > 1 && clauses == asked)
            {
                var gap = spans.Count < asked ? 0 : Enumerable.Range(0, spans.Count - asked + 1).Min(first => Gap(spans, first, first + asked - 1));
                closeness = Math.Max(closeness, (1 + (1 / (1 + (gap / Near)))) / 2);
            }
        }

        return closeness + (Math.Min(occurrences, MostOccurrences) * PerOccurrence);
    }

    private static int Gap(IReadOnlyList<(int Start, int Length)> spans, int first, int last) =>
        Enumerable.Range(first, last - first).Sum(index => spans[index + 1].Start - spans[index].Start - spans[index].Length);
}
