using Microsoft.EntityFrameworkCore;
using NewsApi.Persistence;
using NewsApi.Persistence.PostgreSql;
using NewsApi.Persistence.Sqlite;

namespace NewsApi.Tests.Architecture;

/// <summary>A change of the model is a migration for every database, made together. No server is asked.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void SQLite_has_a_migration_for_every_change_of_the_model() => HasNoPendingChange(new SqliteDesignTime().CreateDbContext([]));

    [Fact]
    public void PostgreSQL_has_a_migration_for_every_change_of_the_model() => HasNoPendingChange(new PostgreSqlDesignTime().CreateDbContext([]));

    private static void HasNoPendingChange(NewsDbContext db)
    {
        using (db)
        {
            Assert.False(db.Database.HasPendingModelChanges());
        }
    }
}
