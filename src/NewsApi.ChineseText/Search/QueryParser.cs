namespace NewsApi.ChineseText.Search;

/// <summary>Makes the conditions of a query from its parts.</summary>
internal static class QueryParser
{
    public static List<SearchClause> Clauses(List<QueryPart> parts)
    {
        var clauses = new List<SearchClause>();
        for (var at = 0; at < parts.Count; at++)
        {
            var alternatives = new List<SearchPhrase>();
            Add(alternatives, parts[at]);
            while (Joins(parts, at + 1))
            {
                at += 2;
                Add(alternatives, parts[at]);
            }

            if (alternatives.Count > 0) clauses.Add(new SearchClause(alternatives, parts[at].IsExcluded));
        }

        return clauses;
    }

    // OR between two that can be joined. Elsewhere it is the word "or", and | is nothing.
    private static bool Joins(List<QueryPart> parts, int at) => at + 1 < parts.Count && parts[at].IsOr
        && parts[at - 1] is { IsExcluded: false } left && !(left.IsOr && left.Text.Length == 0)
        && parts[at + 1] is { IsExcluded: false, IsOr: false };

    private static void Add(List<SearchPhrase> alternatives, QueryPart part)
    {
        var tokens = SearchText.Tokens(part.Text);
        if (tokens.Count > 0) alternatives.Add(new SearchPhrase(tokens));
    }
}
