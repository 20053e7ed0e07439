namespace NewsApi.Tests.Hosting;

/// <summary>Commands that use the store, as an operator runs them: as a process, with an exit code.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TestStore _store = TestStore.Empty();

    [Fact]
    public async Task Migrate_makes_the_store_and_seed_imports_the_page_once()
    {
        var migrated = await Run("migrate");
        var seeded = await Run("seed");
        var again = await Run("seed");

        Assert.All([migrated, seeded, again], run => Assert.Equal(0, run.ExitCode));
        Assert.Contains("The seed page is in the store.", seeded.Output, StringComparison.Ordinal);
        Assert.Contains("nothing changed", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_tells_by_its_exit_code_whether_the_store_is_sound_and_makes_none()
    {
        var none = await Run("verify");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("There is no store yet", none.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_store.Folder, "*.db"));

        await Run("migrate");
        await Run("seed");
        var sound = await Run("verify");
        await _store.Execute("""UPDATE "Articles" SET "Headline" = replace("Headline", '俄', '我')""");
        var damaged = await Run("verify");

        Assert.Equal((0, "1 revisions, 1 articles verified: no damage"), (sound.ExitCode, sound.Output.Trim()));
        Assert.Equal((1, "article 1: the text differs from revision 1\n1 revisions, 1 articles verified: 1 damaged"), (damaged.ExitCode, damaged.Output.Trim().ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Migrate_gives_rows_their_hash_that_an_earlier_run_did_not_come_to()
    {
        await Run("migrate");
        await Run("seed");
        await _store.Execute("""UPDATE "Articles" SET "Hash" = '' """);
        await _store.Execute("""UPDATE "Tags" SET "Hash" = '' """);
        var before = await Run("verify");

        var migrated = await Run("migrate");
        var after = await Run("verify");

        Assert.Equal(1, before.ExitCode);
        Assert.True(migrated.ExitCode == 0, migrated.Errors);
        Assert.Equal((0, "1 revisions, 1 articles verified: no damage"), (after.ExitCode, after.Output.Trim()));
    }

    [Fact]
    public async Task Export_and_import_take_the_store_to_another_place()
    {
        using var other = TestStore.Empty();
        var (file, again) = (Path.Combine(_store.Folder, "store.ndjson"), Path.Combine(other.Folder, "store.ndjson"));
        await Run("migrate");
        await Run("seed");
        await CommandLine.Run(other, "migrate");

        var exported = await Run("export store.ndjson");
        var printed = await Run("export");
        var imported = await CommandLine.Run(other, $"import \"{file}\"");
        var back = await CommandLine.Run(other, "export store.ndjson");

        Assert.All([exported, printed, imported, back], run => Assert.True(run.ExitCode == 0, run.Errors));
        Assert.Contains("rows imported.", imported.Output, StringComparison.Ordinal);
        Assert.Contains("relatedNewsEntries: 10", exported.Errors, StringComparison.Ordinal);
        var store = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(store, printed.Output);
        Assert.Equal(store, await File.ReadAllTextAsync(again, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(file + ".part"));
    }

    public void Dispose() => _store.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> Run(string arguments) => CommandLine.Run(_store, arguments);
}
