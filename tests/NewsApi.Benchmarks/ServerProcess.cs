using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using NewsApi.Articles;

namespace NewsApi.Benchmarks;

/// <summary>
/// The server as it is run in earnest: a process of its own with its own garbage collector, default settings and log, on an empty
/// store in a temporary folder. What the load generator needs of the machine is not counted as its processor time.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, HttpClient http) => (_process, Http) = (process, http);

    /// <summary>The build that belongs to this program.</summary>
    public static string OwnBuild => typeof(ArticlesController).Assembly.Location;

    /// <summary>A client with a key that may write, publish and read drafts.</summary>
    public HttpClient Http { get; }

    /// <summary>Processor time the server has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory the server has of its own, MB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts a build of the server on a new store, makes a key and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string build, string folder)
    {
        Directory.CreateDirectory(folder);
        await RunAsync(build, folder, "migrate");
        var key = (await RunAsync(build, folder, "keys create --name benchmark --scope articles:write articles:publish drafts:read")).Trim().Split(' ', '\n')[^1];
        return await ServeAsync(build, folder, key);
    }

    /// <summary>Starts a build of the server on the store in a folder and waits until it answers.</summary>
    public static async Task<ServerProcess> ServeAsync(string build, string folder, string? key, string settings = "")
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        return await UntilReadyAsync(Start(build, folder, $"serve --urls={address} --Seed:Enabled=false --RateLimiting:Enabled=false {settings}"), address, key, "/health/ready");
    }

    /// <summary>Starts the server that gives recorded answers (<see cref="Http.RawKestrel"/>) and waits until it answers.</summary>
    public static async Task<ServerProcess> StartRawAsync(string recordings, string target)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        return await UntilReadyAsync(Start(typeof(ServerProcess).Assembly.Location, Path.GetDirectoryName(recordings)!, $"raw {address} {recordings}"), address, key: null, target);
    }

    private static async Task<ServerProcess> UntilReadyAsync(Process process, string address, string? key, string target)
    {
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        var server = new ServerProcess(process, http);
        await server.UntilReadyAsync(target);
        return server;
    }

    /// <summary>Runs a command of a build to its end.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> RunAsync(string build, string folder, string arguments)
    {
        using var process = Start(build, folder, arguments);
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{arguments}: exit code {process.ExitCode}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Starts a command of a build.</summary>
    public static Process Start(string build, string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{Path.GetFullPath(build)}\" {arguments}") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        return process;
    }

    private async Task UntilReadyAsync(string target)
    {
        while (!_process.HasExited)
        {
            try
            {
                using var answer = await Http.GetAsync(target);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"The server ended with exit code {_process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
