using System.Globalization;
using System.Xml;
using NewsApi.Articles;
using NewsApi.Articles.Forms;
using NewsApi.Http;
using NewsApi.Site;

namespace NewsApi.Feeds;

/// <summary>RSS 2.0, with <c>content:encoded</c> for the whole text and <c>dc:creator</c> for names, which are no e-mail addresses.</summary>
internal static class RssFeed
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/rss+xml";

    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string Creator = "http://purl.org/dc/elements/1.1/";

    /// <summary>Writes a page of a feed.</summary>
    public static byte[] Write(FeedPage page, FeedPlace place) => Xml.Write(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, Atom);
        xml.WriteAttributeString("xmlns", "content", null, Content);
        xml.WriteAttributeString("xmlns", "dc", null, Creator);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", place.Site.Publisher);
        xml.WriteElementString("link", place.Site.Of("/"));
        xml.WriteElementString("description", $"{place.Site.Publisher}: the newest stories");
        if (page.Language is { } language)
        {
            xml.WriteElementString("language", SiteLanguage.Of(language));
        }

        xml.WriteElementString("lastBuildDate", Date(page.Updated));
        xml.WriteElementString("generator", "NewsApi");
        Link(xml, "self", place.Self);
        if (place.Next is { } next)
        {
            Link(xml, "next", next);
        }

        foreach (var story in page.Stories)
        {
            Write(xml, story, place.Site);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void Write(XmlWriter xml, ArticleResponse story, Place site)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", story.Headline);
        xml.WriteElementString("link", site.PageOf(story));
        xml.WriteStartElement("guid");

        // A name that stays when the address of the page does not.
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(site.Of(story));
        xml.WriteEndElement();
        if (story.PublishedAt is { } publishedAt)
        {
            xml.WriteElementString("pubDate", Date(publishedAt));
        }

        foreach (var author in story.Authors)
        {
            xml.WriteElementString("creator", Creator, author);
        }

        foreach (var tag in story.Tags)
        {
            xml.WriteElementString("category", tag.Name);
        }

        // Readers take it for HTML.
        xml.WriteElementString("description", HtmlText.Escape(story.Summary ?? story.Headline));
        xml.WriteElementString("encoded", Content, HtmlText.Of(story));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", MediaType);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>A date of RFC 822, with four digits for the year and the offset it was printed in.</summary>
    private static string Date(DateTimeOffset at) =>
        at.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
}
