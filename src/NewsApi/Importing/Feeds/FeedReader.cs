using System.Xml.Linq;
using NewsApi.Importing.Html;
using NewsApi.Model;

namespace NewsApi.Importing.Feeds;

/// <summary>
/// Reads feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, with the vocabularies they are extended by. All versions are read by one walk over their
/// elements: each of them is met with parts of all others in it.
/// </summary>
/// <param name="readFragment">Reads a story's text in HTML; relative links start from the address.</param>
internal sealed class FeedReader(Func<string, Uri?, HtmlContent> readFragment)
{
    private readonly FeedStories _stories = new(readFragment);

    /// <summary>Reads a feed.</summary>
    /// <param name="xml">The feed, decoded.</param>
    /// <param name="address">Where it came from, for relative links; null where unknown.</param>
    /// <param name="zone">The zone of times that have none.</param>
    /// <param name="warnings">Gets what is wrong with the document as a whole, each in a sentence.</param>
    /// <exception cref="UnreadableDocumentException">It is no feed, or nothing of it can be read.</exception>
    /// <returns>The media type of what it is, whatever it came as, and its stories.</returns>
    public (string MediaType, IReadOnlyList<ReadStory> Stories) Read(string xml, Uri? address, TimeZoneInfo zone, List<string> warnings)
    {
        var document = FeedDocument.Read(xml);
        var feed = FeedOf(document.Root, address);
        var items = ItemsOf(document.Root, feed.IsAtom);
        List<string> ofFeed = [.. document.Warnings];
        var stories = _stories.Make(items.Select(item => EntryOf(item, feed)), items.Count, zone, ofFeed);
        warnings.AddRange(ofFeed);
        return (feed.IsAtom ? "application/atom+xml" : "application/rss+xml", stories);
    }

    private static Feed FeedOf(XElement root, Uri? address)
    {
        var isAtom = root.Name.LocalName.Equals("feed", StringComparison.OrdinalIgnoreCase);
        var channel = isAtom ? root : root.Elements().FirstOrDefault(element => FeedNames.KeyOf(element.Name, isAtom) == "channel") ?? root;
        var parts = new Parts(channel, isAtom);
        return new Feed(
            isAtom,
            TitleOf(parts.First("title"), isAtom),
            LanguageOf(channel) ?? parts.Text("language", "dc:language"),
            isAtom ? AuthorsOf(parts.All("author"), isAtom) : [],
            address ?? WebOrNull(isAtom ? AlternateOf(parts.All("link")) : parts.Text("link")) ?? WebOrNull(SelfOf(parts)));
    }

    private static List<XElement> ItemsOf(XElement root, bool isAtom)
    {
        var name = isAtom ? "entry" : "item";
        bool IsItem(XElement element) => FeedNames.KeyOf(element.Name, isAtom) == name;

        var items = root.Elements().SelectMany(element => IsItem(element) ? [element] : element.Elements().Where(IsItem)).ToList();
        return items.Count > 0 ? items : [.. root.Descendants().Where(IsItem)];
    }

    private static FeedEntry EntryOf(XElement item, Feed feed)
    {
        var parts = new Parts(item, feed.IsAtom);
        var origin = parts.First("source");
        var context = BaseOf(item, feed.Address);
        var (link, id) = feed.IsAtom ? (AlternateOf(parts.All("link")), parts.Text("id")) : RssLinkOf(item, parts);
        IReadOnlyList<string> authors = feed.IsAtom ? AuthorsOf(parts.All("author"), true) : RssAuthorsOf(parts);
        if (authors.Count == 0)
        {
            authors = feed.IsAtom && origin is not null ? AuthorsOf([.. origin.Elements().Where(element => FeedNames.KeyOf(element.Name, true) == "author")], true) : authors;
            authors = authors.Count == 0 ? feed.Authors : authors;
        }

        var title = TitleOf(parts.First("title") ?? parts.First("atom:title") ?? parts.First("dc:title") ?? parts.First("media:title"), feed.IsAtom);
        return new FeedEntry
        {
            Title = title,
            Content = feed.IsAtom ? HtmlOf(parts.First("content")) : RssContentOf(parts),
            Summary = feed.IsAtom ? HtmlOf(parts.First("summary")) : RssDescriptionOf(parts),
            Language = LanguageOf(item) ?? parts.Text("dc:language", "language") ?? feed.Language,
            Published = feed.IsAtom
                ? parts.Text("published", "issued", "created", "dc:date", "pubdate")
                : parts.Text("pubdate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published", "date", "published"),
            Updated = feed.IsAtom ? parts.Text("updated", "modified") : parts.Text("atom:updated", "dcterms:modified", "updated", "lastbuilddate"),
            SourceName = SourceNameOf(origin, feed) ?? feed.Title,
            Link = parts.Text("feedburner:origlink") ?? link,
            Id = id,
            Base = context,
            Authors = authors,
            Categories = CategoriesOf(parts),
            Media = MediaOf(parts, context),
        };
    }

