namespace NewsApi.Paging;

/// <summary>What a cursor is bound to: the list's path and whatever filters and orders it, in one spelling. How much is shown of each item is neither.</summary>
internal static class CursorScope
{
    private static readonly string[] NotFilters = ["cursor", "limit", "total", "fields", "include"];

    public static string Of(HttpRequest request) =>
        request.Path.Value + '?' + string.Join('&', request.Query
            .Where(parameter => !NotFilters.Contains(parameter.Key, StringComparer.Ordinal))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={string.Join('\n', parameter.Value.Order(StringComparer.Ordinal))}"));
}
