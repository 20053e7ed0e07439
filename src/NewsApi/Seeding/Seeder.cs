using Microsoft.EntityFrameworkCore;
using NewsApi.Editorial;
using NewsApi.Importing;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Seeding;

/// <summary>Imports the seed page, a damaged page shipped as it was found, once in the life of a store.</summary>
internal sealed partial class Seeder(NewsDbContext db, Importer importer, Newsroom newsroom, TimeProvider clock, ILogger<Seeder> logger)
{
    private const string Name = "source.txt";

    /// <summary>Imports the page unless this store ever had it. Returns whether it did.</summary>
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

        var change = await newsroom.CreateAsync(draft with { Status = ArticleStatus.Published }, new Signature("seed"), cancel);
        var article = change is Change.Saved saved ? saved.Article : throw new InvalidOperationException($"The seed page can't be stored: {change}");
        db.AppliedSeeds.Add(new AppliedSeed { Name = Name, AppliedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        Log.Seeded(logger, article.Id);
        return true;
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
    }
}
