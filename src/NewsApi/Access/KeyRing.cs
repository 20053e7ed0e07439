using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Access;

/// <summary>The keys: nothing else makes, revokes or recognises one.</summary>
public sealed class KeyRing(NewsDbContext db, Audit audit, TimeProvider clock)
{
    // What a key is compared with when nothing has its prefix, so that both cases take the same time.
    private static readonly byte[] NoHash = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <summary>Makes a key.</summary>
    /// <param name="name">Who or what it is for.</param>
    /// <param name="scopes">What may be done with it; see <see cref="Scopes"/>.</param>
    /// <param name="expiresAt">From when on it is worth nothing; null for never.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <returns>What is kept of the key, and the key itself, which can't be had again.</returns>
    public async Task<(ApiKey Kept, string Key)> CreateAsync(
        string name, IReadOnlyCollection<string> scopes, DateTimeOffset? expiresAt, string by, CancellationToken cancel)
    {
        if (scopes.Except(Scopes.All, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no scope {unknown}.", nameof(scopes));
        }

        await using var transaction = await db.BeginWriteAsync(cancel);
        var (prefix, text) = KeyText.Create();
        while (await db.ApiKeys.AnyAsync(key => key.Prefix == prefix, cancel))
        {
            (prefix, text) = KeyText.Create();
        }

        var kept = new ApiKey
        {
            Name = PlainText.Normalise(name),
            Prefix = prefix,
            KeyHash = KeyText.Hash(text),
            Scopes = [.. Scopes.All.Where(scope => scopes.Contains(scope, StringComparer.Ordinal))],
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = by,
            ExpiresAt = expiresAt,
        };
        db.ApiKeys.Add(kept);

        // The entry names the key by its id, which it has only now.
        await db.SaveChangesAsync(cancel);
        audit.Add(db, by, "key.created", $"key/{kept.Id}", $"{kept.Prefix}: {string.Join(' ', kept.Scopes)}");
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);

        return (kept, text);
    }

    /// <summary>Makes a key in a store that has never had one; null when it has. Safe in several processes at once.</summary>
    public async Task<string?> CreateFirstOrNullAsync(string name, string by, CancellationToken cancel)
    {
        // Takes the write lock at once: of two processes, the second one sees the key of the first.
        await using var transaction = await db.BeginWriteAsync(cancel);
        if (await db.ApiKeys.AnyAsync(cancel))
        {
            return null;
        }

        var (_, text) = await CreateAsync(name, [Scopes.Admin], null, by, cancel);
        await transaction.CommitAsync(cancel);
        return text;
    }

    /// <summary>Ends a key, at once and for good. One that was revoked before stays as it is.</summary>
    /// <returns>Whether there is such a key.</returns>
    public async Task<bool> RevokeAsync(long id, string by, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        var key = await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == id, cancel);
        if (key is { RevokedAt: null })
        {
            key.RevokedAt = clock.GetUtcNow();
            audit.Add(db, by, "key.revoked", $"key/{id}", key.Prefix);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return key is not null;
    }

    /// <summary>
    /// The key somebody sent; null when it is none of ours, or no longer. It asks the store each time: a revoked key ends
    /// at once on every server, and one row by a unique index costs little.
    /// </summary>
    internal async Task<ApiKey?> FindOrNullAsync(string text, CancellationToken cancel)
    {
        if (KeyText.PrefixOrNull(text) is not { } prefix)
        {
            return null;
        }

        var hash = KeyText.Hash(text);
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Prefix == prefix, cancel);
        var isRight = CryptographicOperations.FixedTimeEquals(hash, key?.KeyHash ?? NoHash);
        return key is { RevokedAt: null } && isRight && !(key.ExpiresAt <= clock.GetUtcNow()) ? key : null;
    }
}
