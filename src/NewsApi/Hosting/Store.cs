using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NewsApi.Editorial;
using NewsApi.Importing.Understanding;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Hosting;

/// <summary>Makes the store ready: creates it, brings it up to date, and gives it the section kinds it begins with.</summary>
internal sealed partial class Store(
    NewsDbContext db, IStoreProvider provider, Newsroom newsroom, IConfiguration configuration, IOptions<UnderstandingOptions> understanding, ILogger<Store> logger)
{
    /// <summary>Makes sure that the store can be used: brings it up to date where the program may do that by itself, and elsewhere requires that it is.</summary>
    /// <exception cref="StartupException">It can't be used.</exception>
    public Task PrepareAsync(CancellationToken cancel) => provider.MigratesByItself ? UpdateAsync(isThorough: false, cancel) : RequireAsync(cancel);

    /// <summary>Creates or migrates the store, and finishes what an earlier run may have left undone. Safe in several processes at once, and after one of them was killed in the middle.</summary>
    /// <exception cref="StartupException">What the connection string names can't be the store.</exception>
    public Task MigrateAsync(CancellationToken cancel) => UpdateAsync(isThorough: true, cancel);

    /// <summary>Makes sure that the store is there and up to date, and changes nothing.</summary>
    /// <exception cref="StartupException">It is not.</exception>
    public async Task RequireAsync(CancellationToken cancel)
    {
        await CheckAsync(cancel);
        if (!await provider.IsThereAsync(cancel) || !(await db.Database.GetAppliedMigrationsAsync(cancel)).Any())
        {
            throw new StartupException($"There is no store yet; migrate makes it: {provider.Place}");
        }

        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            throw new StartupException($"The store was made by an older version of this program; migrate brings it up to date: {provider.Place}");
        }
    }

    // Looking for rows that an earlier run left without a hash reads every table once, which not every start should have to wait for.
    private async Task UpdateAsync(bool isThorough, CancellationToken cancel)
    {
        await CheckAsync(cancel);

        try
        {
            var applied = await provider.MigrateAsync(cancel);
            await AddMissingKindsAsync(cancel);
            if (applied > 0)
            {
                Log.Migrated(logger, applied);
            }

            if (applied > 0 || isThorough)
            {
                await newsroom.AdoptAsync(cancel);
            }
        }
        catch (Exception exception) when (exception is DbException || exception.InnerException is DbException)
        {
            throw new StartupException($"The store can't be opened: {exception.GetBaseException().Message} ({provider.Place})", exception);
        }
    }

    private async Task CheckAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString(DatabaseSetup.ConnectionName)))
        {
            throw new StartupException("ConnectionStrings:News is not set.");
        }

        if (await provider.ProblemOrNullAsync(cancel) is { } problem)
        {
            throw new StartupException(problem);
        }
    }

    private async Task AddMissingKindsAsync(CancellationToken cancel)
    {
        if (await MissingKindsAsync(cancel) is [])
        {
            return;
        }

        // Asked again behind the lock: another process may have been at it.
        await using var transaction = await db.BeginWriteAsync(cancel);
        db.SectionKinds.AddRange(await MissingKindsAsync(cancel));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<List<SectionKind>> MissingKindsAsync(CancellationToken cancel)
    {
        var present = await db.SectionKinds.Select(kind => kind.Slug).ToHashSetAsync(StringComparer.Ordinal, cancel);
        return
        [
            .. understanding.Value.Kinds.Where(kind => !present.Contains(kind.Key)).Select(kind => new SectionKind
            {
                Slug = kind.Key,
                Position = kind.Value.Position,
                NameHant = kind.Value.NameHant,
                NameHans = kind.Value.NameHans,
                NameEn = kind.Value.NameEn,
                Description = kind.Value.Description,
            }),
        ];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migrations")]
        public static partial void Migrated(ILogger logger, int count);
    }
}
