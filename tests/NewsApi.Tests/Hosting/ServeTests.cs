using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace NewsApi.Tests.Hosting;

/// <summary>The server as a process: from an empty folder to its end, with its log.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TestStore _store = TestStore.Ready();

    [Fact]
    public async Task Serves_from_a_new_store_logs_one_JSON_line_a_request_and_ends_when_told()
    {
        using var server = await ServerProcess.Start(_store);

        const string Hostile = "/api/v1/articles/{RequestPath}%0A{\"forged\":true}?limt=1";
        using var answer = await server.Http.GetAsync(Hostile, TestContext.Current.CancellationToken);
        var traceId = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("traceId").GetString();
        var (exitCode, log) = await server.End();

        Assert.Equal(0, exitCode);
        var events = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
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
        using var server = await ServerProcess.Start(_store, "--Icu:Enabled=false");

        var health = JsonDocument.Parse(await server.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken)).RootElement;
        var article = JsonDocument.Parse(await server.Http.GetStringAsync("/api/v1/articles/1?script=hans", TestContext.Current.CancellationToken)).RootElement;
        var (_, log) = await server.End();

        Assert.Equal("degraded", health.GetProperty("checks").GetProperty("icu").GetProperty("status").GetString());
        Assert.Single(log.Split('\n'), line => line.Contains("No ICU can be loaded", StringComparison.Ordinal));
        Assert.Equal("俄乌第二轮直接谈判在土耳其举行", article.GetProperty("headline").GetString());
        Assert.Equal(6, article.GetProperty("sections").GetArrayLength());
    }

    [Fact]
    public async Task An_acknowledged_POST_and_what_is_kept_of_its_idempotency_key_survive_a_kill_together()
    {
        const string Settings = "--Seed:Enabled=false";
        using var killed = await ServerProcess.Start(_store, Settings);
        var key = await CommandLine.MakeKey(_store, "articles:write");
        using var http = new HttpClient { BaseAddress = new Uri(killed.Address) };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
        http.DefaultRequestHeaders.Add("Idempotency-Key", "kill-9");

        using var first = await http.PostAsJsonAsync("/api/v1/articles", new { headline = "斷電" }, TestContext.Current.CancellationToken);
        await killed.Kill();
        using var server = await ServerProcess.Start(_store, Settings, killed.Address);
        using var again = await http.PostAsJsonAsync("/api/v1/articles", new { headline = "斷電" }, TestContext.Current.CancellationToken);
        using var other = await http.PostAsJsonAsync("/api/v1/articles", new { headline = "別的" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task The_token_of_a_preview_link_is_in_no_line_of_the_log()
    {
        using var server = await ServerProcess.Start(_store, "--Seed:Enabled=false");

        foreach (var path in new[] { "/api/v1/previews/the-secret", "/API/V1/Previews/the-secret/", "//api/v1/previews/the-secret", "/api/v1%2fpreviews%2fthe-secret", "/api/v1/previews/the-secret/more" })
        {
            using var read = await server.Http.GetAsync(server.Address + path, TestContext.Current.CancellationToken);
            using var written = await server.Http.DeleteAsync(server.Address + path, TestContext.Current.CancellationToken);
        }

        var (_, log) = await server.End();

        Assert.Contains("previews/(token)", log, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_address_is_said_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var run = await CommandLine.Run(_store, $"serve --urls=http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        Assert.NotEqual(0, run.ExitCode);
        Assert.StartsWith("The address is taken", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => _store.Dispose();
}
