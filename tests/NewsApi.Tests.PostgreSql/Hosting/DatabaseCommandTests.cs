using Npgsql;

namespace NewsApi.Tests.Hosting;

/// <summary>What stops the program on PostgreSQL, and who may change the store: <c>migrate</c> alone.</summary>
public sealed class DatabaseCommandTests : IDisposable
{
    private readonly TestStore _empty = TestStore.Empty();

    private readonly TestStore _ready = TestStore.Ready();

    [Theory]
    [InlineData("serve")]
    [InlineData("seed")]
    [InlineData("verify")]
    [InlineData("keys list")]
    public async Task Nothing_but_migrate_makes_the_store(string command)
    {
        await Stops(_empty, command, "There is no store yet; migrate makes it");
        Assert.Equal(0L, await _empty.Execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task A_server_does_not_start_on_a_store_that_is_behind()
    {
        Assert.SkipWhen(await _ready.Execute("""SELECT count(*) FROM "__EFMigrationsHistory" """) is 1L, "There is only one migration so far: a store without it is none.");
        await _ready.Execute("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")""");

        await Stops(_ready, "serve", "was made by an older version of this program; migrate brings it up to date");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    public async Task A_store_of_a_newer_program_is_left_as_it_is(string command)
    {
        await _ready.Execute("""INSERT INTO "__EFMigrationsHistory" VALUES ('20991231235959_Later', '99.0.0')""");

        await Stops(_ready, command, "was made by a newer version of this program (it knows 20991231235959_Later)");
    }

    [Theory]
    [InlineData("CREATE TABLE photos (id integer)")]
    [InlineData("CREATE VIEW v AS SELECT 1")]
    [InlineData("""CREATE TABLE "__EFMigrationsHistory" ("MigrationId" text PRIMARY KEY, "ProductVersion" text); INSERT INTO "__EFMigrationsHistory" VALUES ('20200101_Other', '8')""")]
    public async Task A_database_of_another_program_is_left_as_it_is(string sql)
    {
        await _empty.Execute(sql);

        await Stops(_empty, "migrate", "is a database of another program");
        Assert.Equal(0L, await _empty.Execute("SELECT count(*) FROM pg_tables WHERE tablename = 'Articles'"));
    }

    [Fact]
    public async Task Four_migrations_at_the_same_moment_make_one_store_and_one_more_changes_nothing()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CommandLine.Run(_empty, "migrate")));

        Assert.All(runs, run => Assert.Equal((0, "The store is up to date."), (run.ExitCode, run.Output.Trim())));
        Assert.Single(runs, run => run.Errors.Contains("Applied", StringComparison.Ordinal));
        Assert.All(runs, run => Assert.DoesNotContain("Error", run.Errors, StringComparison.Ordinal));
        await using var watch = await _empty.BeginWatch();
        var before = await watch.Version();
        Assert.Equal(0, (await CommandLine.Run(_empty, "migrate")).ExitCode);
        Assert.Equal(before, await watch.Version());
        Assert.Equal(0, (await CommandLine.Run(_empty, "seed")).ExitCode);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=news;Username=u;Password=hunter2", "can't be reached: news at 127.0.0.1:1: ")]
    [InlineData("Host=nowhere.invalid;Database=news;Username=u;Password=hunter2", "can't be reached: news at nowhere.invalid:5432: ")]
    [InlineData("Host=127.0.0.1", "must name a host and a database")]
    [InlineData("Data Source=news.db", "no PostgreSQL connection string")]
    [InlineData("Nonsense", "no PostgreSQL connection string")]
    public Task A_connection_string_that_leads_nowhere_is_said_in_one_line(string connectionString, string says) =>
        Stops(_ready, $"serve \"--ConnectionStrings:News={connectionString}\"", says);

    [Theory]
    [InlineData("Username", "stranger")]
    [InlineData("Database", "newsapi_that_is_not_there")]
    public async Task What_the_server_refuses_is_said_in_one_line_without_the_password(string key, string value)
    {
        var connection = new NpgsqlConnectionStringBuilder(_ready.ConnectionString) { Password = "hunter2", [key] = value };

        await Stops(_ready, $"migrate \"--ConnectionStrings:News={connection.ConnectionString}\"", "can't be reached");
    }

    public void Dispose()
    {
        _empty.Dispose();
        _ready.Dispose();
    }

    private static async Task Stops(TestStore store, string arguments, string says)
    {
        var run = await CommandLine.Run(store, arguments);

        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("hunter2", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        Assert.Equal(1, run.ExitCode);
    }
}
