using System.Net;
using Microsoft.EntityFrameworkCore;
using NewsApi.Persistence.Sqlite;

namespace NewsApi.Tests.Persistence.Sqlite;

/// <summary>A store made by an earlier version goes on as it was.</summary>
public sealed class UpgradeTests
{
    private const string Key = "news_abcdefgh_0123456789012345678901234567890123456789012";

    [Fact]
    public async Task Rows_from_before_hashes_get_theirs_and_keys_go_on_working()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var store = TestStore.Empty();
        var options = new DbContextOptionsBuilder<SqliteNewsDbContext>().UseSqlite($"Data Source={store.File};Pooling=False").Options;
        await using (var db = new SqliteNewsDbContext(options))
        {
            await db.Database.MigrateAsync("20261124091545_Editorial", cancel);
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO ApiKeys (Id, Name, Prefix, Hash, Scopes, CreatedAt, CreatedBy) VALUES (1, '編輯部', 'abcdefgh', {0}, '["admin"]', 1, 'command line');
                INSERT INTO AuditEntries (At, "By", Action, Target) VALUES (1, 'command line', 'key.created', 'key/1');
                INSERT INTO AppliedSeeds (Name, AppliedAt) VALUES ('source.txt', 1);
                INSERT INTO Articles (Id, Slug, Headline, Language, Status, IsDated, PublishedAt, PublishedOffsetMinutes, PublishedPrecision, UpdatedAt, Version, Authors)
                  VALUES (1, '舊稿', '舊稿', 'zh-Hant', 'Published', 1, 1, 0, 'Second', 1, 1, '[]');
                INSERT INTO FormerSlugs (Slug, ArticleId) VALUES ('更舊的名', 1);
                """.Replace("{0}", $"x'{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Key)))}'", StringComparison.Ordinal),
                cancel);
        }

        await using var app = new NewsApiApp(store);
        Assert.Equal("編輯部", (await app.AsBearer(Key).Get("/api/v1/keys/1")).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask("/api/v1/articles/舊稿")).Status);
        Assert.Equal(["1 revisions, 1 articles verified: no damage"], (await app.Verify()).Lines);
    }
}
