using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Access;

/// <summary>What is kept of a key.</summary>
public record KeyResponse
{
    /// <summary>Number of the key.</summary>
    public required long Id { get; init; }

    /// <summary>Who or what it is for.</summary>
    [StringLength(WireLimits.Line)]
    public required string Name { get; init; }

    /// <summary>The part of the key that is no secret: `news_` and this are what it begins with.</summary>
    [StringLength(8)]
    public required string Prefix { get; init; }

    /// <summary>What may be done with it.</summary>
    [MaxLength(WireLimits.Few)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    [StringLength(WireLimits.Line)]
    public required string CreatedBy { get; init; }

    /// <summary>From when on it is worth nothing; null when it does not expire.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute; null when it never was.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When it was revoked; null while it is not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    internal static Expression<Func<ApiKey, KeyResponse>> Projection { get; } = key => new KeyResponse
    {
        Id = key.Id,
        Name = key.Name,
        Prefix = key.Prefix,
        Scopes = key.Scopes,
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
    };
}

/// <summary>A key that was just made, with the key itself.</summary>
public sealed record CreatedKeyResponse : KeyResponse
{
    /// <summary>The key, shown this once: only its hash is kept.</summary>
    [StringLength(100)]
    public required string Key { get; init; }

    internal static CreatedKeyResponse Of(ApiKey kept, string key) => new()
    {
        Id = kept.Id,
        Name = kept.Name,
        Prefix = kept.Prefix,
        Scopes = kept.Scopes,
        CreatedAt = kept.CreatedAt,
        CreatedBy = kept.CreatedBy,
        ExpiresAt = kept.ExpiresAt?.ToUniversalTime(),
        LastUsedAt = kept.LastUsedAt,
        RevokedAt = kept.RevokedAt,
        Key = key,
    };
}
