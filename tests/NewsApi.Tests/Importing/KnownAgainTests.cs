using System.Text.Json;

namespace NewsApi.Tests.Importing;

/// <summary>Stories that come again: known by their id, their address, or by what they say; and stories that only seem to.</summary>
public sealed class KnownAgainTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Imports = "/api/v1/imports";

    /// <summary>What comes first, what comes then, and what becomes of the latter.</summary>
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        { "the same id and text", Item("a1", "urn:x:1", "https://a.example/1", "一"), Item("a1", "urn:x:1", "https://a.example/1", "一"), "unchanged" },
        { "the same id, another text", Item("a2", "urn:x:2", "https://a.example/2", "一"), Item("a2", "urn:x:2", "https://a.example/2", "二"), "updated" },
        { "the same address, another text", Item("a3", null, "https://a.example/3", "一"), Item("a3", null, "https://a.example/3", "二"), "updated" },
        { "the address of a site is none of a story", Item("a4", null, "https://a4.example/", "一"), Item("b4", null, "https://a4.example/", "二"), "created" },
        { "another id, and all else the same", Item("a5", "urn:x:5", "https://a.example/5", "一"), Item("a5", "urn:y:5", "https://b.example/5", "一"), "unchanged" },
        { "an address that says where the click came from", Item("a6", null, "https://a.example/6", "一"), Item("a6", null, "https://a.example/6?utm_source=rss", "一"), "unchanged" },
        { "another id and another text", Item("a7", "urn:x:7", "https://a.example/7", "一"), Item("a7", "urn:y:7", "https://a.example/7b", "二"), "created" },
    };

    [Theory, MemberData(nameof(Cases))]
    public async Task A_story_is_known_again_by_its_id_its_address_or_what_it_says(string what, string first, string second, string expected)
    {
        var editor = app.AsKey("articles:write");

        Assert.Equal(["created"], Outcomes(await Import(editor, first)));
        var again = await Import(editor, second);

        Assert.True(Outcomes(again) is [var outcome] && outcome == expected, $"{what}: {again}");
    }

    [Fact]
    public async Task A_story_that_moved_is_known_by_its_new_id_from_then_on()
    {
        var editor = app.AsKey("articles:write");
        await Import(editor, Item("moved", "urn:old:1", "https://old.example/1", "一"));
        await Import(editor, Item("moved", "urn:new:1", "https://new.example/1", "一"));

        Assert.Equal(["updated"], Outcomes(await Import(editor, Item("moved", "urn:new:1", "https://new.example/1", "二"))));
    }

    [Fact]
    public async Task Stories_of_one_feed_are_told_apart_also_where_their_ids_or_addresses_do_not()
    {
        var editor = app.AsKey("articles:write");
        var feed = Channel(
            Entry("live one", null, "https://live.example/now", "一"), Entry("live two", null, "https://live.example/now", "二"),
            Entry("zero one", "0", "https://z.example/1", "一"), Entry("zero two", "0", "https://z.example/2", "二"),
            Entry("twice", "urn:t:1", "https://t.example/1", "一"), Entry("twice", "urn:t:1", "https://t.example/1", "一"), Entry("twice", "urn:t:1", "https://t.example/1", "舊"));

        var first = await Import(editor, feed);
        var again = await Import(editor, feed);

        Assert.Equal(["created", "created", "created", "created", "created", "unchanged", "refused"], Outcomes(first));
        Assert.Equal(["unchanged", "unchanged", "unchanged", "unchanged", "unchanged", "unchanged", "refused"], Outcomes(again));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task A_story_without_id_and_address_is_one_whether_it_comes_from_its_feed_or_an_export(bool isDated, bool isFeedFirst)
    {
        var feed = $"<rss version=\"2.0\"><channel><title>港務局</title><item><title>無號</title>{(isDated ? "<pubDate>Sat, 14 Jun 2025 10:34:18 +0800</pubDate>" : "")}<category>港口</category><description>正文在此，港務局說。</description></item></channel></rss>";
        using var from = new NewsApiApp();
        Assert.Equal(["created"], Outcomes((await from.AsKey("articles:write", "articles:publish").Send("POST", $"{Imports}?publish=true", feed, ("Content-Type", "application/rss+xml"))).Json));
        await from.AsKey("articles:write", "articles:publish").Send("POST", $"{Imports}?publish=true", Item("有號", "urn:e:1", "https://e.example/1", "一"), ("Content-Type", "application/rss+xml"));
        using var stream = new MemoryStream();
        await from.InStore(db => NewsApi.Transfer.StoreExport.RunAsync(db, stream, (_, _, _) => { }, TestContext.Current.CancellationToken));
        (string Type, string Text)[] documents = [("application/rss+xml", feed), ("application/x-ndjson", System.Text.Encoding.UTF8.GetString(stream.ToArray()))];
        using var own = new NewsApiApp();
        var editor = own.AsKey("articles:write", "articles:publish");
        foreach (var (type, text) in isFeedFirst ? documents : documents.Reverse())
        {
            var answer = await editor.Send("POST", $"{Imports}?publish=true", text, ("Content-Type", type));
            Assert.True((int)answer.Status < 300, answer.Body);
        }

        foreach (var (type, text) in documents)
        {
            Assert.All(Outcomes((await editor.Send("POST", $"{Imports}?publish=true", text, ("Content-Type", type))).Json), outcome => Assert.Equal("unchanged", outcome));
        }

        Assert.Equal(["有號", "無號"], (await own.AsReader().GetAll("/api/v1/articles")).Select(article => article.GetProperty("headline").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_text_is_known_by_the_address_it_is_said_to_be_from()
    {
        var editor = app.AsKey("articles:write");
        (string, string)[] from = [("Content-Type", "text/plain"), ("Content-Location", "https://text.example/1")];

        var first = (await editor.Send("POST", Imports, "股市上漲\n6月14日，指數上漲3點。\n", from)).Json;
        var second = (await editor.Send("POST", Imports, "股市上漲\n6月14日，指數上漲5點。\n", from)).Json;

        Assert.Equal(["created"], Outcomes(first));
        Assert.Equal(["updated"], Outcomes(second));
        var wrong = (await editor.Send("POST", Imports, "股市上漲", ("Content-Type", "text/plain"), ("Content-Location", "javascript:1"))).Problem(System.Net.HttpStatusCode.BadRequest);
        Assert.Equal("Content-Location", wrong.GetProperty("errors")[0].GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task What_somebody_changed_by_hand_is_replaced_with_a_word_and_kept_in_the_history()
    {
        var importer = app.AsKey("articles:write", "drafts:read");
        var made = await Import(importer, Item("hand", "urn:h:1", "https://h.example/1", "一"));
        var address = $"/api/v1/articles/{made.GetProperty("articles")[0].GetProperty("id")}";
        var editor = app.AsBearer((await app.GivenNamedKey("桌邊編輯", null, "articles:write", "drafts:read")).Key);
        await editor.Send("PATCH", address, new { headline = "手改" }, ("If-Match", "*"));

        var again = await Import(importer, Item("hand", "urn:h:1", "https://h.example/1", "二"));

        Assert.Equal(["updated"], Outcomes(again));
        Assert.Contains("桌邊編輯", again.GetProperty("articles")[0].GetProperty("warnings").ToString(), StringComparison.Ordinal);
        Assert.Equal("手改", (await importer.Get($"{address}/revisions/2")).GetProperty("content").GetProperty("article").GetProperty("headline").GetString());
    }

    [Theory]
    [InlineData("<!doctype html><title>新橋通車</title><h1>新橋通車</h1><p>新橋今天通車，市民可以步行過橋。</p>", "text/html", "新橋通車")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"x\",\"items\":[{\"id\":\"urn:label:1\",\"title\":\"標錯\",\"content_text\":\"正文。\"}]}", "application/feed+json", "標錯")]
    [InlineData("{ 大括號開頭的新聞 }\n6月14日，正文。", "text/plain", "{ 大括號開頭的新聞 }")]
    [InlineData("<p> 是標籤\n6月14日，正文。", "text/plain", "<p> 是標籤")]
    public async Task What_came_as_plain_text_and_is_clearly_something_else_is_read_as_that(string text, string mediaType, string headline)
    {
        var report = (await app.AsKey("articles:write").Send("POST", $"{Imports}?dryRun=true", text, ("Content-Type", "text/plain"))).Json;

        Assert.Equal((mediaType, headline), (report.GetProperty("mediaType").GetString(), report.GetProperty("articles")[0].GetProperty("headline").GetString()));
    }

    private static string Item(string title, string? guid, string link, string text) => Channel(Entry(title, guid, link, text));

    private static string Channel(params string[] items) => $"<rss version=\"2.0\"><channel><title>港務局</title><link>https://a.example/</link>{string.Concat(items)}</channel></rss>";

    private static string Entry(string title, string? guid, string link, string text) =>
        $"<item><title>{title}</title>{(guid is null ? "" : $"<guid isPermaLink=\"false\">{guid}</guid>")}<link>{link}</link><pubDate>Sat, 14 Jun 2025 10:34:18 +0800</pubDate><description>{text}，這是正文。</description></item>";

    private static async Task<JsonElement> Import(Reader editor, string feed) => (await editor.Send("POST", Imports, feed, ("Content-Type", "application/rss+xml"))).Json;

    private static string?[] Outcomes(JsonElement report) => [.. report.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("outcome").GetString())];
}
