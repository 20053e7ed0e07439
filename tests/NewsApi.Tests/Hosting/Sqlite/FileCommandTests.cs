namespace NewsApi.Tests.Hosting.Sqlite;

/// <summary>What a connection string can name that is no store of ours, and is left as it is.</summary>
public sealed class FileCommandTests : IDisposable
{
    private readonly TestStore _store = TestStore.Empty();

    [Theory]
    [InlineData("serve --ConnectionStrings:News=Nonsense", "no SQLite connection string")]
    [InlineData("serve \"--ConnectionStrings:News=Data Source=nowhere/news.db\"", "does not exist")]
    [InlineData("serve \"--ConnectionStrings:News=Data Source=.\"", "a folder, not a file")]
    [InlineData("serve \"--ConnectionStrings:News=Data Source=:memory:\"", "must name a file")]
    public async Task What_can_not_be_the_file_stops_the_program_with_one_clear_line(string arguments, string says)
    {
        var run = await CommandLine.Run(_store, arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Directory.GetFiles(_store.Folder, "*.db"));
    }

    [Fact]
    public async Task Migrate_makes_the_file()
    {
        Assert.Equal(0, (await CommandLine.Run(_store, "migrate")).ExitCode);
        Assert.True(File.Exists(_store.File));
    }

    [Theory]
    [InlineData("not a database, just a text that is longer than any header", "no SQLite database")]
    [InlineData("short", "no SQLite database")]
    public async Task A_file_that_is_no_database_is_left_as_it_is(string content, string says)
    {
        var file = _store.File;
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        var run = await CommandLine.Run(_store, "serve");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_as_it_is()
    {
        var file = _store.File;
        await _store.Execute("CREATE TABLE Photos (Id INTEGER)");

        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var run = await CommandLine.Run(_store, "serve");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("a database of another program", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("CREATE TABLE __EFMigrationsHistory (MigrationId TEXT PRIMARY KEY, ProductVersion TEXT); CREATE TABLE T (A)")]
    [InlineData("CREATE TABLE __EFMigrationsHistory (MigrationId TEXT PRIMARY KEY, ProductVersion TEXT); INSERT INTO __EFMigrationsHistory VALUES ('20200101_Other', '8')")]
    [InlineData("CREATE VIEW V AS SELECT 1")]
    public async Task A_database_of_another_program_that_uses_EF_as_well_is_left_as_it_is(string sql)
    {
        var file = _store.File;
        await _store.Execute(sql);

        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var run = await CommandLine.Run(_store, "migrate");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a database of another program", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_left_as_it_is()
    {
        Assert.Equal(0, (await CommandLine.Run(_store, "migrate")).ExitCode);
        await _store.Execute("INSERT INTO __EFMigrationsHistory VALUES ('20991231235959_Later', '99.0.0')");

        var run = await CommandLine.Run(_store, "serve");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("newer version", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _store.Dispose();
}
