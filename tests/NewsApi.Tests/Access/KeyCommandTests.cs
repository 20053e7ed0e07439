using System.Diagnostics;
using System.Net;
using NewsApi.Articles;

namespace NewsApi.Tests.Access;

/// <summary>Keys on the command line, and the key of a developer's first start.</summary>
public sealed class KeyCommandTests : IDisposable
{
    private readonly TestStore _store = TestStore.Ready();

    [Fact]
    public async Task Create_prints_a_working_key_as_the_last_word_list_shows_it_and_revoke_ends_it()
    {
        var created = await Run("keys create --name 國際部 --scope drafts:read articles:write --scope admin --expires 2099-12-31T00:00:00+08:00");
        var key = created.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[^1];
        using var app = new NewsApiApp(_store);

        Assert.Equal(0, created.ExitCode);
        Assert.Equal(HttpStatusCode.OK, (await app.AsBearer(key).Ask("/api/v1/keys")).Status);
        Assert.Equal("command line", (await app.AsBearer(key).Get("/api/v1/keys/1")).GetProperty("createdBy").GetString());

        var listed = (await Run("keys list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, listed.Length);
        Assert.Matches("^1 +[a-z0-9]{8}  valid .*2099-12-30 16:00Z  drafts:read articles:write admin  國際部$", listed[1]);
        Assert.DoesNotContain(key[14..], listed[1], StringComparison.Ordinal);

        var revoked = await Run($"keys revoke {key[5..13]}");
        Assert.Equal(0, revoked.ExitCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsBearer(key).Ask("/api/v1/keys")).Status);
        Assert.Contains("nothing changed", (await Run("keys revoke 1")).Output, StringComparison.Ordinal);
        Assert.Contains("revoked", (await Run("keys list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys revoke 7", "No key has the id or prefix 7")]
    [InlineData("keys revoke news_a0000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "none of this store")]
    public async Task A_key_that_is_not_there_is_said_in_one_line(string arguments, string says)
    {
        var run = await Run(arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.Contains(" INF", StringComparison.Ordinal) && !line.StartsWith('{'));
    }

    [Fact]
    public async Task A_first_start_in_Development_prints_one_admin_key_and_a_second_one_none()
    {
        var first = await Serve("Development");
        var second = await Serve("Development");

        var line = Assert.Single(first.Split('\n'), line => line.StartsWith("Development key (admin), shown once: news_", StringComparison.Ordinal));
        Assert.DoesNotContain("news_", second, StringComparison.Ordinal);
        using var app = new NewsApiApp(_store);
        var key = Assert.Single(await app.AsBearer(line.TrimEnd().Split(' ')[^1]).GetAll("/api/v1/keys"));
        Assert.Equal("development", key.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_first_start_elsewhere_makes_no_key() => Assert.DoesNotContain("news_", await Serve("Production"), StringComparison.Ordinal);

    public void Dispose() => _store.Dispose();

    /// <summary>Starts the server, waits until it listens, ends it; its standard output.</summary>
    private async Task<string> Serve(string environment)
    {
        using var server = Start("serve --urls=http://127.0.0.1:0 --Seed:Enabled=false --Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Information", environment);
        var output = new System.Text.StringBuilder();
        while (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            output.Append(line).Append('\n');
            if (line.Contains("Now listening", StringComparison.Ordinal))
            {
                break;
            }
        }

        using (var kill = Process.Start("kill", $"-TERM {server.Id}"))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        output.Append(await server.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Now listening", output.ToString(), StringComparison.Ordinal);
        return output.ToString();
    }

    private Task<(int ExitCode, string Output, string Errors)> Run(string arguments) => CommandLine.Run(_store, arguments);

    private Process Start(string arguments, string environment)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{typeof(ArticlesController).Assembly.Location}\" {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        _store.Configure(start);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        return Process.Start(start)!;
    }
}
