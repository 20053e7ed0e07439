using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using NewsApi.Articles;

namespace NewsApi.Benchmarks.Writes;

/// <summary>
/// The server as it is run in earnest: a process of its own with its own garbage collector, default settings and log, on an empty
/// store in a temporary folder. What the load generator needs of the machine is not counted as its processor time.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    private ServerProcess(string folder, Process process, HttpClient http) => (_folder, _process, Http) = (folder, process, http);

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

    /// <summary>Starts a build of the server, makes a key and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string build, string folder)
    {
        Directory.CreateDirectory(folder);
        using (var migrate = Start(build, folder, "migrate"))
        {
            await migrate.WaitForExitAsync();
        }

        using var keys = Start(build, folder, "keys create --name benchmark --scope articles:write articles:publish drafts:read");
        var key = (await keys.StandardOutput.ReadToEndAsync()).Trim().Split(' ', '\n')[^1];
        var address = $"http://127.0.0.1:{FreePort()}";
        var process = Start(build, folder, $"serve --urls={address} --Seed:Enabled=false --RateLimiting:Enabled=false");
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var server = new ServerProcess(folder, process, http);
        await server.UntilReadyAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string build, string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{Path.GetFullPath(build)}\" {arguments}") { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return Process.Start(start)!;
    }

    private async Task UntilReadyAsync()
    {
        while (!_process.HasExited)
        {
            try
            {
                using var answer = await Http.GetAsync("/health/ready");
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