    private static string? SourceNameOf(XElement? origin, Feed feed) =>
        origin is null ? null
        : feed.IsAtom ? TitleOf(origin.Elements().FirstOrDefault(element => FeedNames.KeyOf(element.Name, true) == "title"), true)
        : PlainWords.OrNull(Markup.Strip(origin.Value));

    /// <summary>A title as plain text.</summary>
    private static string? TitleOf(XElement? title, bool isAtom)
    {
        if (title is null)
        {
            return null;
        }

        // Atom says whether its text is plain; of RSS nobody knows, and most programs escape it as HTML.
        var isPlain = isAtom && (Attribute(title, "type") ?? "text") is "text" or "text/plain" && Attribute(title, "mode") != "escaped";
        return PlainWords.OrNull(title.HasElements ? title.Value : isPlain ? title.Value : Markup.Strip(title.Value));
    }

    /// <summary>A text of Atom as HTML; null where it is nothing that can be read.</summary>
    private static string? HtmlOf(XElement? element)
    {
        if (element is null || Attribute(element, "src") is { Length: > 0 })
        {
            return null;
        }

        var type = Attribute(element, "type")?.Trim().ToLowerInvariant() ?? "text";
        var mode = Attribute(element, "mode")?.Trim().ToLowerInvariant();
        return mode == "base64" ? null
            : element.HasElements ? Markup.Inside(element)
            : type is "html" or "text/html" or "xhtml" or "application/xhtml+xml" || mode == "escaped" ? element.Value
            : type == "text" || type.StartsWith("text/", StringComparison.Ordinal) ? Markup.OfPlainText(element.Value)
            : null;
    }

    private static string? RssContentOf(Parts parts)
    {
        foreach (var name in new[] { "content:encoded", "atom:content", "content", "xhtml:body", "xhtml:div", "body", "other:full-text", "other:content", "fulltext" })
        {
            if (parts.First(name) is { } element && RssHtmlOf(element) is { } html)
            {
                return html;
            }
        }

        return null;
    }

    private static string? RssDescriptionOf(Parts parts)
    {
        foreach (var name in new[] { "description", "atom:summary", "summary", "dc:description", "itunes:summary", "media:description", "dcterms:abstract" })
        {
            if (parts.First(name) is { } element && RssHtmlOf(element) is { } html)
            {
                return html;
            }
        }

        return null;
    }

    private static string? RssHtmlOf(XElement element)
    {
        // Markup that nobody escaped is an element like any other.
        var html = element.HasElements ? Markup.Inside(element) : element.Value;
        return string.IsNullOrWhiteSpace(html) ? null : html;
    }

    private static (string? Link, string? Id) RssLinkOf(XElement item, Parts parts)
    {
        var guid = parts.First("guid");
        var id = guid?.Value ?? parts.Text("atom:id", "id");
        var link = parts.Text("link") ?? AlternateOf(parts.All("link")) ?? AlternateOf(parts.All("atom:link"));
        if (link is null && guid is not null && !"false".Equals(Attribute(guid, "isPermaLink"), StringComparison.OrdinalIgnoreCase))
        {
            link = WebAddress.OrNull(guid.Value, null);
        }

        return (link ?? Attribute(item, "about"), id);
    }

    private static string? AlternateOf(IReadOnlyList<XElement> links)
    {
        var alternates = links.Where(link => (Attribute(link, "rel") ?? "alternate").Equals("alternate", StringComparison.OrdinalIgnoreCase) && Attribute(link, "href") is { Length: > 0 }).ToList();
        var best = alternates.Find(link => Attribute(link, "type") is null or "text/html" or "application/xhtml+xml") ?? alternates.FirstOrDefault();
        return best is null ? null : Attribute(best, "href");
    }

    private static string? SelfOf(Parts parts) =>
        parts.All("link").Concat(parts.All("atom:link")).Where(link => Attribute(link, "rel") == "self").Select(link => Attribute(link, "href")).FirstOrDefault();

