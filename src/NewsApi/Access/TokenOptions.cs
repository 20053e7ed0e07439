namespace NewsApi.Access;

/// <summary>Tokens (JWT) of an identity provider that are taken beside keys: section <c>Authentication:Jwt</c>. None unless it is set.</summary>
internal sealed class TokenOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Authentication:Jwt";

    /// <summary>Fewest bytes of a signing key: as many as the hash has (RFC 7518, section 3.2).</summary>
    public const int MinSigningKeyBytes = 32;

    /// <summary>Address of the provider, which says under <c>/.well-known/openid-configuration</c> what it signs with.</summary>
    public string? Authority { get; init; }

    /// <summary>Whom the tokens must be for.</summary>
    public string? Audience { get; init; }

    /// <summary>Who must have made the tokens. Default: what the authority says of itself; without one, anybody with the key.</summary>
    public string? Issuer { get; init; }

    /// <summary>A key shared with whoever makes the tokens, for those without an authority.</summary>
    public string? SigningKey { get; init; }

    /// <summary>The claim with the scopes: a text with spaces between them, or a list.</summary>
    public string ScopeClaim { get; init; } = "scope";

    /// <summary>The claim with the name that stands in revisions and the audit.</summary>
    public string NameClaim { get; init; } = "sub";

    /// <summary>Whether tokens are taken at all.</summary>
    public bool IsSet => Authority is not null || SigningKey is not null;
}
