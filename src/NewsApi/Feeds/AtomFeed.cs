using System.Xml;
using NewsApi.Articles;
using NewsApi.Articles.Forms;
using NewsApi.Http;

namespace NewsApi.Feeds;

/// <summary>Atom (RFC 4287), with links to other pages (RFC 5005) and what was withdrawn (RFC 6721).</summary>
internal static class AtomFeed
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/atom+xml";

    private const string Namespace = "http://www.w3.org/2005/Atom";
    private const string Tombstones = "http://purl.org/atompub/tombstones/1.0";

    /// <summary>Writes a page of a feed.</summary>
    public static byte[] Write(FeedPage page, FeedPlace place) => Xml.Write(xml =>
    {
        xml.WriteStartElement("feed", Namespace);
        if (page.Language is { } language)
        {
            xml.WriteAttributeString("xml", "lang", null, language);
        }

        if (page.Withdrawn.Count > 0)
        {
            xml.WriteAttributeString("xmlns", "at", null, Tombstones);
        }

        xml.WriteElementString("id", place.First);
        xml.WriteElementString("title", place.Site.Publisher);
        xml.WriteElementString("updated", WireJson.Time(page.Updated));
        Author(xml, place.Site.Publisher);
        xml.WriteElementString("generator", "NewsApi");
        Link(xml, "self", MediaType, place.Self);
        Link(xml, "first", MediaType, place.First);
        Link(xml, "alternate", PageAttribute.Html, place.Site.Of("/"));
        if (place.Next is { } next)
        {
            Link(xml, "next", MediaType, next);
        }

        foreach (var story in page.Withdrawn)
        {
            xml.WriteStartElement("deleted-entry", Tombstones);
            xml.WriteAttributeString("ref", place.Site.Of(ArticleLinks.Of(story.Id).Self));
            xml.WriteAttributeString("when", WireJson.Time(story.At));
            xml.WriteEndElement();
        }

        foreach (var story in page.Stories)
        {
            Write(xml, story, place.Site);
        }

        xml.WriteEndElement();
    });

    private static void Write(XmlWriter xml, ArticleResponse story, Place site)
    {
        xml.WriteStartElement("entry");
        xml.WriteAttributeString("xml", "lang", null, story.Language);
        xml.WriteElementString("id", site.Of(story));
        xml.WriteElementString("title", story.Headline);
        xml.WriteElementString("updated", WireJson.Time(story.UpdatedAt));
        if (story.PublishedAt is { } publishedAt)
        {
            xml.WriteElementString("published", WireJson.Time(publishedAt));
        }

        foreach (var author in story.Authors)
        {
            Author(xml, author);
        }

        Link(xml, "alternate", PageAttribute.Html, site.PageOf(story));
        Link(xml, "alternate", "application/json", site.Of(story));
        if (story.Source?.Url is { } source)
        {
            Link(xml, "via", null, source);
        }

        foreach (var tag in story.Tags)
        {
            xml.WriteStartElement("category");
            xml.WriteAttributeString("term", tag.Slug);
            xml.WriteAttributeString("label", tag.Name);
            xml.WriteEndElement();
        }

        if (story.Summary is { } summary)
        {
            xml.WriteElementString("summary", summary);
        }

        xml.WriteStartElement("content");
        xml.WriteAttributeString("type", "html");
        xml.WriteString(HtmlText.Of(story));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author");
        xml.WriteElementString("name", name);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string? type, string address)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", relation);
        if (type is not null)
        {
            xml.WriteAttributeString("type", type);
        }

        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}
