using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Net.Http.Headers;
using NewsApi.Persistence;
using NewsApi.Persistence.PostgreSql;
using NewsApi.Persistence.Sqlite;

namespace NewsApi.Hosting;

/// <summary>Chooses the database.</summary>
internal static class DatabaseSetup
{
    /// <summary>Name of the connection string.</summary>
    public const string ConnectionName = "News";

    /// <summary>Adds the store in the database the configuration names.</summary>
    /// <returns>Tells an exception that means that this database can't answer right now.</returns>
    public static Func<Exception, bool> AddDatabase(this IHostApplicationBuilder builder)
    {
        var provider = Provider(builder.Configuration);
        _ = Task.Run(() => ModelOf(provider));
        builder.Services.AddScoped<Store>();
        switch (provider)
        {
            case DatabaseProvider.PostgreSql:
                if (ReadsFromStandby(builder.Configuration))
                {
                    builder.AddStandbys();
                }

                builder.Services.AddDbContextPool<PostgreSqlNewsDbContext>((services, options) => options
                    .UseNpgsql(Standbys.ToPrimary(ConnectionString(services)))
                    .AddInterceptors(services.GetServices<OwnCommits>())
                    .AddInterceptors(StoreTables.Watch)
                    .ConfigureWarnings(Quiet));
                builder.Services.AddScoped<NewsDbContext>(services => StandbyOrNull(services) ?? services.GetRequiredService<PostgreSqlNewsDbContext>());
                builder.Services.AddScoped<IStoreProvider>(services =>
                    new PostgreSqlProvider(services.GetRequiredService<NewsDbContext>(), Standbys.ToPrimary(ConnectionString(services))));
                builder.Services.AddScoped<ISearchIndex, PostgreSqlSearchIndex>();
                builder.Services.AddSingleton<StoreChanges>(services => new PostgreSqlChanges(Standbys.ToPrimary(ConnectionString(services)), services.GetService<Standbys>()));
                return PostgreSqlFailures.IsUnavailable;

            default:
                builder.Services.AddSingleton<SqlitePragmas>();
                builder.Services.AddDbContextPool<NewsDbContext, SqliteNewsDbContext>((services, options) => options
                    .UseSqlite(ReadWrite(ConnectionString(services)), Sqlite)
                    .AddInterceptors(services.GetRequiredService<SqlitePragmas>(), StoreTables.Watch)
                    .ConfigureWarnings(Quiet));
                builder.Services.AddScoped<IStoreProvider>(services => new SqliteProvider(services.GetRequiredService<NewsDbContext>(), ConnectionString(services)));
                builder.Services.AddScoped<ISearchIndex, SqliteSearchIndex>();
                builder.Services.AddSingleton<StoreChanges>(services => new SqliteChanges(ConnectionString(services)));
                return SqliteFailures.IsUnavailable;
        }
    }

    /// <summary>
    /// The model of the contexts <see cref="AddDatabase"/> adds. EF makes it at the first call, which takes a quarter of a start: whoever calls early
    /// has it made beside everything else, and contexts that need it meanwhile wait for it.
    /// </summary>
    public static IModel ModelOf(DatabaseProvider provider)
    {
        // EF keeps a model for options that are alike, and the order of calls counts: dependency injection begins with those that go by no database.
        using NewsDbContext db = provider switch
        {
            DatabaseProvider.PostgreSql => new PostgreSqlNewsDbContext(new DbContextOptionsBuilder<PostgreSqlNewsDbContext>().ConfigureWarnings(Quiet).UseNpgsql().Options),
            _ => new SqliteNewsDbContext(new DbContextOptionsBuilder<SqliteNewsDbContext>().ConfigureWarnings(Quiet).UseSqlite(Sqlite).Options),
        };
        return db.Model;
    }

    /// <summary>Whether reads may go to the standbys of the connection string. What makes that impossible is said in one line before anything is started.</summary>
    public static bool ReadsFromStandby(IConfiguration configuration) =>
        Enum.TryParse<DatabaseReadFrom>(configuration["Database:ReadFrom"], ignoreCase: true, out var from) && from == DatabaseReadFrom.Standby;

    private static void AddStandbys(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new Standbys(
            ConnectionString(services), options => options.AddInterceptors(StoreTables.Watch).UseLoggerFactory(services.GetRequiredService<ILoggerFactory>()).ConfigureWarnings(Quiet)));
        builder.Services.AddHostedService(services => services.GetRequiredService<Standbys>());
        builder.Services.AddHostedService(services => new CommitListener(
            Standbys.ToPrimary(ConnectionString(services)), services.GetRequiredService<Standbys>(), services.GetRequiredService<ILogger<CommitListener>>()));
        builder.Services.AddSingleton<OwnCommits>();
    }

    /// <summary>A standby for what anybody may read. Whoever sends a key may have written a moment ago through another node, and reads from the primary.</summary>
    private static NewsDbContext? StandbyOrNull(IServiceProvider services) =>
        services.GetService<IHttpContextAccessor>()?.HttpContext?.Request is { } request
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Headers.ContainsKey(HeaderNames.Authorization)
            ? services.GetService<Standbys>()?.LeaseOrNull()
            : null;

    /// <summary>A provider this program does not know is said in one line before anything is started.</summary>
    public static DatabaseProvider Provider(IConfiguration configuration) =>
        Enum.TryParse<DatabaseProvider>(configuration["Database:Provider"], ignoreCase: true, out var provider) ? provider : default;

    private static string ConnectionString(IServiceProvider services) => services.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName) ?? "";

    // One parameter for a list of ids: with one for each, every length is a statement of its own.
    private static void Sqlite(SqliteDbContextOptionsBuilder sqlite) => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    // Counting stops at a limit, and how many rows there are does not depend on their order.
    // That the parts of a draft vanish with it is what the filters are for.
    private static void Quiet(WarningsConfigurationBuilder warnings) => warnings.Ignore(
        CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning);

    /// <summary>The connection string for a file that is there: SQLite would make an empty one in place of one that was taken away.</summary>
    private static string ReadWrite(string connectionString)
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
