using System.Net;
using System.Xml.Linq;
using NewsApi.Model;

namespace NewsApi.Tests.Sitemaps;

/// <summary>What search engines read.</summary>
public sealed class SitemapsTests
{
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";

    [Fact]
    public async Task The_index_leads_to_parts_with_every_public_article_and_no_other()
    {
        using var app = new NewsApiApp();
        await app.Given(Some.Article());
        await app.Given(Some.Article() with { Status = ArticleStatus.Draft });

        var index = XDocument.Parse((await app.AsReader().Ask("/sitemap.xml")).Body);
        var part = XDocument.Parse((await app.AsReader().Ask(Assert.Single(index.Descendants(Map + "loc")).Value)).Body);

        Assert.Equal($"http://localhost/articles/{Uri.EscapeDataString("港口恢復通航")}", Assert.Single(part.Descendants(Map + "loc")).Value);
        Assert.Equal(index.Descendants(Map + "lastmod").Single().Value, part.Descendants(Map + "lastmod").Single().Value);
        Assert.Equal("part", (await app.AsReader().Ask("/sitemaps/2.xml")).Problem(HttpStatusCode.NotFound).GetProperty("errors")[0].GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task News_are_the_stories_of_two_days_with_the_language_search_engines_know()
    {
        using var app = new NewsApiApp();
        await app.Given(Some.Article("今天", "2026-03-01T08:00:00+08:00") with { Language = "zh-Hant" });
        await app.Given(Some.Article("昨天", "2026-02-28T08:00:00+08:00") with { Language = "zh-Hans" });
        await app.Given(Some.Article("Yesterday", "2026-02-27T21:00:00+00:00") with { Language = "en" });
        await app.Given(Some.Article("上週", "2026-02-22T08:00:00+08:00"));

        var news = XDocument.Parse((await app.AsReader().Ask("/sitemap-news.xml")).Body);

        Assert.Equal(["今天 zh-tw", "昨天 zh-cn", "Yesterday en"], news.Descendants(News + "news").Select(one => $"{one.Element(News + "title")!.Value} {one.Element(News + "publication")!.Element(News + "language")!.Value}"));
        Assert.Equal($"http://localhost/articles/{Uri.EscapeDataString("今天")}", news.Descendants(Map + "loc").First().Value);
        Assert.Equal("2026-03-01T08:00:00+08:00", news.Descendants(News + "publication_date").First().Value);
        app.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Empty(XDocument.Parse((await app.AsReader().Ask("/sitemap-news.xml")).Body).Root!.Elements());
    }

    [Fact]
    public async Task Robots_are_told_where_the_sitemap_is()
    {
        using var app = new NewsApiApp();
        var answer = await app.AsReader().Ask("/robots.txt");

        Assert.Equal((HttpStatusCode.OK, "text/plain; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        Assert.Contains("Sitemap: http://localhost/sitemap.xml\n", answer.Body, StringComparison.Ordinal);
    }
}
