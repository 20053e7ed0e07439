using Microsoft.EntityFrameworkCore;
using NewsApi.Editorial;
using NewsApi.Importing;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Seeding;

/// <summary>Imports the seed page, a damaged page shipped as it was found, once in the life of a store, unless somebody imported it before.</summary>
internal sealed partial class Seeder(NewsDbContext db, Importer importer, Newsroom newsroom, TimeProvider clock, ILogger<Seeder> logger)
{
    private const string Name = "source.txt";

    /// <summary>Imports the page unless this store ever had it, from whomever. Returns whether it did.</summary>
    public async Task<bool> SeedAsync(CancellationToken cancel)
    {
        // Asked without the write lock first: from the second start on, nothing has to wait.
        if (await IsAppliedAsync(cancel))
        {
            return false;
        }

        var draft = importer.Read(new ImportedDocument(Name, "text/plain", await PageAsync(cancel), "NewsApi seed")).Stories[0].Draft;

        // Asked again under it: of two processes that start together, one imports.
        await using var transaction = await db.BeginWriteAsync(cancel);
        if (await IsAppliedAsync(cancel))
        {
            return false;
        }

        // Somebody may have imported the page as any other one; it stays what they made of it, a draft or withdrawn.
        var present = await db.ArticleOrigins.IgnoreQueryFilters().Where(origin => origin.Fingerprint == draft.Origin!.Fingerprint)
            .OrderBy(origin => origin.ArticleId).Select(origin => (long?)origin.ArticleId).FirstOrDefaultAsync(cancel);
        var change = present is not null ? null : await newsroom.CreateAsync(draft with { Status = ArticleStatus.Published }, new Signature("seed"), cancel);
        db.AppliedSeeds.Add(new AppliedSeed { Name = Name, AppliedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancel);
        switch (change)
        {
            case null:
                await transaction.CommitAsync(cancel);
                Log.Present(logger, present!.Value);
                return false;
            case Change.Saved { Article.Id: var made }:
                await transaction.CommitAsync(cancel);
                Log.Seeded(logger, made);
                return true;
            default:
                throw new InvalidOperationException($"The seed page can't be stored: {change}");
        }
    }

    private Task<bool> IsAppliedAsync(CancellationToken cancel) => db.AppliedSeeds.AnyAsync(seed => seed.Name == Name, cancel);

    private static async Task<byte[]> PageAsync(CancellationToken cancel)
    {
        await using var resource = typeof(Seeder).Assembly.GetManifestResourceStream(typeof(Seeder), Name)
            ?? throw new InvalidOperationException($"The program was built without {Name}.");
        using var bytes = new MemoryStream();
        await resource.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Imported the seed page as article {ArticleId}")]
        public static partial void Seeded(ILogger logger, long articleId);

        [LoggerMessage(Level = LogLevel.Information, Message = "The seed page is article {ArticleId} already")]
        public static partial void Present(ILogger logger, long articleId);
    }
}
