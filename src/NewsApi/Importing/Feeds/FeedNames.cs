using System.Xml.Linq;

namespace NewsApi.Importing.Feeds;

/// <summary>The vocabularies that feeds are written in.</summary>
internal static class FeedNames
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    public static readonly XNamespace DcTerms = "http://purl.org/dc/terms/";
    public static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    public static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public static readonly XNamespace Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    public static readonly XNamespace FeedBurner = "http://rssnamespace.org/feedburner/ext/1.0";
    public static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>
    /// One name for an element, whatever version and prefix it is written with: <c>title</c> of a feed's own vocabulary, <c>dc:date</c> of another.
    /// </summary>
    /// <param name="name">The element's name.</param>
    /// <param name="isAtom">Whether the document is Atom, and so Atom's elements its own.</param>
    public static string KeyOf(XName name, bool isAtom)
    {
        var local = name.LocalName.ToLowerInvariant();
        var prefix = PrefixOf(name.NamespaceName, isAtom);
        return prefix.Length == 0 ? local : $"{prefix}:{local}";
    }

    private static string PrefixOf(string vocabulary, bool isAtom)
    {
        bool Is(string start) => vocabulary.StartsWith(start, StringComparison.OrdinalIgnoreCase);

        return vocabulary.Length == 0 ? ""
            : Is("http://www.w3.org/2005/Atom") || Is("http://purl.org/atom/ns#") ? isAtom ? "" : "atom"
            : Is("http://purl.org/rss/1.0/modules/content") ? "content"
            : Is("http://purl.org/rss/1.0/modules/") ? "module"
            : Is("http://purl.org/rss/") || Is("http://purl.org/net/rss") || Is("http://my.netscape.com/") || Is("http://channel.netscape.com/")
                || Is("http://backend.userland.com/") || Is("http://blogs.law.harvard.edu/tech/rss") || Is("http://cyber.law.harvard.edu/rss") ? ""
            : Is("http://purl.org/dc/elements/") ? "dc"
            : Is("http://purl.org/dc/terms") ? "dcterms"
            : Is("http://search.yahoo.com/mrss") || Is("https://search.yahoo.com/mrss") ? "media"
            : Is("http://www.w3.org/1999/02/22-rdf-syntax-ns") ? "rdf"
            : Is("http://www.itunes.com/dtds/") ? "itunes"
            : Is("http://rssnamespace.org/feedburner/") ? "feedburner"
            : Is("http://www.w3.org/1999/xhtml") ? "xhtml"
            : "other";
    }
}
