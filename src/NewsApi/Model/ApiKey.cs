namespace NewsApi.Model;

/// <summary>A key somebody writes or reads drafts with. The key itself is not kept, only its hash.</summary>
public sealed class ApiKey : IHashed
{
    /// <summary>Number of the key.</summary>
    public long Id { get; init; }

    /// <summary>Who or what it was given to.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the key it is found and talked about by, unique and no secret.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key. The key has 256 random bits, so that nothing slower is needed.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>What may be done with it.</summary>
    public required List<string> Scopes { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>From when on it is worth nothing; null when it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute; null when it never was.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When it was revoked; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <summary>All but <see cref="LastUsedAt"/>, which is written down behind the requests.</summary>
    public IEnumerable<object?> HashedParts() => [Name, Prefix, KeyHash, Scopes, CreatedAt, CreatedBy, ExpiresAt, RevokedAt];
}
