using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NewsApi.Editorial;
using NewsApi.Importing.Understanding;
using NewsApi.Model;
using NewsApi.Persistence;
using NewsApi.Persistence.Sqlite;

namespace NewsApi.Hosting;

/// <summary>Makes the store ready: creates it, brings it up to date, and gives it the section kinds it begins with.</summary>
internal sealed partial class Store(NewsDbContext db, Newsroom newsroom, IConfiguration configuration, IOptions<UnderstandingOptions> understanding, ILogger<Store> logger)
{
    /// <summary>Creates or migrates the store. Safe in several processes at once, and after one of them was killed in the middle.</summary>
    /// <exception cref="StartupException">What the connection string names can't be the store.</exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        var connectionString = await ConnectionStringAsync(cancel);

        try
        {
            // The lock belongs to the thread that took it, so everything below runs on one.
            if (await Task.Run(() => MigrateAlone(new SqliteConnectionStringBuilder(connectionString).DataSource), cancel))
            {
                await newsroom.AdoptAsync(cancel);
            }
        }
        catch (SqliteException exception)
        {
            throw new StartupException($"The store can't be opened: {exception.Message} ({connectionString})", exception);
        }
    }

    /// <summary>Makes sure that the store is there and up to date, and changes nothing.</summary>
    /// <exception cref="StartupException">It is not.</exception>
    public async Task RequireAsync(CancellationToken cancel)
    {
        var connectionString = await ConnectionStringAsync(cancel);
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            throw new StartupException($"There is no store yet: {file}");
        }

        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            throw new StartupException($"The store was made by an older version of this program; migrate brings it up to date: {file}");
        }
    }

    private async Task<string> ConnectionStringAsync(CancellationToken cancel)
    {
        var connectionString = configuration.GetConnectionString(DatabaseSetup.ConnectionName);
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new StartupException("ConnectionStrings:News is not set.");
        }

        return await SqliteStoreFile.ProblemOrNullAsync(connectionString, [.. db.Database.GetMigrations()], cancel) is { } problem
            ? throw new StartupException(problem)
            : connectionString;
    }

    private bool MigrateAlone(string file)
    {
        // EF's own lock is a row in the database, which a killed process leaves behind, and everybody after it waits for ever.
        // The system frees this one, so whoever holds it may clear that row away.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(file))))[..32];
        using var mutex = new Mutex(initiallyOwned: false, $"Global\\NewsApi-{name}");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its holder died; the lock is ours.
        }

        try
        {
            // Only here may a file be made: a server whose file is taken away must not begin a new one.
            SqliteStoreFile.Create(file);

            // The file keeps it, but one that was restored from a backup may come without. Readers do not wait for the writer.
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
            var pending = db.Database.GetPendingMigrations().Count();
            if (pending > 0)
            {
                db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
                db.Database.Migrate();
                Log.Migrated(logger, pending);
            }

            AddMissingKinds();
            return pending > 0;
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private void AddMissingKinds()
    {
        var present = db.SectionKinds.Select(kind => kind.Slug).ToHashSet(StringComparer.Ordinal);
        var missing = understanding.Value.Kinds.Where(kind => !present.Contains(kind.Key)).ToList();
        if (missing.Count > 0)
        {
            db.SectionKinds.AddRange(missing.Select(kind => new SectionKind
            {
                Slug = kind.Key,
                Position = kind.Value.Position,
                NameHant = kind.Value.NameHant,
                NameHans = kind.Value.NameHans,
                NameEn = kind.Value.NameEn,
                Description = kind.Value.Description,
            }));
            db.SaveChanges();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migrations")]
        public static partial void Migrated(ILogger logger, int count);
    }
}
