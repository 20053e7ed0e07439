using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NewsApi.Tests.Support;

/// <summary>The server as an operator runs it: a process that listens on a free port of this machine.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private readonly Task<string> _log;

    private ServerProcess(string address, Process process)
    {
        (Address, _process) = (address, process);
        Http = new HttpClient { BaseAddress = new Uri(address) };

        // Read from the beginning: a server whose log nobody takes stands still.
        _log = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>A client of it.</summary>
    public HttpClient Http { get; }

    /// <summary>An address of this machine at which nobody listens.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<ServerProcess> Start(TestStore store, string settings = "", string? address = null)
    {
        address ??= FreeAddress();
        var server = new ServerProcess(address, CommandLine.Start(store, $"serve --urls={address} {settings}"));
        try
        {
            await server.UntilReady();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Somebody who sends this as a key.</summary>
    public Reader AsBearer(string key)
    {
        var http = new HttpClient { BaseAddress = Http.BaseAddress };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
        return new Reader(http);
    }

    /// <summary>Tells it to end, and waits until it has.</summary>
    public async Task<(int ExitCode, string Log)> End()
    {
        using (var kill = Process.Start("kill", $"-TERM {_process.Id}"))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        return await Ended();
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Ended();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        Http.Dispose();
        _process.Dispose();
    }

    private async Task<(int ExitCode, string Log)> Ended()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _log);
    }

    private async Task UntilReady()
    {
        for (var attempt = 0; attempt < 600 && !_process.HasExited; attempt++)
        {
            try
            {
                if ((await Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The server did not get ready.");
    }
}
