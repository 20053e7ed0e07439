using System.Diagnostics;
using System.Text.Json;
using NewsApi.Articles;

namespace NewsApi.Tests.Hosting;

/// <summary>Commands that use no store, help, and what stops the program before it looks for one.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TestStore _store = TestStore.Empty();

    [Fact]
    public async Task Repair_reads_a_file_or_standard_input_and_prints_the_repaired_text()
    {
        var damaged = await ReadResource(typeof(ArticlesController), "NewsApi.Seeding.source.txt");
        var clean = await ReadResource(typeof(UsageTests), "NewsApi.Tests.Seeding.clean.txt");
        await File.WriteAllTextAsync(Path.Combine(_store.Folder, "page.txt"), damaged, TestContext.Current.CancellationToken);

        Assert.Equal(clean, (await Run("repair page.txt")).Output);
        Assert.Equal(clean, (await Run("repair", damaged)).Output);
        var plan = JsonDocument.Parse((await Run("repair --explain page.txt")).Output).RootElement;
        Assert.Equal("utf-8", plan.GetProperty("charset").GetProperty("name").GetString());
        Assert.NotEqual(0, plan.GetProperty("steps").GetArrayLength());
    }

    [Fact]
    public async Task A_machine_without_ICU_runs_it_all_the_same()
    {
        // Hides the libraries from one process and its children.
        const string Hide = "ldconfig -p | sed -n 's/.*=> \\(.*libicu.*\\)/\\1/p' | xargs -r readlink -f | sort -u | while read f; do mount --bind /dev/null $f || exit 9; done";
        var program = typeof(ArticlesController).Assembly.Location;
        var start = new ProcessStartInfo("sh", ["-c", $"command -v unshare > /dev/null || exit 9; unshare -r -m sh -c \"$1\" || exit 9", "sh", $"{Hide} || exit 9; dotnet '{program}' repair page.txt; echo $?"])
        {
            WorkingDirectory = _store.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        await File.WriteAllTextAsync(Path.Combine(_store.Folder, "page.txt"), "當(dāng)?shù)貢r間\n", TestContext.Current.CancellationToken);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere .NET has its own ICU.");

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.SkipWhen(process.ExitCode == 9, "This machine does not let files be hidden.");
        Assert.Equal("當地時間\n0\n", output);
        Assert.Empty(await errors);
    }

    [Fact]
    public async Task Openapi_prints_the_document_the_server_publishes()
    {
        using var app = new NewsApiApp();

        Assert.Equal((await app.AsReader().Ask("/openapi/v1.json")).Body, (await Run("openapi")).Output);
        Assert.Equal((await app.AsReader().Ask("/openapi/v1-3.0.json")).Body, (await Run("openapi --spec 3.0")).Output);
    }

    [Theory]
    [InlineData("--help", "serve")]
    [InlineData("serve --help", "Serve the API")]
    [InlineData("migrate --help", "Create the store")]
    [InlineData("seed --help", "Import the seed page")]
    [InlineData("repair --help", "--explain")]
    [InlineData("verify --help", "damage")]
    [InlineData("export --help", "lines of JSON")]
    [InlineData("import --help", "--dry-run")]
    [InlineData("openapi --help", "--spec")]
    public async Task Every_command_has_help(string arguments, string says)
    {
        var run = await Run(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serv", "serv")]
    [InlineData("repair nowhere.txt", "can't be read")]
    [InlineData("import nowhere.ndjson", "nowhere.ndjson")]
    [InlineData("repair --explan", "did you mean --explain?")]
    [InlineData("serve --Database:Provider=Oracle", "Database:Provider is \"Oracle\", which is none of: Sqlite, PostgreSql.")]
    [InlineData("serve --Database:Provider=7", "Database:Provider is \"7\"")]
    [InlineData("serve --Database:ReadFrom=Replica", "Database:ReadFrom is \"Replica\", which is none of: Primary, Standby.")]
    [InlineData("serve --Database:ReadFrom=Standby", "does not name several PostgreSQL servers")]
    [InlineData("serve --Site:TimeZone=Mars/Olympus", "Site:TimeZone")]
    [InlineData("serve --Site:BaseUrl=news.example", "Site:BaseUrl")]
    [InlineData("serve --Seed:Enabled=perhaps", "Seed:Enabled")]
    [InlineData("serve --Slugs:Style=Latin", "Slugs:Style")]
    [InlineData("serve --Seed:Enabled=", "Seed:Enabled is empty")]
    [InlineData("serve --Site:TimeZone=", "Site:TimeZone is empty")]
    [InlineData("serve --Site:Timezon=UTC", "did you mean --Site:TimeZone?")]
    [InlineData("serve --urls=bogus", "Urls is \"bogus\"")]
    [InlineData("serve --urls=http://localhost:99999", "Urls is")]
    [InlineData("serve --urls", "--urls has no value")]
    [InlineData("serve --Understanding:MediaMarks:foo=x", "Understanding:MediaMarks")]
    [InlineData("serve --Understanding:Kinds:lead:Position=abc", "Understanding:Kinds:lead:Position")]
    [InlineData("serve --Serilog:MinimumLevel:Default=Bogus", "Bogus")]
    [InlineData("openapi --spec:3.0", "no setting or option --spec:3.0")]
    [InlineData("serve --RateLimiting:Requests=0", "RateLimiting:Requests")]
    [InlineData("serve --Cors:Origins=everywhere", "Cors:Origins")]
    [InlineData("serve --Outgoing:AllowedNetworks=10.0.0.0", "Outgoing:AllowedNetworks")]
    [InlineData("serve --Outgoing:AllowedNetworks=intranet", "Outgoing:AllowedNetworks")]
    [InlineData("serve --ConnectionStrings:News=", "ConnectionStrings:News is not set")]
    public async Task What_is_wrong_stops_the_program_with_one_clear_line(string arguments, string says)
    {
        var run = await Run(arguments);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.InRange(run.ExitCode, 1, 1);
        Assert.Empty(Directory.GetFiles(_store.Folder, "*.db"));
    }

    public void Dispose() => _store.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> Run(string arguments, string? input = null) => CommandLine.Run(_store, arguments, input);

    private static async Task<string> ReadResource(Type of, string name)
    {
        await using var resource = of.Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
