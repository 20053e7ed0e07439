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

    [Fact]
    public async Task Import_takes_folders_and_tells_of_each_file_what_became_of_it()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_store.Folder, "pages", "more")).FullName;
        await File.WriteAllTextAsync(Path.Combine(_store.Folder, "pages", "a.txt"), "港口恢復通航\n6月14日，港口恢復通航。\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "b.html"), "<title>新橋通車</title><h1>新橋通車</h1><p>新橋今天通車，市民可以步行過橋。</p>", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "c.txt"), new byte[1000], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, ".hidden"), "x", TestContext.Current.CancellationToken);

        await Run("migrate");
        var dry = await Run("import pages --dry-run");
        var first = await Run("import pages --publish --source 港務局");
        File.Delete(Path.Combine(folder, "c.txt"));
        var second = await Run("import pages");

        Assert.Equal([1, 1, 0], [dry.ExitCode, first.ExitCode, second.ExitCode]);
        string[] expected = ["created", "created", "refused"];
        Assert.Equal(expected, Outcomes(dry.Output));
        Assert.Equal(expected, Outcomes(first.Output));
        Assert.Equal(["unchanged", "unchanged"], Outcomes(second.Output));
        Assert.Contains("2 of 3 files imported.", first.Errors, StringComparison.Ordinal);

        static IEnumerable<string> Outcomes(string output) => output.Split('\n').Select(line => line.Split(' ')[0]).Where(word => word is "created" or "updated" or "unchanged" or "refused");
    }

    [Fact]
    public async Task A_dry_run_leaves_no_trace_with_and_without_a_store()
    {
        using var other = TestStore.Empty();
        await File.WriteAllTextAsync(Path.Combine(_store.Folder, "a.txt"), "港口恢復通航\n6月14日，港口恢復通航。\n", TestContext.Current.CancellationToken);
        string[] before = [.. Directory.EnumerateFileSystemEntries(_store.Folder, "*", SearchOption.AllDirectories)];

        var without = await Run("import a.txt --dry-run");

        Assert.True(without.ExitCode == 0, without.Errors);
        Assert.Contains("created", without.Output, StringComparison.Ordinal);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(_store.Folder, "*", SearchOption.AllDirectories));
        await CommandLine.Run(other, "migrate");
        await CommandLine.Run(other, "seed");
        var export = Path.Combine(other.Folder, "store.ndjson");
        await CommandLine.Run(other, "export store.ndjson");
        await Run("migrate");
        await Run("import a.txt");

        var known = await Run("import a.txt --dry-run");
        var whole = await Run($"import \"{export}\" --dry-run");

        Assert.True(known.ExitCode == 0, known.Errors);
        Assert.Contains("unchanged", known.Output, StringComparison.Ordinal);
        Assert.True(whole.ExitCode == 0, whole.Errors);
        Assert.Contains("1 revisions, 1 articles verified", (await Run("verify")).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _store.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> Run(string arguments) => CommandLine.Run(_store, arguments);
}
