namespace NewsApi.Tests.Access;

/// <summary>Help, and what stops a command about keys, or the server, before it looks for the store.</summary>
public sealed class KeyUsageTests : IDisposable
{
    private readonly TestStore _store = TestStore.Empty();

    [Theory]
    [InlineData("keys --help", "revoke")]
    [InlineData("keys create --help", "drafts:read, articles:write, articles:publish, admin")]
    [InlineData("keys list --help", "List the keys")]
    [InlineData("keys revoke --help", "prefix")]
    public async Task Every_command_has_help(string arguments, string says)
    {
        var run = await Run(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys create --scope admin", "--name is missing")]
    [InlineData("keys create --name \" x\" --scope admin", "--name must be a name")]
    [InlineData("keys create --name x", "--scope is missing; it must be one or more of drafts:read, articles:write, articles:publish, admin")]
    [InlineData("keys create --name x --scope article:write", "did you mean articles:write?")]
    [InlineData("keys create --name x --scope everything", "must be one of drafts:read, articles:write, articles:publish, admin")]
    [InlineData("keys create --name x --scope admin --expires tomorrow", "an instant with its offset")]
    [InlineData("keys create --name x --scope admin --expires 2020-01-01T00:00:00Z", "in the future")]
    [InlineData("keys create --nam x --scope admin", "did you mean --name?")]
    [InlineData("serve --Authentication:Jwt:Authority=http://id.example --Authentication:Jwt:Audience=a", "Authentication:Jwt:Authority is \"http://id.example\"; it must be an absolute https address")]
    [InlineData("serve --Authentication:Jwt:Authority=https://id.example", "Authentication:Jwt:Audience is not set")]
    [InlineData("serve --Authentication:Jwt:SigningKey=hunter2 --Authentication:Jwt:Audience=a", "must have at least 32 bytes")]
    [InlineData("serve --Authentication:Jwt:Audience=a", "no token could be valid")]
    [InlineData("serve --Authentication:Jwt:Issuer= --Authentication:Jwt:Audience=a", "Authentication:Jwt:Issuer is empty")]
    public async Task What_is_wrong_stops_with_one_clear_line(string arguments, string says)
    {
        var run = await Run(arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        Assert.DoesNotContain("hunter2", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.Contains(" INF", StringComparison.Ordinal) && !line.StartsWith('{'));
    }

    public void Dispose() => _store.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> Run(string arguments) => CommandLine.Run(_store, arguments);
}
