using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
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

    /// <summary>What the memory of a server is asked of (<see cref="StartupHook"/>).</summary>
    private string Pipe => _process.StartInfo.Environment[StartupHook.Pipe]!;

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

    /// <summary>Bytes the server has allocated so far.</summary>
    public async Task<long> AllocatedBytesAsync()
    {
        await using var pipe = new NamedPipeClientStream(".", Pipe, PipeDirection.In);
        await pipe.ConnectAsync();
        using var answer = new StreamReader(pipe);
        return long.Parse(await answer.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Starts a build of the server on a new store, makes a key and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string build, string folder)
    {
        Directory.CreateDirectory(folder);
        return await ServeAsync(build, folder, await KeyAsync(build, folder));
    }

    /// <summary>Makes a key that may write, publish and read drafts, and the store where there is none.</summary>
    public static async Task<string> KeyAsync(string build, string folder, string settings = "")
    {
        await RunAsync(build, folder, $"migrate {settings}");
        return (await RunAsync(build, folder, $"keys create --name benchmark --scope articles:write articles:publish drafts:read {settings}")).Trim().Split(' ', '\n')[^1];
    }

    /// <summary>Starts a build of the server on the store in a folder and waits until it answers.</summary>
    public static async Task<ServerProcess> ServeAsync(string build, string folder, string? key, string settings = "")
    {
        var address = FreeAddress();
        return await UntilReadyAsync(Start(build, folder, $"serve --urls={address} --Seed:Enabled=false --RateLimiting:Enabled=false {settings}", isWatched: true), address, key, "/health/ready");
    }

    /// <summary>Starts the server that gives recorded answers (<see cref="Http.RawKestrel"/>) and waits until it answers.</summary>
    public static async Task<ServerProcess> StartRawAsync(string recordings, string target)
    {
        var address = FreeAddress();
        return await UntilReadyAsync(Start(typeof(ServerProcess).Assembly.Location, Path.GetDirectoryName(recordings)!, $"raw {address} {recordings}", isWatched: true), address, key: null, target);
    }

    /// <summary>Waits until a server that was started answers.</summary>
    public static async Task<ServerProcess> UntilReadyAsync(Process process, string address, string? key, string target)
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
    public static Task<string> RunAsync(string build, string folder, string arguments) => DotnetAsync(folder, Command(build, arguments));

    /// <summary>Runs a command of <c>dotnet</c> to its end.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> DotnetAsync(string folder, string arguments)
    {
        using var process = Start(folder, arguments, isWatched: false);
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{arguments}: exit code {process.ExitCode}\n{said}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Starts a command of a build; it can be asked what it allocates when it is watched.</summary>
    public static Process Start(string build, string folder, string arguments, bool isWatched = false) => Start(folder, Command(build, arguments), isWatched);

    private static string Command(string build, string arguments) => $"\"{Path.GetFullPath(build)}\" {arguments}";

    private static Process Start(string folder, string arguments, bool isWatched)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        if (isWatched)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(ServerProcess).Assembly.Location;
            start.Environment[StartupHook.Pipe] = $"newsapi-{Guid.NewGuid():N}";
        }

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

            await Task.Delay(5);
        }

        throw new InvalidOperationException($"The server ended with exit code {_process.ExitCode}.");
    }

    /// <summary>An address nobody listens at.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
