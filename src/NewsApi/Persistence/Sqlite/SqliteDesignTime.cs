using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NewsApi.Persistence.Sqlite;

/// <summary>What <c>dotnet ef</c> makes migrations from; it opens no file.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteNewsDbContext>
{
    public SqliteNewsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteNewsDbContext>().UseSqlite("Data Source=:memory:").Options);
}
