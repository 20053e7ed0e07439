namespace NewsApi.Model;

/// <summary>A link that shows one article to whoever has it, whatever its status, until it expires or is revoked.</summary>
public sealed class PreviewLink : IHashed
{
    /// <summary>Number of the link.</summary>
    public long Id { get; init; }

    /// <summary>The article it shows.</summary>
    public required long ArticleId { get; init; }

    /// <inheritdoc cref="ArticleId"/>
    public Article? Article { get; init; }

    /// <summary>SHA-256 of the token in the link, in lower-case hexadecimal. The token itself is shown once and not kept.</summary>
    public required string TokenHash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>From when on it shows nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it was not.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [ArticleId, TokenHash, CreatedAt, CreatedBy, ExpiresAt, RevokedAt];
}
