namespace NewsApi.Access;

/// <summary>What a key may be used for.</summary>
public static class Scopes
{
    /// <summary>See drafts, and everything else that is not public yet.</summary>
    public const string DraftsRead = "drafts:read";

    /// <summary>Create and change articles and what belongs to them.</summary>
    public const string ArticlesWrite = "articles:write";

    /// <summary>Show articles to everybody, or stop showing them.</summary>
    public const string ArticlesPublish = "articles:publish";

    /// <summary>Everything: the other scopes, and keys, the audit and subscriptions to feeds besides.</summary>
    public const string Admin = "admin";

    /// <summary>Every scope there is.</summary>
    public static IReadOnlyList<string> All { get; } = [DraftsRead, ArticlesWrite, ArticlesPublish, Admin];

    /// <summary>Whether somebody with these scopes may do what needs that one. Only <see cref="Admin"/> includes others.</summary>
    public static bool Include(IEnumerable<string> granted, string needed) =>
        granted.Any(scope => string.Equals(scope, needed, StringComparison.Ordinal) || string.Equals(scope, Admin, StringComparison.Ordinal));
}
