using System.Net;
using NewsApi.Access;

namespace NewsApi.Tests.Transfer;

/// <summary>A site moves from its SQLite file to PostgreSQL and back, with the commands an operator types.</summary>
public sealed class MoveTests : IDisposable
{
    private const string OnFile = "--Database:Provider=Sqlite \"--ConnectionStrings:News=Data Source=news.db\"";

    private const string OnNewFile = "--Database:Provider=Sqlite \"--ConnectionStrings:News=Data Source=back.db\"";

    private readonly TestStore _store = TestStore.Empty();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task There_and_back_nothing_is_lost_and_keys_and_numbers_go_on()
    {
        string key;
        await using (var app = new FileApp(_store))
        {
            key = (await app.GivenKey(Scopes.Admin)).Key;
            await app.GivenAnArticleWithEverything();
            await app.GivenEditorialWork();
        }

        await Run($"export before.ndjson {OnFile}");
        await Run("migrate");
        await Run("import before.ndjson");
        await Run("export between.ndjson");
        await Run($"import between.ndjson {OnNewFile}");
        await Run($"export after.ndjson {OnNewFile}");
        await Run("verify");

        var before = await Read("before.ndjson");
        Assert.DoesNotContain(":0", before.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal(before, await Read("between.ndjson"));
        Assert.Equal(before, await Read("after.ndjson"));

        using var server = await ServerProcess.Start(_store);
        var editor = server.AsBearer(key);
        Assert.Equal("第二篇", (await editor.Get("/api/v1/articles/另一個名字")).GetProperty("headline").GetString());
        var written = await editor.Send("POST", "/api/v1/articles", new { headline = "第四篇" });
        Assert.Equal((HttpStatusCode.Created, 4), (written.Status, written.Json.GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task An_import_that_is_killed_again_and_again_goes_on_where_it_was()
    {
        await using (var app = new FileApp(_store))
        {
            var editor = app.AsKey(Scopes.Admin);
            for (var batch = 0; batch < 3; batch++)
            {
                var articles = Enumerable.Range(0, 1000).Select(n => new { headline = $"第{batch}批第{n}篇", sections = new[] { new { kind = "lead", blocks = new[] { new { type = "paragraph", text = "正文。" } } } } });
                Assert.Equal(HttpStatusCode.OK, (await editor.Send("POST", "/api/v1/articles/batch", new { items = articles })).Status);
            }
        }

        await Run($"export before.ndjson {OnFile}");
        await Run("migrate");
        var kills = 0;
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            using var import = CommandLine.Start(_store, "import before.ndjson");
            var begun = await Rows();
            while (!import.HasExited && await Rows() == begun)
            {
                await Task.Delay(50, Cancel);
            }

            import.Kill();
            await import.WaitForExitAsync(Cancel);
            kills += import.ExitCode == 0 ? 0 : 1;
        }

        var finished = await Run("import before.ndjson");
        await Run("export after.ndjson");

        // On a busy machine an import may be through before it is looked at, and leave the last one nothing to do.
        Assert.NotEqual(0, kills);
        Assert.Matches("^[0-9]+ rows imported, [1-9][0-9]* were there already", finished);
        Assert.Equal(await Read("before.ndjson"), await Read("after.ndjson"));
        await Run("verify");
    }

    public void Dispose() => _store.Dispose();

    private async Task<string> Run(string command)
    {
        var run = await CommandLine.Run(_store, command);
        Assert.True(run.ExitCode == 0, $"{command}: {run.Output}{run.Errors}");
        return run.Output;
    }

    private Task<string> Read(string file) => File.ReadAllTextAsync(Path.Combine(_store.Folder, file), Cancel);

    private async Task<long> Rows() => (long)(await _store.Execute("""
        SELECT (SELECT count(*) FROM "Articles") + (SELECT count(*) FROM "ArticleRevisions") + (SELECT count(*) FROM "Sections") + (SELECT count(*) FROM "Blocks")
        """))!;
}
