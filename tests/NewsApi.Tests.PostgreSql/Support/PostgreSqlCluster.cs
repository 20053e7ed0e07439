using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace NewsApi.Tests.Support;

/// <summary>A primary and a standby that follows it, which a test may stop, start and hold up. They end with this process, however it ends.</summary>
public sealed class PostgreSqlCluster : IAsyncLifetime
{
    /// <summary>Most connections a node may have to each server.</summary>
    internal const int PoolSize = 20;

    private readonly int _primary = FreePort();

    private readonly int _standby = FreePort();

    private DirectoryInfo? _folder;

    private Process? _guard;

    /// <summary>How a node connects to both, wherever the primary is.</summary>
    internal string Both => $"Host=127.0.0.1:{_standby},127.0.0.1:{_primary};Username=postgres;Database=news;Timeout=3;Maximum Pool Size={PoolSize}";

    /// <summary>How to connect to the primary.</summary>
    internal string Primary => $"Host=127.0.0.1;Port={_primary};Username=postgres;Database=news;Pooling=false";

    /// <summary>How to connect to the standby.</summary>
    internal string Standby => $"Host=127.0.0.1;Port={_standby};Username=postgres;Database=news;Pooling=false";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.Programs() is not { } programs)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("newsapi-cluster-");
        await Run("chown", PostgreSqlServer.User ?? Environment.UserName, _folder.FullName);
        _guard = Process.Start(new ProcessStartInfo("sh", ["-c", """trap '' INT HUP; cat > /dev/null; for server in "$1"/primary "$1"/standby; do kill -QUIT $(head -1 $server/postmaster.pid) 2> /dev/null; done; rm -rf "$1" """, "sh", _folder.FullName]) { RedirectStandardInput = true })!;
        await Do($"{programs}/initdb", "-D", "primary", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync");
        await StartPrimary();
        await Execute($"Host=127.0.0.1;Port={_primary};Username=postgres;Database=postgres;Pooling=false", "CREATE DATABASE news TEMPLATE template0 ENCODING 'UTF8'");
        await PostgreSqlServer.MigrateAsync(Primary);
        await Do($"{programs}/pg_basebackup", "-D", "standby", "-R", "-X", "stream", "-c", "fast", "-h", "127.0.0.1", "-p", $"{_primary}", "-U", "postgres");
        await Start("standby", _standby);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_guard is { } guard)
        {
            guard.StandardInput.Close();
            await guard.WaitForExitAsync();
            guard.Dispose();
        }
    }

    /// <summary>Ends the primary as a crash would.</summary>
    internal Task CrashPrimary() => Do($"{PostgreSqlServer.Programs()}/pg_ctl", "-D", "primary", "-m", "immediate", "stop");

    /// <summary>Starts the primary again.</summary>
    internal Task StartPrimary() => Start("primary", _primary);

    /// <summary>Ends the standby as a crash would.</summary>
    internal Task CrashStandby() => Do($"{PostgreSqlServer.Programs()}/pg_ctl", "-D", "standby", "-m", "immediate", "stop");

    /// <summary>Starts the standby again.</summary>
    internal Task StartStandby() => Start("standby", _standby);

    /// <summary>Runs SQL on one of them.</summary>
    internal static async Task<object?> Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private Task Start(string server, int port) => Do(
        $"{PostgreSqlServer.Programs()}/pg_ctl", "-D", server, "-w", "-l", $"{server}.log", "-o",
        $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200 -c wal_keep_size=1GB", "start");

    private Task Do(params string[] command) => PostgreSqlServer.User is { } user ? Run(["runuser", "-u", user, "--", .. command]) : Run(command);

    private async Task Run(params string[] command)
    {
        // pg_ctl's server would keep a pipe of ours open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "\"$@\" > run.log 2>&1 || { cat run.log *.log >&2; exit 1; }", "sh", .. command]) { WorkingDirectory = _folder!.FullName })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Join(' ', command));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
