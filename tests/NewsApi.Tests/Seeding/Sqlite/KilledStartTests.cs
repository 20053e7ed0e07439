using System.Net;

namespace NewsApi.Tests.Seeding.Sqlite;

/// <summary>EF's own lock on SQLite is a row, which outlives its holder. On PostgreSQL it ends with the connection.</summary>
public sealed class KilledStartTests
{
    [Fact]
    public async Task A_start_after_one_that_was_killed_while_migrating_is_not_held_up()
    {
        // What a killed process leaves behind: EF's lock, taken and never given back.
        using var store = TestStore.Empty();
        await store.Execute("""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            """);

        using var app = new SeededApp(store);
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask("/health/ready")).Status);
        Assert.Single(await app.AsReader().GetAll("/api/v1/articles"));
    }
}
