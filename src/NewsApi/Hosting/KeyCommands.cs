using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Hosting;

/// <summary>Keys on the command line: how the first one is made, and how one is ended when the server is not at hand.</summary>
internal static class KeyCommands
{
    /// <summary>Who has made a key that was made here.</summary>
    private const string By = "command line";

    /// <summary>Makes a key and prints it as the last word.</summary>
    public static async Task<int> CreateAsync(string[] settings, string? name, IReadOnlyCollection<string> scopes, string? expires, CancellationToken cancel)
    {
        if (!KeyRequest.IsName(name))
        {
            throw new StartupException($"--name {(name is null ? "is missing; it " : "")}{KeyRequestValidator.NameRule}.");
        }

        if (scopes.Count == 0)
        {
            throw new StartupException($"--scope is missing; it must be one or more of {string.Join(", ", Scopes.All)}.");
        }

        if (scopes.Except(Scopes.All, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new StartupException($"--scope {unknown} {ParameterRules.OneOf(unknown, [.. Scopes.All])}");
        }

        var expiresAt = expires is null ? null : Instant.ReadOrNull(expires)
            ?? throw new StartupException($"--expires {expires} must be an instant with its offset and seconds up to 59, such as 2030-12-31T00:00:00Z.");

        return await WithStoreAsync(settings, async services =>
        {
            if (expiresAt?.At <= services.GetRequiredService<TimeProvider>().GetUtcNow())
            {
                throw new StartupException($"--expires {expires} must be in the future.");
            }

            var (kept, key) = await services.GetRequiredService<KeyRing>().CreateAsync(name!, scopes, expiresAt?.At, By, cancel);
            Console.WriteLine($"Key {kept.Id} for {kept.Name} with {string.Join(' ', kept.Scopes)}, shown once: {key}");
        }, cancel);
    }

    /// <summary>Prints what is kept of every key.</summary>
    public static Task<int> ListAsync(string[] settings, CancellationToken cancel) => WithStoreAsync(settings, async services =>
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var keys = await services.GetRequiredService<NewsDbContext>().ApiKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync(cancel);

        // The name comes last: Han characters are two columns wide, and would push what follows out of its column.
        List<string[]> rows =
        [
            ["ID", "PREFIX", "STATE", "CREATED", "LAST USED", "EXPIRES", "SCOPES", "NAME"],
            .. keys.Select(key => new[]
            {
                key.Id.ToString(CultureInfo.InvariantCulture), key.Prefix, State(key, now), Minute(key.CreatedAt), Minute(key.LastUsedAt), Minute(key.ExpiresAt),
                string.Join(' ', key.Scopes), key.Name,
            }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => column < widths.Length ? cell.PadRight(widths[column]) : cell)));
        }
    }, cancel);

    /// <summary>Ends a key.</summary>
    public static Task<int> RevokeAsync(string[] settings, string which, CancellationToken cancel) => WithStoreAsync(settings, async services =>
    {
        // Whoever has only the key at hand may give it whole.
        var prefix = KeyText.PrefixOrNull(which) ?? which;
        var id = SlugOrId.IdOrNull(which);
        var key = await services.GetRequiredService<NewsDbContext>().ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == id || key.Prefix == prefix, cancel)
            ?? throw new StartupException(KeyText.PrefixOrNull(which) is null
                ? $"No key has the id or prefix {which}; keys list shows them."
                : "This key is none of this store; keys list shows them.");
        await services.GetRequiredService<KeyRing>().RevokeAsync(key.Id, By, cancel);
        Console.WriteLine($"Key {key.Id} ({key.Prefix}) for {key.Name} {(key.RevokedAt is null ? "is revoked" : "was revoked before; nothing changed")}.");
    }, cancel);

    /// <summary>Gives a developer's new store a key, so that what needs one can be tried at once.</summary>
    public static async Task GiveFirstAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (await services.GetRequiredService<KeyRing>().CreateFirstOrNullAsync("development", "first start", cancel) is { } key)
        {
            Console.WriteLine($"Development key ({Scopes.Admin}), shown once: {key}");
        }
    }

    private static async Task<int> WithStoreAsync(string[] settings, Func<IServiceProvider, Task> run, CancellationToken cancel)
    {
        await using var app = Server.Build(settings, isCommand: true);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Store>().MigrateAsync(cancel);
        await run(scope.ServiceProvider);
        return 0;
    }

    private static string State(ApiKey key, DateTimeOffset now) => key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= now ? "expired" : "valid";

    private static string Minute(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "-";
}
