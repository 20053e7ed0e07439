namespace NewsApi.ChineseText.Search;

/// <summary>One condition of a query.</summary>
/// <param name="Alternatives">One of them must be found; there is at least one, and each has at least one token.</param>
/// <param name="IsExcluded">None of them may be found instead.</param>
public sealed record SearchClause(IReadOnlyList<SearchPhrase> Alternatives, bool IsExcluded);
