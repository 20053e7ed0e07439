using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using NewsApi.Articles;

namespace NewsApi.Tests.Hosting;

/// <summary>The server as a process: from an empty folder to its end, with its log.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TestStore _store = TestStore.Ready();

    [Fact]
    public async Task Serves_from_a_new_store_logs_one_JSON_line_a_request_and_ends_when_told()
    {
        var address = $"http://localhost:{FreePort()}";
        using var server = Start($"--urls={address}", "Production");
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        await UntilReady(server, http);

        const string Hostile = "/api/v1/articles/{RequestPath}%0A{\"forged\":true}?limt=1";
        using var answer = await http.GetAsync(Hostile, TestContext.Current.CancellationToken);
        var traceId = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("traceId").GetString();
        Terminate(server);
        var lines = (await server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, server.ExitCode);
        var events = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var request = Assert.Single(events, e => e.TryGetProperty("Route", out var route) && route.GetString() == "api/v1/articles/{key}");
        Assert.Equal("GET", request.GetProperty("RequestMethod").GetString());
        Assert.Equal(400, request.GetProperty("StatusCode").GetInt32());
        Assert.Equal(traceId, request.GetProperty("@tr").GetString());
        Assert.True(request.GetProperty("Elapsed").GetDouble() > 0);
        Assert.DoesNotContain("forged", request.GetProperty("@m").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_ICU_the_server_starts_says_what_is_off_and_repairs_the_seed_page_all_the_same()
    {
        var address = $"http://localhost:{FreePort()}";
        using var server = Start($"--urls={address} --Icu:Enabled=false", "Production");
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        await UntilReady(server, http);

        var health = JsonDocument.Parse(await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken)).RootElement;
        var article = JsonDocument.Parse(await http.GetStringAsync("/api/v1/articles/1?script=hans", TestContext.Current.CancellationToken)).RootElement;
        Terminate(server);
        var log = await server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal("degraded", health.GetProperty("checks").GetProperty("icu").GetProperty("status").GetString());
        Assert.Single(log.Split('\n'), line => line.Contains("No ICU can be loaded", StringComparison.Ordinal));
        Assert.Equal("俄乌第二轮直接谈判在土耳其举行", article.GetProperty("headline").GetString());
        Assert.Equal(6, article.GetProperty("sections").GetArrayLength());
    }

    [Fact]
    public async Task An_acknowledged_POST_and_what_is_kept_of_its_idempotency_key_survive_a_kill_together()
    {
        var address = $"http://localhost:{FreePort()}";
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var killed = Start($"--urls={address} --Seed:Enabled=false", "Production");
        await UntilReady(killed, http);
        using var keys = Start("create --name kill --scope articles:write", "Production", "keys");
        var key = (await keys.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim().Split(' ', '\n')[^1];
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
        http.DefaultRequestHeaders.Add("Idempotency-Key", "kill-9");

        using var first = await http.PostAsJsonAsync("/api/v1/articles", new { headline = "斷電" }, TestContext.Current.CancellationToken);
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var server = Start($"--urls={address} --Seed:Enabled=false", "Production");
        await UntilReady(server, http);
        using var again = await http.PostAsJsonAsync("/api/v1/articles", new { headline = "斷電" }, TestContext.Current.CancellationToken);
        using var other = await http.PostAsJsonAsync("/api/v1/articles", new { headline = "別的" }, TestContext.Current.CancellationToken);
        Terminate(server);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task The_token_of_a_preview_link_is_in_no_line_of_the_log()
    {
        var address = $"http://localhost:{FreePort()}";
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var server = Start($"--urls={address} --Seed:Enabled=false", "Production");
        await UntilReady(server, http);

        foreach (var path in new[] { "/api/v1/previews/the-secret", "/API/V1/Previews/the-secret/", "//api/v1/previews/the-secret", "/api/v1%2fpreviews%2fthe-secret", "/api/v1/previews/the-secret/more" })
        {
            using var read = await http.GetAsync(address + path, TestContext.Current.CancellationToken);
            using var written = await http.DeleteAsync(address + path, TestContext.Current.CancellationToken);
        }

        Terminate(server);
        var log = await server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("previews/(token)", log, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_address_is_said_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        using var server = Start($"--urls=http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}", "Production");
        var errors = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, server.ExitCode);
        Assert.StartsWith("The address is taken", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => _store.Dispose();

    private Process Start(string arguments, string environment, string command = "serve")
    {
        var start = new ProcessStartInfo("dotnet", $"\"{typeof(ArticlesController).Assembly.Location}\" {command} {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _store.Configure(start);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        return Process.Start(start)!;
    }

    private static async Task UntilReady(Process server, HttpClient http)
    {
        for (var attempt = 0; attempt < 600 && !server.HasExited; attempt++)
        {
            try
            {
                if ((await http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode)
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Terminate(Process server)
    {
        using var kill = Process.Start("kill", $"-TERM {server.Id}");
        kill.WaitForExit();
    }
}
