using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.FullText;
using NewsApi.Model;

namespace NewsApi.Tests.Search;

/// <summary>Searching through the API: what is found, in which order, and that it is always what the articles say now.</summary>
public sealed class SearchTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("停火", true)]
    [InlineData("火", true)]
    [InlineData("議", true)] // the last of a run
    [InlineData("停火协议", true)] // the other script
    [InlineData("北约", true)]
    [InlineData("ＧＰＴ－５", true)]
    [InlineData("gpt-5", true)]
    [InlineData("CAFE", true)]
    [InlineData("𠮷野家", true)]
    [InlineData("𠮷", true)]
    [InlineData("\"停火協議 北約\"", true)] // only punctuation between them
    [InlineData("停火 北約 café", true)]
    [InlineData("停火 -核武", true)]
    [InlineData("核武 OR 北約", true)]
    [InlineData("銀行", false)] // 銀。行
    [InlineData("停協議", false)]
    [InlineData("以色列", false)] // 以色 and 色列, but nowhere together
    [InlineData("停火 -北約", false)]
    [InlineData("停火 核武", false)]
    [InlineData("GPT5", false)]
    [InlineData("\"北約 停火協議\"", false)]
    [InlineData("caf", false)]
    [InlineData("！？", false)]
    public async Task Words_are_found_as_they_are_meant(string query, bool isFound)
    {
        var id = await Given("談停火協議；北約 GPT-5", "𠮷野家的 café 在銀。行人以色彩，紅色列車");

        foreach (var path in new[] { "articles?q=", "articles?sort=relevance&q=", "articles?sort=publishedAt&q=", "search?q=" })
        {
            var found = (await app.AsReader().GetAll($"/api/v1/{path}{Uri.EscapeDataString(query)}")).Select(Id);
            Assert.True(found.Contains(id) == isFound, $"{path}{query}");
        }
    }

    [Fact]
    public async Task Sections_are_found_by_what_they_say_themselves()
    {
        var id = await app.Given(Some.Article("分段搜尋") with
        {
            Sections = [Some.Section("lead", null, text: "麒麟出現。"), Some.Section("talks", "鳳凰會談", text: "雙方見面。"), Some.Section("aid", "救援", text: "鳳凰與麒麟。")],
        });

        Assert.Equal([3], await Numbers("麒麟 鳳凰"));
        Assert.Equal([2, 3], await Numbers("凤凰"));
        Assert.Equal([2], await Numbers("鳳凰 -麒麟"));
        Assert.Equal([3], await Numbers("鳳凰&kind=aid"));

        async Task<IEnumerable<int>> Numbers(string query) => (await app.AsReader().GetAll($"/api/v1/sections?q={query}"))
            .Where(section => section.GetProperty("article").GetProperty("id").GetInt64() == id).Select(section => section.GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task What_stands_in_the_headline_comes_first_then_headings_then_summaries_then_text_and_the_newer_of_equals()
    {
        var body = await app.Given(Some.Article("甲", "2026-02-01T00:00:00Z") with { Sections = [Some.Section("lead", null, text: "貔貅在此。")] });
        var summary = await app.Given(Some.Article("乙", "2025-02-01T00:00:00Z") with { Summary = "貔貅的摘要。" });
        var heading = await app.Given(Some.Article("丙", "2024-02-01T00:00:00Z") with { Sections = [Some.Section("talks", "貔貅會談")] });
        var older = await app.Given(Some.Article("貔貅舊聞", "2020-02-01T00:00:00Z"));
        var newer = await app.Given(Some.Article("貔貅新聞", "2023-02-01T00:00:00Z"));

        Assert.Equal([newer, older, heading, summary, body], (await app.AsReader().GetAll("/api/v1/search?q=貔貅&limit=2")).Select(Id));
        Assert.Equal([newer, older, heading, summary, body], (await app.AsReader().GetAll("/api/v1/articles?q=貔貅&sort=relevance&limit=1")).Select(Id));
        Assert.Equal([body, summary, heading, newer, older], (await app.AsReader().GetAll("/api/v1/articles?q=貔貅&limit=2")).Select(Id));
        Assert.Equal(5, (await app.AsReader().Get("/api/v1/articles?q=貔貅&limit=1&total=true")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_hit_shows_where_it_was_found_and_the_facets_what_the_hits_are_divided_by()
    {
        await app.Given(Some.Article("饕餮<b>盛宴</b>", "2025-06-30T20:00:00Z") with
        {
            SourceName = "山海報",
            Tags = [new TagDraft("神獸", TagType.Topic)],
            Sections = [Some.Section("talks", "何謂饕餮", text: "古書說，饕餮貪吃。")],
        });

        var page = await app.AsReader().Get("/api/v1/search?q=饕餮&script=hans&total=true");

        var hit = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal("饕餮&lt;b&gt;盛宴&lt;/b&gt;".Replace("饕餮", "<mark>饕餮</mark>", StringComparison.Ordinal), hit.GetProperty("highlights")[0].GetProperty("html").GetString());
        Assert.Equal(["headline", "heading", "body"], hit.GetProperty("highlights").EnumerateArray().Select(highlight => highlight.GetProperty("part").GetString()));
        Assert.Equal("古书说，<mark>饕餮</mark>贪吃。", hit.GetProperty("highlights")[2].GetProperty("html").GetString());
        Assert.Equal(1, hit.GetProperty("highlights")[2].GetProperty("section").GetInt32());
        var facets = page.GetProperty("facets");
        Assert.Equal(("talks", "神獸", "山海報", "2025-07"), (Value("kind"), Value("tag"), Value("source"), Value("month")));
        Assert.Equal((1, true), (page.GetProperty("total").GetInt32(), page.GetProperty("totalIsExact").GetBoolean()));

        foreach (var filter in new[] { "kind=talks", "tag=神獸", "source=山海报", "from=2025-07-01&to=2025-07-01", "language=zh-Hant" })
        {
            Assert.Single(await app.AsReader().GetAll($"/api/v1/search?q=饕餮&{filter}"));
        }

        foreach (var filter in new[] { "kind=aid", "tag=別的", "source=別報", "to=2025-06-30", "language=en" })
        {
            Assert.Empty(await app.AsReader().GetAll($"/api/v1/search?q=饕餮&{filter}"));
        }

        string? Value(string facet) => Assert.Single(facets.GetProperty(facet).EnumerateArray()).GetProperty("value").GetString();
    }

    [Fact]
    public async Task What_is_found_follows_every_change()
    {
        var editor = app.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", "/api/v1/articles", new { headline = "麻雀變" })).Header("Location")!;
        Assert.Equal((0, 1), await Found("麻雀"));

        await editor.Send("POST", $"{address}/publish", null);
        Assert.Equal((1, 1), await Found("麻雀"));

        await editor.Send("PATCH", address, new { headline = "孔雀變" }, ("If-Match", "*"));
        Assert.Equal(((0, 0), (1, 1)), (await Found("麻雀"), await Found("孔雀")));

        await editor.Send("POST", $"{address}/unpublish", null);
        Assert.Equal((0, 1), await Found("孔雀"));

        await editor.Send("POST", $"{address}/publish", null);
        await editor.Send("DELETE", address, null, ("If-Match", "*"));
        Assert.Equal((0, 1), await Found("孔雀"));

        var refused = await editor.Send("POST", "/api/v1/articles/batch?atomic=true", """{"items":[{"headline":"孔雀二","status":"published"},{"headline":""}]}""");
        refused.Problem(HttpStatusCode.BadRequest);
        Assert.Equal((0, 1), await Found("孔雀"));
        Assert.Empty(await app.InStore(db => db.Articles.IgnoreQueryFilters()
            .Where(article => !db.SearchEntries.Any(entry => entry.ArticleId == article.Id && entry.Version == article.Version)).Select(article => article.Id).ToListAsync(Cancel)));

        async Task<(int Public, int Any)> Found(string word) =>
            ((await app.AsReader().GetAll($"/api/v1/articles?q={word}")).Count, (await editor.GetAll($"/api/v1/articles?q={word}&status=any")).Count);
    }

    [Fact]
    public async Task Facets_follow_every_change()
    {
        using var own = new NewsApiApp();
        var editor = own.AsKey(Scopes.Admin);
        await own.Given(Some.Article("犀牛甲", "2025-06-30T20:00:00Z") with { SourceName = "甲報", Tags = [new TagDraft("獸", TagType.Topic), new TagDraft("角", TagType.Topic)], Sections = [Some.Section("talks", null), Some.Section("talks", null), Some.Section("aid", null)] });
        var changed = await own.Given(Some.Article("犀牛乙", "2025-01-02T00:00:00Z") with { SourceName = "乙 報", Tags = [new TagDraft("獸", TagType.Topic)], Sections = [Some.Section("talks", null)] });
        await own.Given(Some.Article("犀牛丙", "2025-01-03T00:00:00Z") with { Sections = [] });
        Assert.Equal(("talks 2, aid 1", "獸 2, 角 1", "乙 報 1, 甲報 1", "2025-07 1, 2025-01 2"), await Facets());

        await editor.Send("PATCH", "/api/v1/tags/獸", new { slug = "動物", name = "動物" }, ("If-Match", "*"));
        await editor.Send("PATCH", $"/api/v1/articles/{changed}", """{"publishedAt":"2025-02-02T00:00:00Z","source":{"name":"丁報"},"tags":["角"]}""", ("If-Match", "*"));
        Assert.Equal(("talks 2, aid 1", "角 2, 動物 1", "丁報 1, 甲報 1", "2025-07 1, 2025-02 1, 2025-01 1"), await Facets());

        await editor.Send("POST", $"/api/v1/articles/{changed}/unpublish", null, ("If-Match", "*"));
        Assert.Equal(("aid 1, talks 1", "動物 1, 角 1", "甲報 1", "2025-07 1, 2025-01 1"), await Facets());

        async Task<(string Kind, string Tag, string Source, string Month)> Facets()
        {
            var facets = (await own.AsReader().Get("/api/v1/search?q=犀牛")).GetProperty("facets");
            return (Of("kind"), Of("tag"), Of("source"), Of("month"));

            string Of(string name) => string.Join(", ", facets.GetProperty(name).EnumerateArray().Select(facet => $"{facet.GetProperty("value").GetString()} {facet.GetProperty("count").GetInt32()}"));
        }
    }

    [Fact]
    public async Task What_is_shown_of_a_text_is_what_it_says_now()
    {
        var editor = app.AsKey(Scopes.Admin);
        var article = await app.Given(Some.Article("無題") with { Sections = [Some.Section("talks", null, text: "白澤在東。")] });
        Assert.Equal("<mark>白澤</mark>在東。", await Shown());

        await editor.Send("PATCH", $"/api/v1/articles/{article}", """{"sections":[{"kind":"talks","blocks":[{"type":"paragraph","text":"西邊的白澤。"}]}]}""", ("If-Match", "*"));
        Assert.Equal("西邊的<mark>白澤</mark>。", await Shown());

        async Task<string?> Shown() => Assert.Single(Assert.Single((await app.AsReader().Get("/api/v1/search?q=白澤")).GetProperty("items").EnumerateArray())
            .GetProperty("highlights").EnumerateArray()).GetProperty("html").GetString();
    }

    [Fact]
    public async Task A_store_of_an_earlier_version_gets_what_is_kept_beside_the_terms()
    {
        using var own = new NewsApiApp();
        await own.Given(Some.Article("獬豸", "2025-06-30T20:00:00+08:00") with { SourceName = "甲報", Tags = [new TagDraft("獸", TagType.Topic), new TagDraft("角", TagType.Topic)], Sections = [Some.Section("talks", null), Some.Section("talks", null), Some.Section("aid", null)] });
        await own.Given(Some.Article("獬豸二"));
        var before = await Entries();

        await own.InStore(async db =>
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("FeedSubscriptions", Cancel);
            await migrator.MigrateAsync(cancellationToken: Cancel);
            return true;
        });

        Assert.Equal(2, before.Count);
        Assert.Equal(before, await Entries());

        Task<List<string>> Entries() => own.InStore(async db => (await db.SearchEntries.OrderBy(entry => entry.ArticleId).ToListAsync(Cancel)).ConvertAll(entry =>
            $"{entry.ArticleId} {entry.Version} {entry.Format} {entry.PublishedAt.UtcDateTime:O} {entry.Source} {string.Join(',', entry.Kinds.Split(' ').Order())} {string.Join(',', entry.Tags.Split(' ').Order())}"));
    }

    [Fact]
    public async Task Words_that_are_everywhere_are_paged_newest_first_also_where_dates_are_out_of_order()
    {
        using var own = new NewsApiApp();
        var editor = own.AsKey(Scopes.Admin);
        var random = new Random(7);
        var dates = Enumerable.Range(0, 2600).Select(n => new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(2000))).ToList();
        foreach (var some in dates.Index().Chunk(650))
        {
            var answer = await editor.Send("POST", "/api/v1/articles/batch", new { items = some.Select(one => new { headline = $"常見詞{one.Index}", publishedAt = one.Item, status = "published" }) });
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        }

        var expected = (await own.AsReader().GetAll("/api/v1/articles?limit=100")).Select(Id).ToList();
        Assert.Equal(2600, expected.Count);
        Assert.Equal(expected, (await own.AsReader().GetAll("/api/v1/articles?q=常見&limit=100")).Select(Id));
        Assert.Equal(expected, (await own.AsReader().GetAll("/api/v1/articles?q=常見詞&limit=100")).Select(Id));
        Assert.Equal(Enumerable.Reverse(expected), (await own.AsReader().GetAll("/api/v1/articles?q=常見&sort=publishedAt&limit=100")).Select(Id).Order(Comparer<long>.Create((a, b) => expected.IndexOf(b).CompareTo(expected.IndexOf(a)))));
        var page = await own.AsReader().Get("/api/v1/search?q=常見&total=true");
        Assert.Equal((2600, true, false), (page.GetProperty("total").GetInt32(), page.GetProperty("totalIsExact").GetBoolean(), page.GetProperty("facets").GetProperty("isComplete").GetBoolean()));
    }

    [Fact]
    public async Task A_beginning_is_completed_in_either_script()
    {
        await app.Given(Some.Article("熊貓外交 Panda diplomacy") with { Tags = [new TagDraft("熊貓基地", TagType.Place)], Sections = [Some.Section("statements", "熊貓館：歡迎", "熊貓館")] });
        await app.AsKey(Scopes.ArticlesWrite).Send("POST", "/api/v1/articles", """{"headline":"熊貓秘聞","tags":["熊貓秘密"]}""");

        Assert.Equal(["tag 熊貓基地", "speaker 熊貓館", "headline 熊貓外交 Panda diplomacy"], await Suggested("熊猫"));
        Assert.Equal(["headline 熊貓外交 Panda diplomacy"], await Suggested("panda dip"));
        Assert.Empty(await Suggested("anda"));
        Assert.Single(await Suggested("熊猫", "&limit=1"));

        async Task<IEnumerable<string>> Suggested(string beginning, string more = "") => (await app.AsReader().Get($"/api/v1/search/suggest?q={Uri.EscapeDataString(beginning)}{more}"))
            .GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("type").GetString()} {item.GetProperty("text").GetString()}");
    }

    [Theory]
    [InlineData("search")]
    [InlineData("search?q=")]
    [InlineData("search?q=%20%20")]
    [InlineData("search?q=LONG")]
    [InlineData("search/suggest")]
    [InlineData("search/suggest?q=LONG")]
    [InlineData("articles?q=LONG")]
    [InlineData("sections?q=%20")]
    [InlineData("search?q=a&limit=0")]
    [InlineData("search?q=a&kind=nothing")]
    [InlineData("search?q=a&status=draft")]
    [InlineData("articles?sort=relevance")]
    public async Task What_can_not_be_searched_for_is_refused(string path) =>
        await app.AsReader().GetProblem($"/api/v1/{path.Replace("LONG", new string('長', 201), StringComparison.Ordinal)}", HttpStatusCode.BadRequest);

    [Fact]
    public async Task Nothing_that_is_searched_for_is_a_mistake()
    {
        await Given("模糊測試 fuzz", "\"AND\" OR NEAR(a b) * ^ ' \\ :*");
        var random = new Random(20260301);
        string[] pieces = ["\"", "'", "\\", "(", ")", "*", "^", ":", "-", "–", "OR", "AND", "NOT", "NEAR(", "!", "&", "|", "<->", "停", "火", "𠮷", "\uD83D\uDE00", "a", "é", " ", "　", "“", "」", "{", "}", "+", ",", "terms:", "%", "\u200B", "e\u0301", "ﬁ", "①", "ﾊﾟ"];
        for (var n = 0; n < 300; n++)
        {
            var query = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (var path in new[] { "search", "articles", "sections", "search/suggest" })
            {
                var answer = await app.AsReader().Ask($"/api/v1/{path}?q={Uri.EscapeDataString(query)}");
                Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{path} {query}: {answer.Status}");
            }
        }
    }

    [Fact]
    public async Task An_index_that_is_behind_says_so_and_is_made_anew()
    {
        using var own = new NewsApiApp();
        await own.Given(Some.Article("落後的索引"));

        // What the server does at its start would do it away.
        await own.Services.GetServices<IHostedService>().OfType<IndexUpkeep>().Single().ExecuteTask!;
        await own.InStore(db => db.SearchEntries.IgnoreQueryFilters().ExecuteUpdateAsync(entry => entry.SetProperty(e => e.Format, 0), Cancel));
        Assert.Equal("degraded", await Health());

        await using (var scope = own.Services.CreateAsyncScope())
        {
            Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<ArticleIndexing>().CatchUpAsync(_ => { }, Cancel));
        }

        Assert.Equal("healthy", await Health());
        Assert.Single(await own.AsReader().GetAll("/api/v1/articles?q=落後"));

        async Task<string?> Health() => (await own.AsReader().Get("/health/ready")).GetProperty("checks").GetProperty("search").GetProperty("status").GetString();
    }

    [Fact]
    public async Task While_the_index_is_made_anew_everything_is_found_as_it_is()
    {
        using var own = new NewsApiApp();
        var editor = own.AsKey("articles:write", "articles:publish", "drafts:read");
        await own.Services.GetServices<IHostedService>().OfType<IndexUpkeep>().Single().ExecuteTask!;
        var changed = await own.Given(Some.Article("港口停工"));
        var withdrawn = await own.Given(Some.Article("港口復工"));
        await Indexing(indexing => indexing.ForgetAsync(Cancel));

        // Interrupted behind the first articles, as by the end of the process.
        using var interruption = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Indexing(indexing => indexing.CatchUpAsync(_ => interruption.Cancel(), interruption.Token)));
        await Found("港口", 2);

        await editor.Send("PATCH", $"/api/v1/articles/{changed}", new { headline = "機場停工" }, ("If-Match", "*"));
        await editor.Send("DELETE", $"/api/v1/articles/{withdrawn}", null, ("If-Match", "*"));
        await editor.Send("POST", "/api/v1/articles", new { headline = "車站停工", status = "published", sections = Array.Empty<object>() });
        await AllFound();

        await Indexing(indexing => indexing.CatchUpAsync(_ => { }, Cancel));
        await AllFound();
        await Indexing(indexing => indexing.CatchUpAsync(_ => Assert.Fail("Nothing was left."), Cancel));

        await editor.Send("PATCH", $"/api/v1/articles/{changed}", new { headline = "碼頭停工" }, ("If-Match", "*"));
        await Found("機場", 0);
        await Found("碼頭", 1);

        async Task AllFound()
        {
            await Found("港口", 0);
            await Found("機場", 1);
            await Found("車站", 1);
            await Found("停工", 2);
        }

        async Task Found(string query, int count) => Assert.Equal(count, (await own.AsReader().GetAll($"/api/v1/articles?q={query}")).Count);

        async Task Indexing(Func<ArticleIndexing, Task> run)
        {
            await using var scope = own.Services.CreateAsyncScope();
            await run(scope.ServiceProvider.GetRequiredService<ArticleIndexing>());
        }
    }

    private Task<long> Given(string headline, string text) => app.Given(Some.Article(headline) with { Sections = [Some.Section("lead", null, text: text)] });

    private static long Id(JsonElement article) => article.GetProperty("id").GetInt64();
}
