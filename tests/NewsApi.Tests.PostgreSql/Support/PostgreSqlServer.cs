using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Hosting;
using Npgsql;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(NewsApi.Tests.Support.PostgreSqlServer))]

namespace NewsApi.Tests.Support;

/// <summary>
/// The server all tests of a run use: the one <c>NEWSAPI_TEST_POSTGRES</c> names with a connection string, or one of this machine's
/// own programs (Debian's, the newest), begun in a temporary folder and ended with the run. Where neither can be had, tests are skipped;
/// with <c>NEWSAPI_TEST_POSTGRES=required</c>, or in CI, the run fails.
/// </summary>
public sealed class PostgreSqlServer : ITestPipelineStartup
{
    private const string Versions = "/usr/lib/postgresql";

    private static readonly string Template = $"newsapi_{Guid.NewGuid():n}";

    private static string? _connectionString;

    // Since version 15 copies are written to the log page by page unless told otherwise, which takes six times as long.
    private static string _strategy = "";

    private Process? _process;

    private DirectoryInfo? _folder;

    /// <summary>Why there is no server; null when there is one.</summary>
    public static string? Missing { get; private set; } = "No PostgreSQL server was looked for.";

    /// <inheritdoc/>
    public async ValueTask StartAsync(IMessageSink diagnosticMessageSink)
    {
        var named = Environment.GetEnvironmentVariable("NEWSAPI_TEST_POSTGRES");
        var isRequired = named == "required" || string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        try
        {
            _connectionString = string.IsNullOrEmpty(named) || named == "required" ? await BeginAsync() : named;
            await MakeTemplateAsync();
            Missing = null;
        }
        catch (Exception exception) when (exception is MissingException && !isRequired)
        {
            Missing = exception.Message;
        }
    }

    /// <inheritdoc/>
    public async ValueTask StopAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (Missing is null)
        {
            await Execute($"DROP DATABASE IF EXISTS {Template} WITH (FORCE)");
            NpgsqlConnection.ClearAllPools();
        }

        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        if (_folder is { Exists: true } folder)
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Who runs servers, where this process may not: PostgreSQL refuses to be root.</summary>
    internal static string? User => Environment.UserName == "root" ? "postgres" : null;

    /// <summary>The folder of the newest programs of this machine; null where there are none.</summary>
    internal static string? Programs() => Directory.Exists(Versions)
        ? Directory.GetDirectories(Versions).Select(folder => $"{folder}/bin").Where(folder => File.Exists($"{folder}/initdb"))
            .MaxBy(folder => double.TryParse(folder.Split('/')[^2], out var version) ? version : 0)
        : null;

    /// <summary>Makes a database: a store up to date, or empty. Returns how to connect to it.</summary>
    internal static async Task<string> CreateAsync(string database, bool isEmpty)
    {
        await Execute($"CREATE DATABASE {database} TEMPLATE {(isEmpty ? "template0" : Template)} {_strategy}");
        return ConnectionTo(database);
    }

    /// <summary>Removes a database, whoever uses it.</summary>
    internal static Task DropAsync(string database) => Execute($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    private static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(_connectionString ?? throw new InvalidOperationException(Missing)) { Database = database }.ConnectionString;

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Copying a database that is up to date takes a fraction of migrating an empty one.</summary>
    private static async Task MakeTemplateAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionTo("postgres")))
        {
            await connection.OpenAsync();
            _strategy = connection.PostgreSqlVersion.Major >= 15 ? "STRATEGY FILE_COPY" : "";
        }

        await Execute($"CREATE DATABASE {Template} TEMPLATE template0 ENCODING 'UTF8'");
        await MigrateAsync(ConnectionTo(Template));
    }

    /// <summary>Makes a store in a database.</summary>
    internal static async Task MigrateAsync(string connectionString)
    {
        await using var app = Server.Build(
            ["--Database:Provider=PostgreSql", $"--ConnectionStrings:News={connectionString};Pooling=false", "--Serilog:MinimumLevel:Default=Fatal"], isCommand: true);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Store>().MigrateAsync(default);
    }

    /// <summary>Begins a server of this machine's programs. Returns how to connect to it.</summary>
    private async Task<string> BeginAsync()
    {
        if (Programs() is not { } programs)
        {
            throw new MissingException($"No PostgreSQL: there are no programs in {Versions}, and NEWSAPI_TEST_POSTGRES names no server.");
        }

        _folder = Directory.CreateTempSubdirectory("newsapi-pg-");

        // It refuses to be root. The end of its input, which comes even if this process is killed, is the end of the server.
        if (User is not null)
        {
            using var give = Process.Start("chown", [User, _folder.FullName]);
            await give.WaitForExitAsync();
        }

        const string Run = """
            trap '' INT HUP
            cd "$1" && "$2/initdb" -D data -U postgres --auth=trust --encoding=UTF8 --no-locale --no-sync > log 2>&1 || exit
            echo 'local all stranger scram-sha-256' | cat - data/pg_hba.conf > hba && mv hba data/pg_hba.conf
            "$2/postgres" -D data -c listen_addresses= -c unix_socket_directories="$1" -c max_connections=300 \
                -c fsync=off -c full_page_writes=off -c autovacuum=off -c max_wal_size=8GB < /dev/null >> log 2>&1 &
            server=$!
            cat > /dev/null
            kill -INT $server && wait $server
            cd / && rm -rf "$1"
            """;
        string[] script = ["sh", "-c", Run, "sh", _folder.FullName, programs];
        _process = Process.Start(User is not null
            ? new ProcessStartInfo("runuser", ["-u", User, "--", .. script]) { RedirectStandardInput = true }
            : new ProcessStartInfo(script[0], script[1..]) { RedirectStandardInput = true })!;

        var connectionString = $"Host={_folder.FullName};Username=postgres;Database=postgres;Maximum Pool Size=10";
        for (var attempt = 0; attempt < 300 && !_process.HasExited; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return connectionString;
            }
            catch (NpgsqlException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        var log = Path.Combine(_folder.FullName, "log");
        throw new MissingException($"No PostgreSQL: {programs} could not be started: {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "it said nothing")}");
    }

    /// <summary>That no server can be had.</summary>
    private sealed class MissingException(string message) : Exception(message);
}
