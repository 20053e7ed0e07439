namespace NewsApi.Seeding;

/// <summary>The page a new store begins with: section <c>Seed</c>.</summary>
internal sealed class SeedOptions
{
    /// <summary>Whether <c>serve</c> imports the seed page into a store that has never had it. Default true.</summary>
    public bool Enabled { get; init; } = true;
}
