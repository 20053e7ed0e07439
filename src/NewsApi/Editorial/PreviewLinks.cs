using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>The preview links: nothing else makes, revokes or recognises one.</summary>
public sealed class PreviewLinks(NewsDbContext db, Audit audit, TimeProvider clock)
{
    private const int TokenBytes = 32;

    /// <summary>Makes a link to an article; null when there is no such article, or it was withdrawn.</summary>
    /// <returns>What is kept of the link, and its token, which can't be had again.</returns>
    public async Task<(PreviewLink Kept, string Token)?> CreateAsync(long articleId, TimeSpan lifetime, string by, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        if (!await db.Articles.IgnoreQueryFilters().AnyAsync(article => article.Id == articleId && article.Status != ArticleStatus.Withdrawn, cancel))
        {
            return null;
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.GetUtcNow();
        var kept = new PreviewLink { ArticleId = articleId, TokenHash = Hash(token), CreatedAt = now, CreatedBy = by, ExpiresAt = now + lifetime };
        db.PreviewLinks.Add(kept);

        // The entry names the link by its id, which it has only now.
        await db.SaveChangesAsync(cancel);
        audit.Add(db, by, "preview.created", $"preview/{kept.Id}", $"article/{articleId}");
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (kept, token);
    }

    /// <summary>Ends a link, at once and for good. One that was revoked before stays as it is.</summary>
    /// <returns>Whether the article has such a link.</returns>
    public async Task<bool> RevokeAsync(long articleId, long id, string by, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        var link = await db.PreviewLinks.SingleOrDefaultAsync(link => link.Id == id && link.ArticleId == articleId, cancel);
        if (link is { RevokedAt: null })
        {
            link.RevokedAt = clock.GetUtcNow();
            audit.Add(db, by, "preview.revoked", $"preview/{id}", $"article/{articleId}");
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return link is not null;
    }

    /// <summary>The article a token shows; none when the token is none of ours, expired or revoked, or the article was withdrawn.</summary>
    internal IQueryable<Article> ArticleOf(string token)
    {
        var (hash, now) = (Hash(token), clock.GetUtcNow());
        return db.Articles.IgnoreQueryFilters().Where(article => article.Status != ArticleStatus.Withdrawn
            && db.PreviewLinks.Any(link => link.TokenHash == hash && link.ArticleId == article.Id && link.RevokedAt == null && link.ExpiresAt > now));
    }

    /// <summary>A token has 256 random bits, so that nothing slower is needed, and looking its hash up tells nothing.</summary>
    private static string Hash(string token) => ContentHash.Of(token);
}
