using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsApi.Editorial;
using NewsApi.Importing;
using NewsApi.Ingestion;
using NewsApi.Model;
using NewsApi.Transfer;

namespace NewsApi.Tests.Importing;

/// <summary>Imports that go on behind their request.</summary>
public sealed partial class ImportJobsTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Imports = "/api/v1/imports";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_prefers_not_to_wait_is_told_where_to_look()
    {
        var editor = app.AsKey("articles:write", "drafts:read");

        var accepted = await editor.Send("POST", Imports, Feed("wait", 120), Rss, ("Prefer", "respond-async, wait=10"));

        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        Assert.Equal(("respond-async", "1"), (accepted.Header("Preference-Applied"), accepted.Header("Retry-After")));
        Assert.Equal(("queued", 0), (accepted.Json.GetProperty("state").GetString(), accepted.Json.GetProperty("done").GetInt32()));
        var job = await Ended(app, editor, accepted.Header("Location")!);
        Assert.Equal(("succeeded", 120, 120), (job.GetProperty("state").GetString(), job.GetProperty("done").GetInt32(), job.GetProperty("total").GetInt32()));
        var articles = job.GetProperty("report").GetProperty("articles").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(0, 120).Select(n => $"wait 第{n}則消息"), articles.Select(article => article.GetProperty("headline").GetString()!));
        Assert.All(articles, article => Assert.Equal("created", article.GetProperty("outcome").GetString()));
        Assert.Equal("wait 第7則消息", (await editor.Get($"/api/v1/articles/{articles[7].GetProperty("id")}")).GetProperty("headline").GetString());
        Assert.Equal(job.GetProperty("id").GetInt64(), (await editor.Get(Imports)).GetProperty("items")[0].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_large_document_is_imported_behind_its_request_and_says_the_same_as_at_once()
    {
        var editor = app.AsKey("articles:write");
        var page = "長文\n6月14日，港口恢復通航。\n" + string.Concat(Enumerable.Repeat("港務局表示，船舶今天可以進出，所有航線恢復正常。\n", 16_000));

        var accepted = await editor.Send("POST", $"{Imports}?dryRun=true&source=港務局", page, Text);
        var job = await Ended(app, editor, accepted.Header("Location")!);

        Assert.Equal((HttpStatusCode.Accepted, "succeeded"), (accepted.Status, job.GetProperty("state").GetString()));
        var article = Assert.Single(job.GetProperty("report").GetProperty("articles").EnumerateArray());
        Assert.Equal(("長文", "港務局"), (article.GetProperty("headline").GetString(), article.GetProperty("article").GetProperty("source").GetProperty("name").GetString()));
        Assert.Equal("text/plain", job.GetProperty("report").GetProperty("mediaType").GetString());
        Assert.Equal(0, await app.InStore(db => db.ImportJobDocuments.CountAsync(document => document.JobId == job.GetProperty("id").GetInt64(), Cancel)));
    }

    [Fact]
    public async Task A_large_document_that_is_no_text_is_refused_at_once()
    {
        var answer = await app.AsKey("articles:write").SendRaw(Imports, new ByteArrayContent(new byte[8_000_000]), "text/plain");

        answer.Problem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("application/rss+xml")]
    [InlineData("application/feed+json")]
    [InlineData("application/vnd.iptc.ninjs+json")]
    [InlineData("text/plain")]
    public async Task Of_a_document_with_more_than_one_import_takes_nothing_is_stored_and_the_limit_is_told(string mediaType)
    {
        using var own = new NewsApiApp();
        var editor = own.AsKey("articles:write");
        var document = mediaType switch
        {
            "application/rss+xml" => $"<rss version=\"2.0\"><channel><title>x</title>{string.Concat(Enumerable.Range(0, 10_001).Select(n => $"<item><title>{n}</title></item>"))}</channel></rss>",
            "application/feed+json" => $"{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{string.Join(',', Enumerable.Range(0, 10_001).Select(n => $"{{\"title\":\"{n}\"}}"))}]}}",
            "text/plain" => "標題\n" + string.Concat(Enumerable.Repeat("一\n\n", 100_001)),
            _ => $"[{string.Join(',', Enumerable.Range(0, 10_001).Select(n => $"{{\"uri\":\"urn:{n}\",\"headline\":\"{n}\"}}"))}]",
        };

        var atOnce = await editor.Send("POST", Imports, document, ("Content-Type", mediaType));
        var accepted = await editor.Send("POST", Imports, document, ("Content-Type", mediaType), ("Prefer", "respond-async"));
        var job = await Ended(own, editor, accepted.Header("Location")!);

        Assert.Contains(mediaType == "text/plain" ? "100000" : "10000", atOnce.Problem(HttpStatusCode.BadRequest).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Equal(atOnce.Json.GetProperty("detail").GetString(), job.GetProperty("problem").GetString());
        Assert.Equal(0, await own.InStore(db => db.Articles.IgnoreQueryFilters().CountAsync(Cancel)));
    }

    [Fact]
    public async Task Storing_a_document_in_parts_looks_at_each_story_a_few_times_however_many_parts_there_are()
    {
        using var own = new NewsApiApp();
        var read = own.Services.GetRequiredService<Importer>().Read(new ImportedDocument("upload", "application/rss+xml", Encoding.UTF8.GetBytes(Feed("parts", 400)), null));
        var stories = new CountedStories(read.Stories);
        var document = read with { Stories = stories };

        for (var start = 0; start < 400; start += 20)
        {
            await using var scope = own.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ArticleImport>().StoreAsync(document, start..(start + 20), isPublic: false, isDry: true, new Signature("test"), Cancel);
        }

        Assert.InRange(stories.Looks, 400, 1200);
    }

    private sealed class CountedStories(IReadOnlyList<ReadStory> stories) : IReadOnlyList<ReadStory>
    {
        public int Looks { get; private set; }

        public int Count => stories.Count;

        public ReadStory this[int index]
        {
            get
            {
                Looks++;
                return stories[index];
            }
        }

        public IEnumerator<ReadStory> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Fact]
    public async Task A_document_that_turns_out_unreadable_fails_with_the_reason()
    {
        var editor = app.AsKey("articles:write");

        var accepted = await editor.Send("POST", Imports, "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", ("Content-Type", "application/feed+json"), ("Prefer", "respond-async"));
        var job = await Ended(app, editor, accepted.Header("Location")!);

        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Contains("no JSON", job.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_can_be_stopped_and_what_waits_behind_it_too()
    {
        var editor = app.AsKey("articles:write");
        var first = (await editor.Send("POST", Imports, Feed("long", 500), Rss, ("Prefer", "respond-async"))).Header("Location")!;
        var second = (await editor.Send("POST", Imports, Feed("behind", 10), Rss, ("Prefer", "respond-async"))).Header("Location")!;

        Assert.Equal(HttpStatusCode.NoContent, (await editor.Send("DELETE", second, null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Send("DELETE", first, null)).Status);
        var (behind, running) = (await editor.Get(second), await editor.Get(first));
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Send("DELETE", first, null)).Status);

        Assert.Equal(("cancelled", 0), (behind.GetProperty("state").GetString(), behind.GetProperty("done").GetInt32()));
        Assert.Equal("cancelled", running.GetProperty("state").GetString());
        Assert.InRange(running.GetProperty("done").GetInt32(), 0, 499);

        // The next one is not held up, and nothing more of what was stopped comes in.
        var next = (await editor.Send("POST", Imports, Feed("next", 1), Rss, ("Prefer", "respond-async"))).Header("Location")!;
        Assert.Equal("succeeded", (await Ended(app, editor, next)).GetProperty("state").GetString());
        var stored = (await editor.Get(first)).GetProperty("done").GetInt32();
        Assert.Equal(running.GetProperty("done").GetInt32(), stored);
        Assert.Equal(stored, await app.InStore(db => db.Articles.IgnoreQueryFilters().CountAsync(article => article.Headline.StartsWith("long "), Cancel)));
    }

    [Fact]
    public async Task After_a_restart_an_import_goes_on_where_it_was()
    {
        using var before = new NewsApiApp();
        var (_, key) = await before.GivenKey("articles:write", "articles:publish");
        var editor = before.AsBearer(key);
        var address = (await editor.Send("POST", $"{Imports}?publish=true", Feed("restart", 160), Rss, ("Prefer", "respond-async"))).Header("Location")!;
        while ((await editor.Get(address)).GetProperty("done").GetInt32() == 0)
        {
            before.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await before.Services.GetRequiredService<IHost>().StopAsync(Cancel);
        using var after = new NewsApiApp(before.Store);
        var job = await Ended(after, after.AsBearer(key), address);

        Assert.Equal(("succeeded", 160), (job.GetProperty("state").GetString(), job.GetProperty("done").GetInt32()));
        Assert.Equal(160, job.GetProperty("report").GetProperty("articles").GetArrayLength());
        Assert.All(job.GetProperty("report").GetProperty("articles").EnumerateArray(), article => Assert.Equal("created", article.GetProperty("outcome").GetString()));
        Assert.Equal(160, await after.InStore(db => db.Articles.CountAsync(Cancel)));
        Assert.Equal(0, (await after.Verify()).Code);
    }

    [Fact]
    public async Task A_job_whose_node_crashed_is_taken_up_when_its_lease_has_ended_and_not_before()
    {
        using var own = new NewsApiApp();
        var (kept, key) = await own.GivenKey("articles:write");
        var id = await own.InStore(async db =>
        {
            var job = new ImportJob
            {
                State = ImportState.Running,
                Document = "upload",
                MediaType = "application/rss+xml",
                By = kept.Name,
                Identity = $"key:{kept.Id}",
                CreatedAt = NewsApiApp.Start,
                LeasedUntil = NewsApiApp.Start.AddSeconds(30),
                Attempts = 1,
            };
            db.Add(job);
            await db.SaveChangesAsync(Cancel);
            db.Add(new ImportJobDocument { JobId = job.Id, Bytes = Encoding.UTF8.GetBytes(Feed("crash", 3)) });
            await db.SaveChangesAsync(Cancel);
            return job.Id;
        });
        var editor = own.AsBearer(key);

        for (var second = 0; second < 20; second++)
        {
            own.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(0, (await editor.Get($"{Imports}/{id}")).GetProperty("done").GetInt32());
        }

        Assert.Equal(3, (await Ended(own, editor, $"{Imports}/{id}")).GetProperty("done").GetInt32());
    }

    [Fact]
    public async Task An_import_shows_itself_to_its_own_key_and_to_administrators()
    {
        var editor = app.AsKey("articles:write");
        var address = (await editor.Send("POST", Imports, Feed("own", 1), Rss, ("Prefer", "respond-async"))).Header("Location")!;
        var other = app.AsKey("articles:write");

        Assert.Equal("id", (await other.Ask(address)).Problem(HttpStatusCode.NotFound).GetProperty("errors")[0].GetProperty("parameter").GetString());
        (await other.Send("DELETE", address, null)).Problem(HttpStatusCode.NotFound);
        Assert.DoesNotContain((await other.Get(Imports)).GetProperty("items").EnumerateArray(), job => address.EndsWith($"/{job.GetProperty("id")}", StringComparison.Ordinal));
        (await app.AsReader().Ask(address)).Problem(HttpStatusCode.Unauthorized);
        await app.AsKey("admin").Get(address);
    }

    [Fact]
    public async Task The_articles_of_another_store_are_imported_of_its_export_and_known_again()
    {
        using var from = new SeededApp();
        await from.Given(Some.Article("未發布") with { Status = ArticleStatus.Draft });
        await from.Given(Some.Article("另一篇"));
        var export = await Export(from);
        var editor = app.AsKey("articles:write", "articles:publish", "drafts:read");

        var first = await editor.Send("POST", $"{Imports}?publish=true", export, ("Content-Type", "application/x-ndjson"));
        var second = await editor.Send("POST", $"{Imports}?publish=true", export, ("Content-Type", "application/x-ndjson"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(["created", "created", "created"], Outcomes(first.Json));
        Assert.Equal(["unchanged", "unchanged", "unchanged"], Outcomes(second.Json));
        var seed = await editor.Get($"/api/v1/articles/{first.Json.GetProperty("articles")[0].GetProperty("id")}");
        var original = await from.AsReader().Get("/api/v1/articles/1");
        foreach (var member in new[] { "headline", "summary", "publishedAt", "media" })
        {
            Assert.Equal(original.GetProperty(member).ToString(), seed.GetProperty(member).ToString());
        }

        Assert.Equal(original.GetProperty("sections").EnumerateArray().Select(Words), seed.GetProperty("sections").EnumerateArray().Select(Words));
        Assert.Equal(10, (await editor.Get($"/api/v1/articles/{seed.GetProperty("id")}/related-news")).GetProperty("items")[0].GetProperty("entryCount").GetInt32());

        static string Words(JsonElement section) => $"{section.GetProperty("kind")} {section.GetProperty("heading")} {section.GetProperty("speaker")} {string.Join('\n', section.GetProperty("blocks").EnumerateArray().Select(block => NumberOfBlock().Replace(block.ToString(), "")))}";
    }

    [Fact]
    public async Task A_store_knows_its_own_articles_in_its_export_and_a_dry_run_says_what_a_real_one_does()
    {
        using var own = new SeededApp();
        var key = own.AsKey("articles:write", "articles:publish", "drafts:read");
        await key.Send("POST", "/api/v1/articles", """{"headline":"手寫","status":"published","tags":["烏克蘭"]}""");
        var export = await Export(own);
        await key.Send("PATCH", "/api/v1/articles/2", new { headline = "改過" }, ("If-Match", "*"));

        foreach (var query in new[] { "?dryRun=true", "" })
        {
            Assert.Equal(["unchanged", "refused"], Outcomes((await key.Send("POST", Imports + query, export, ("Content-Type", "application/x-ndjson"))).Json));
        }
    }

    [Theory]
    [InlineData("{\"newsapi\":\"export\",\"version\":1,\"rows\":{}}\n", "ends early")]
    [InlineData("{\"newsapi\":\"export\",\"version\":1,\"rows\":{}}\n{\"table\":\"articles\",\"id\":1,\n", "Line 2")]
    [InlineData("{\"newsapi\":\"export\",\"version\":1,\"rows\":{}}\n{\"table\":\"articleRevisions\",\"articleId\":1,\"number\":1,\"content\":\"{}\"}\n{\"end\":{\"sha256\":\"43c38bf5e53c1631368be0cabbd39cb61a8d0fbadeaa7ef794db19691921c172\"}}\n", "Line 2")]
    [InlineData("{\"newsapi\":\"export\",\"version\":1,\"rows\":{}}\n{\"table\":\"articleRevisions\",\"articleId\":1,\"number\":1,\"content\":\"{\\\"article\\\":{\\\"headline\\\":null}}\"}\n{\"end\":{\"sha256\":\"61c9636bf4eaeeba90232c34e7667f6e48090c4e677e24797a00d6fd5ec37e9d\"}}\n", "/article/headline")]
    [InlineData("{\"newsapi\":\"export\",\"version\":1,\"rows\":{}}\n{\"end\":{\"sha256\":\"00\"}}\n", "SHA-256")]
    public async Task A_damaged_export_is_refused_with_the_line(string export, string reason)
    {
        var answer = await app.AsKey("articles:write").Send("POST", Imports, export, ("Content-Type", "application/x-ndjson"));

        Assert.Contains(reason, answer.Problem(HttpStatusCode.BadRequest).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("\"id\":[0-9]+,")]
    private static partial Regex NumberOfBlock();

    private static (string Name, string Value) Rss => ("Content-Type", "application/rss+xml");

    private static (string Name, string Value) Text => ("Content-Type", "text/plain");

    private static IEnumerable<string?> Outcomes(JsonElement report) => report.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("outcome").GetString());

    private static string Feed(string name, int count) =>
        $"<rss version=\"2.0\"><channel><title>港務局</title>{string.Concat(Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"<item><title>{name} 第{n}則消息</title><guid>urn:{name}:{n}</guid><description>港口今天恢復通航。</description></item>")))}</channel></rss>";

    private static async Task<string> Export(NewsApiApp from)
    {
        using var output = new MemoryStream();
        await from.InStore(db => StoreExport.RunAsync(db, output, (_, _, _) => { }, Cancel));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>The worker wakes by the clock, which stands still.</summary>
    private static async Task<JsonElement> Ended(NewsApiApp app, Reader editor, string address)
    {
        JsonElement job;
        for (var attempt = 0; (job = await editor.Get(address)).GetProperty("finishedAt").ValueKind == JsonValueKind.Null; attempt++)
        {
            Assert.True(attempt < 5000, job.ToString());
            app.Clock.Advance(TimeSpan.FromMilliseconds(1100));
        }

        return job;
    }
}
