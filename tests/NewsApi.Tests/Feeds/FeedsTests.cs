using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace NewsApi.Tests.Feeds;

/// <summary>The newest stories as feeds.</summary>
public sealed class FeedsTests(SeededApp app) : IClassFixture<SeededApp>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";

    /// <summary>Where people read the seed.</summary>
    private static readonly string Page = $"http://localhost/articles/{Uri.EscapeDataString("俄烏第二輪直接談判在土耳其舉行")}";

    [Fact]
    public async Task Rss_has_the_seed_whole()
    {
        var answer = await app.AsReader().Ask("/feeds/latest.rss");

        Assert.Equal((HttpStatusCode.OK, "application/rss+xml; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        var channel = XDocument.Parse(answer.Body).Root!.Element("channel")!;
        Assert.Equal(("NewsApi", "http://localhost/", "zh-tw"), (channel.Element("title")!.Value, channel.Element("link")!.Value, channel.Element("language")!.Value));
        Assert.Equal("http://localhost/feeds/latest.rss", channel.Element(Atom + "link")!.Attribute("href")!.Value);
        var item = channel.Elements("item").Single(item => item.Element("title")!.Value == "俄烏第二輪直接談判在土耳其舉行");
        Assert.Equal("Mon, 02 Jun 2025 00:00:00 +0800", item.Element("pubDate")!.Value);
        Assert.Equal(Page, item.Element("link")!.Value);
        Assert.Equal(("false", "http://localhost/api/v1/articles/1"), (item.Element("guid")!.Attribute("isPermaLink")!.Value, item.Element("guid")!.Value));
        Assert.Contains("<h2>澤連斯基：烏方三大訴求</h2>", item.Element(Content + "encoded")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Atom_has_the_language_the_dates_and_what_was_withdrawn()
    {
        using var own = new SeededApp();
        var editor = own.AsKey("articles:write", "articles:publish", "drafts:read");
        var gone = (await editor.Send("POST", "/api/v1/articles", new { headline = "收回", status = "published" })).Header("Location")!;
        await editor.Send("DELETE", gone, null, ("If-Match", "*"));
        var draft = (await editor.Send("POST", "/api/v1/articles", new { headline = "從未公開" })).Header("Location")!;
        await editor.Send("DELETE", draft, null, ("If-Match", "*"));

        var feed = XDocument.Parse((await own.AsReader().Ask("/feeds/latest.atom")).Body).Root!;

        Assert.Equal("zh-Hant", feed.Attribute(XNamespace.Xml + "lang")!.Value);
        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Equal("2025-06-02T00:00:00+08:00", entry.Element(Atom + "published")!.Value);
        Assert.Equal(feed.Element(Atom + "link")!.Attribute("href")!.Value, feed.Element(Atom + "id")!.Value);
        var deleted = Assert.Single(feed.Elements("{http://purl.org/atompub/tombstones/1.0}deleted-entry"));
        Assert.Equal($"http://localhost{gone}", deleted.Attribute("ref")!.Value);
    }

    [Fact]
    public async Task A_feed_is_the_same_to_the_byte_until_something_changes()
    {
        using var own = new SeededApp();
        foreach (var path in new[] { "/feeds/latest.rss", "/feeds/latest.atom", "/feeds/latest.json" })
        {
            var first = await own.AsReader().Ask(path);
            own.Clock.Advance(TimeSpan.FromHours(3));
            var second = await own.AsReader().Ask(path);

            Assert.Equal((first.Body, first.Header("ETag")), (second.Body, second.Header("ETag")));
            Assert.Equal(HttpStatusCode.NotModified, (await own.AsReader().Ask(path, "GET", ("If-None-Match", first.Header("ETag")!))).Status);
        }
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_end_in_every_form()
    {
        using var own = new NewsApiApp();
        for (var day = 1; day <= 5; day++)
        {
            await own.Given(Some.Article($"第{day}天", string.Create(CultureInfo.InvariantCulture, $"2026-01-0{day}T08:00:00+08:00")));
        }

        foreach (var (path, next, titles) in new (string, Func<string, string?>, Func<string, IEnumerable<string>>)[]
        {
            ("/feeds/latest.rss", NextInXml, body => XDocument.Parse(body).Descendants("item").Select(item => item.Element("title")!.Value)),
            ("/feeds/latest.atom", NextInXml, body => XDocument.Parse(body).Descendants(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value)),
            ("/feeds/latest.json", body => System.Text.Json.JsonDocument.Parse(body).RootElement.TryGetProperty("next_url", out var url) ? url.GetString() : null, body => System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!)),
        })
        {
            var seen = new List<string>();
            for (var page = $"{path}?limit=2"; page is not null;)
            {
                var answer = await own.AsReader().Ask(page);
                seen.AddRange(titles(answer.Body));
                page = next(answer.Body);
                Assert.Equal(page is null, answer.Header("Link") is null);
            }

            Assert.Equal(["第5天", "第4天", "第3天", "第2天", "第1天"], seen);
        }

        static string? NextInXml(string body) => XDocument.Parse(body).Descendants(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value;
    }

    [Theory]
    [InlineData("kind=demands", 1)]
    [InlineData("kind=aid", 0)]
    [InlineData("tag=烏克蘭", 1)]
    [InlineData("tag=沒有", 0)]
    [InlineData("q=三大訴求", 1)]
    [InlineData("q=乌克兰", 1)]
    [InlineData("q=沒有這個", 0)]
    public async Task Feeds_are_filtered_as_lists_are(string query, int expected)
    {
        using var own = new SeededApp();

        Assert.Equal(expected, (await own.AsReader().Get($"/feeds/latest.json?{query}")).GetProperty("items").GetArrayLength());
        Assert.Equal(expected, XDocument.Parse((await own.AsReader().Ask($"/feeds/latest.rss?{query}")).Body).Descendants("item").Count());
    }

    [Theory]
    [InlineData("kind=nope", "kind")]
    [InlineData("limit=0", "limit")]
    [InlineData("total=true", "total")]
    [InlineData("script=x", "script")]
    [InlineData("cursor=x", "cursor")]
    public async Task Wrong_parameters_are_named(string query, string parameter)
    {
        var problem = (await app.AsReader().Ask($"/feeds/latest.atom?{query}")).Problem(HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.GetProperty("errors")[0].GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Addresses_are_those_of_the_site_and_nothing_a_client_forges()
    {
        using var named = new NamedApp();
        foreach (var path in new[] { "/feeds/latest.rss", "/feeds/latest.atom", "/feeds/latest.json", "/sitemap.xml", "/sitemaps/1.xml", "/robots.txt", "/api/v1/articles/1?format=ninjs", "/api/v1/articles/1?format=jsonld" })
        {
            var forged = await app.AsReader().Ask(path, "GET", ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "gopher"), ("Forwarded", "host=evil.example"));
            var own = await named.AsReader().Ask(path, "GET", ("Host", "evil.example"));

            Assert.DoesNotContain("evil.example", forged.Body, StringComparison.Ordinal);
            Assert.Contains("http://localhost/", forged.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("evil.example", own.Body, StringComparison.Ordinal);
            Assert.Contains("https://news.example/site/", own.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Feeds_in_the_other_script_say_so()
    {
        var answer = await app.AsReader().Ask("/feeds/latest.json?script=hans");

        Assert.Equal(("zh-Hans", "zh-Hans"), (answer.Header("Content-Language"), answer.Json.GetProperty("language").GetString()));
        Assert.Contains("乌克兰", answer.Body, StringComparison.Ordinal);
    }

    private sealed class NamedApp : NewsApiApp
    {
        protected override bool HasSeed => true;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Site:BaseUrl"] = "https://news.example/site/", ["Site:Name"] = "每日新聞" };
    }
}
