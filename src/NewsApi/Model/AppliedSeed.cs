namespace NewsApi.Model;

/// <summary>Remembers that a seed was imported, so that deleting its article does not bring it back at the next start.</summary>
public sealed class AppliedSeed : IHashed
{
    /// <summary>Name of the seed.</summary>
    public required string Name { get; init; }

    /// <summary>When it was imported.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [Name, AppliedAt];
}
