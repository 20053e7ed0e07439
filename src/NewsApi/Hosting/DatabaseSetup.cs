using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NewsApi.Persistence;
using NewsApi.Persistence.Sqlite;

namespace NewsApi.Hosting;

/// <summary>Chooses the database.</summary>
internal static class DatabaseSetup
{
    /// <summary>Name of the connection string.</summary>
    public const string ConnectionName = "News";

    public static void AddDatabase(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SqlitePragmas>();
        builder.Services.AddDbContextPool<NewsDbContext, SqliteNewsDbContext>((services, options) => options
            .UseSqlite(ReadWrite(services.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName)))
            .AddInterceptors(services.GetRequiredService<SqlitePragmas>())

            // Counting stops at a limit, and how many rows there are does not depend on their order.
            // That the parts of a draft vanish with it is what the filters are for.
            .ConfigureWarnings(warnings => warnings.Ignore(
                CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning)));
        builder.Services.AddScoped<Store>();
    }

    /// <summary>The connection string for a file that is there: SQLite would make an empty one in place of one that was taken away.</summary>
    private static string? ReadWrite(string? connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite }.ConnectionString;
        }
        catch (ArgumentException)
        {
            // Said in one line before the store is opened.
            return connectionString;
        }
    }
}
