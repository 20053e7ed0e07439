using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>What <c>dotnet ef</c> makes migrations from; it connects to no server.</summary>
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlNewsDbContext>
{
    public PostgreSqlNewsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlNewsDbContext>().UseNpgsql("Host=localhost").Options);
}
