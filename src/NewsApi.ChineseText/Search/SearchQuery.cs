namespace NewsApi.ChineseText.Search;

/// <summary>
/// What a reader searches. Words with white space between must all be found; "…", “…”, 「…」 or 『…』 hold a phrase; a hyphen at the beginning of a
/// word or phrase excludes it; OR or | between two words or phrases asks for either and binds tighter than white space. Everything else is
/// text, so there are no mistakes to make: AND, parentheses, an unclosed quotation mark, kind:x are words or nothing.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>The most characters (not UTF-16 units) a query should have. A longer one is understood all the same.</summary>
    public const int MaxLength = 200;

    private SearchQuery(IReadOnlyList<SearchClause> clauses) => Clauses = clauses;

    /// <summary>The conditions, all of which must hold. What has no token (…, ***) is no condition.</summary>
    public IReadOnlyList<SearchClause> Clauses { get; }

    /// <summary>Whether there is no condition at all. A query that only excludes is not empty.</summary>
    public bool IsEmpty => Clauses.Count == 0;

    /// <summary>Understands a query. Never fails.</summary>
    /// <param name="text">Any text.</param>
    public static SearchQuery Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SearchQuery(QueryParser.Clauses(QueryReader.Parts(text)));
    }
}
