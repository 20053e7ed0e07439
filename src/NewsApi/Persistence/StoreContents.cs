namespace NewsApi.Persistence;

/// <summary>Tells a store of ours from a database of another program, and from a store of a newer version.</summary>
internal static class StoreContents
{
    /// <summary>The table in which EF keeps which migrations were applied.</summary>
    public const string History = "__EFMigrationsHistory";

    /// <summary>Why this can't be the store, as the beginning of a sentence that ends with its place; null when it can.</summary>
    /// <param name="tables">The tables and views that are there.</param>
    /// <param name="applied">The migrations that were applied.</param>
    /// <param name="known">The migrations this program knows.</param>
    public static string? ProblemOrNull(IReadOnlyCollection<string> tables, IReadOnlyCollection<string> applied, IReadOnlyCollection<string> known)
    {
        // The tables that migrating begins with may stand alone: another process is at it right now, or one was killed.
        var isOurs = applied.Count > 0 ? applied.Intersect(known).Any() : tables.All(name => name is History or "__EFMigrationsLock");
        return !isOurs ? "is a database of another program"
            : applied.Except(known).FirstOrDefault() is { } unknown ? $"was made by a newer version of this program (it knows {unknown})"
            : null;
    }
}
