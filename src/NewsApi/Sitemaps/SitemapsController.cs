using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Articles;
using NewsApi.Http;
using NewsApi.Persistence;
using NewsApi.Site;

namespace NewsApi.Sitemaps;

/// <summary>What search engines read: which pages there are (sitemaps.org), and which are news.</summary>
[ApiController, Tags("Sitemaps")]
public sealed class SitemapsController(NewsDbContext db, TimeProvider clock) : ControllerBase
{
    private const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string News = "http://www.google.com/schemas/sitemap-news/0.9";
    private const string XmlType = "application/xml";

    // A part has the articles of so many numbers; sitemaps.org allows 50,000 addresses and 50 MB.
    private const int PartSize = 10_000;

    // Google's limits for news: the last two days, and so many stories.
    private const int MaxNews = 1000;
    private static readonly TimeSpan NewsAge = TimeSpan.FromDays(2);

    /// <summary>The index of sitemaps.</summary>
    /// <remarks>One part for each 10,000 articles, and when anything in it last changed.</remarks>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("/sitemap.xml", Name = "getSitemapIndex"), Offers(XmlType, "text/xml")]
    public async Task<ActionResult> Index(CancellationToken cancel)
    {
        var parts = await db.Articles.GroupBy(article => (article.Id - 1) / PartSize)
            .Select(part => new { Number = part.Key + 1, UpdatedAt = part.Max(article => article.UpdatedAt) }).OrderBy(part => part.Number).ToListAsync(cancel);
        return Document("sitemapindex", xml =>
        {
            foreach (var part in parts)
            {
                xml.WriteStartElement("sitemap");
                xml.WriteElementString("loc", $"{Site}/sitemaps/{part.Number.ToString(CultureInfo.InvariantCulture)}.xml");
                xml.WriteElementString("lastmod", WireJson.Time(part.UpdatedAt));
                xml.WriteEndElement();
            }
        });
    }

    /// <summary>One part of the sitemap.</summary>
    /// <remarks>The addresses of up to 10,000 articles, and when each last changed.</remarks>
    /// <param name="part" example="1">Number of the part, from 1; the index has those there are.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("/sitemaps/{part}.xml", Name = "getSitemap"), Offers(XmlType, "text/xml")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult> Part(long part, CancellationToken cancel)
    {
        var (behind, last) = part is > 0 and < long.MaxValue / PartSize ? ((part - 1) * PartSize, part * PartSize) : (0, 0);
        var articles = await db.Articles.Where(article => article.Id > behind && article.Id <= last).OrderBy(article => article.Id)
            .Select(article => new { article.Slug, article.UpdatedAt }).ToListAsync(cancel);
        return articles.Count == 0 ? ApiProblems.NotFound("part", "There is no such part; /sitemap.xml lists those there are.") : Document("urlset", xml =>
        {
            foreach (var article in articles)
            {
                xml.WriteStartElement("url");
                xml.WriteElementString("loc", Site + ArticleLinks.PageOf(article.Slug));
                xml.WriteElementString("lastmod", WireJson.Time(article.UpdatedAt));
                xml.WriteEndElement();
            }
        });
    }

    /// <summary>The stories of the last two days, for news search.</summary>
    /// <remarks>As Google's sitemaps for news; at most 1,000, the newest first.</remarks>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("/sitemap-news.xml", Name = "getNewsSitemap"), Offers(XmlType, "text/xml"), NeverKept]
    public async Task<ActionResult> Latest(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var since = now - NewsAge;
        var articles = await db.Articles.Where(article => article.PublishedAt >= since && article.PublishedAt <= now).OrderByDescending(article => article.PublishedAt).ThenByDescending(article => article.Id)
            .Take(MaxNews).AsNoTracking().Select(ArticleSummary.Projection).ToListAsync(cancel);
        return Document("urlset", xml =>
        {
            foreach (var article in articles)
            {
                xml.WriteStartElement("url");
                xml.WriteElementString("loc", Site + ArticleLinks.PageOf(article.Slug));
                xml.WriteStartElement("news", News);
                xml.WriteStartElement("publication", News);
                xml.WriteElementString("name", News, Address.Name);
                xml.WriteElementString("language", News, SiteLanguage.Of(article.Language));
                xml.WriteEndElement();
                xml.WriteElementString("publication_date", News, WireJson.Time(article.PublishedAt!.Value));
                xml.WriteElementString("title", News, article.Headline);
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
        }, xml => xml.WriteAttributeString("xmlns", "news", null, News));
    }

    /// <summary>What robots may look at.</summary>
    /// <remarks>All of it; and where the sitemaps are.</remarks>
    [HttpGet("/robots.txt", Name = "getRobots"), Offers("text/plain")]
    public ActionResult Robots() => File(Encoding.UTF8.GetBytes($"User-agent: *\nAllow: /\n\nSitemap: {Site}/sitemap.xml\nSitemap: {Site}/sitemap-news.xml\n"), "text/plain; charset=utf-8");

    private SiteAddress Address => HttpContext.RequestServices.GetRequiredService<SiteAddress>();

    private string Site => Address.Of(Request);

    private FileContentResult Document(string root, Action<XmlWriter> write, Action<XmlWriter>? declare = null) => File(
        Xml.Write(xml =>
        {
            xml.WriteStartElement(root, Sitemap);
            declare?.Invoke(xml);
            write(xml);
            xml.WriteEndElement();
        }),
        "application/xml; charset=utf-8");
}