    private static List<string> AuthorsOf(IReadOnlyList<XElement> authors, bool isAtom) =>
    [
        .. authors.Select(author => author.HasElements
                ? author.Elements().FirstOrDefault(element => FeedNames.KeyOf(element.Name, isAtom) == "name")?.Value
                : NameOf(author.Value))
            .Select(PlainWords.OrNull).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static List<string> RssAuthorsOf(Parts parts)
    {
        foreach (var names in new[] { parts.All("dc:creator"), parts.All("author"), parts.All("atom:author"), parts.All("dc:author"), parts.All("itunes:author") })
        {
            if (AuthorsOf(names, false) is { Count: > 0 } authors)
            {
                return authors;
            }

            var nested = names.SelectMany(name => name.Elements()).Where(element => element.Name.LocalName.Equals("name", StringComparison.OrdinalIgnoreCase));
            if (nested.Select(name => PlainWords.OrNull(name.Value)).OfType<string>().ToList() is { Count: > 0 } found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>The name in <c>mail@news.example (Name)</c> or <c>Name &lt;mail@news.example&gt;</c>; null where there is only an address.</summary>
    private static string? NameOf(string author)
    {
        var text = Markup.Strip(author).Trim();
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
        if (open >= 0 && close > open)
        {
            return text[(open + 1)..close];
        }

        var bracket = text.IndexOf('<', StringComparison.Ordinal);
        return bracket > 0 ? text[..bracket].Trim(' ', '"') : null;
    }

    /// <summary>What the item is about. Atom has names for readers beside those for programs.</summary>
    private static List<string> CategoriesOf(Parts parts) =>
    [
        .. parts.All("category").Concat(parts.All("atom:category")).Concat(parts.All("dc:subject"))
            .Select(category => Attribute(category, "label") is { Length: > 0 } label ? label : Attribute(category, "term") is { Length: > 0 } term ? term : Markup.Strip(category.Value)),
    ];

    private static List<MediaItem> MediaOf(Parts parts, Uri? context)
    {
        var groups = parts.All("media:group").Select(group => new Parts(group, false)).Prepend(parts).ToList();
        List<MediaItem> media = [];
        foreach (var group in groups)
        {
            foreach (var element in group.All("media:content"))
            {
                var caption = element.Elements().Select(child => (Name: FeedNames.KeyOf(child.Name, false), child.Value)).ToLookup(child => child.Name, child => child.Value);
                Add(Attribute(element, "url"), Attribute(element, "type") ?? Attribute(element, "medium"), caption["media:description"].FirstOrDefault() ?? caption["media:title"].FirstOrDefault());
            }
        }

        foreach (var enclosure in parts.All("enclosure"))
        {
            Add(Attribute(enclosure, "url") ?? Attribute(enclosure, "resource"), Attribute(enclosure, "type"), null);
        }

        foreach (var link in parts.All("link").Concat(parts.All("atom:link")).Where(link => Attribute(link, "rel") == "enclosure"))
        {
            Add(Attribute(link, "href"), Attribute(link, "type"), Attribute(link, "title"));
        }

        // A thumbnail is the same picture once more, smaller.
        if (!media.Exists(item => item.Type == MediaType.Image))
        {
            foreach (var thumbnail in groups.SelectMany(group => group.All("media:thumbnail").Concat(group.All("media:content").Elements().Where(child => FeedNames.KeyOf(child.Name, false) == "media:thumbnail"))).Take(1))
            {
                Add(Attribute(thumbnail, "url"), "image", null);
            }
        }

        return media;

        void Add(string? address, string? type, string? caption)
        {
            if (WebAddress.OrNull(address, context) is { } url && MediaTypes.OfOrNull(type, url) is { } kind && !media.Exists(item => item.Url == url) && media.Count < 1000)
            {
                media.Add(new MediaItem { Type = kind, Url = url, Caption = PlainWords.OrNull(caption is null ? null : Markup.Strip(caption)) });
            }
        }
    }

    private static string? LanguageOf(XElement element) =>
        element.AncestorsAndSelf().Select(ancestor => ancestor.Attribute(XNamespace.Xml + "lang")?.Value).FirstOrDefault(language => !string.IsNullOrWhiteSpace(language));

    /// <summary>What relative links in an element start from: each <c>xml:base</c> may itself be relative to the one outside it.</summary>
    private static Uri? BaseOf(XElement element, Uri? address)
    {
        foreach (var value in element.AncestorsAndSelf().Reverse().Select(ancestor => ancestor.Attribute(XNamespace.Xml + "base")?.Value).OfType<string>())
        {
            address = WebOrNull(WebAddress.OrNull(value, address)) ?? address;
        }

        return address;
    }

    private static Uri? WebOrNull(string? address) => WebAddress.OrNull(address, null) is { } url ? new Uri(url) : null;

    private static string? Attribute(XElement element, string name) =>
        element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    private sealed record Feed(bool IsAtom, string? Title, string? Language, IReadOnlyList<string> Authors, Uri? Address);

    /// <summary>The elements right within another one, by their names.</summary>
    private sealed class Parts(XElement parent, bool isAtom)
    {
        private readonly ILookup<string, XElement> _byName = parent.Elements().ToLookup(element => FeedNames.KeyOf(element.Name, isAtom), StringComparer.Ordinal);

        public IReadOnlyList<XElement> All(string name) => [.. _byName[name]];

        public XElement? First(string name) => _byName[name].FirstOrDefault(element => !string.IsNullOrWhiteSpace(element.Value) || element.HasElements) ?? _byName[name].FirstOrDefault();

        /// <summary>The text of the first element that has some, by the first name that has one.</summary>
        public string? Text(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (_byName[name].Select(element => element.Value.Trim()).FirstOrDefault(text => text.Length > 0) is { } text)
                {
                    return text;
                }
            }

            return null;
        }
    }
}
