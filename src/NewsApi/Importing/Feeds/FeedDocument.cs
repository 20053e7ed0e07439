using System.Xml;
using System.Xml.Linq;
using NewsApi.Http;

namespace NewsApi.Importing.Feeds;

/// <summary>The elements of a feed.</summary>
/// <param name="Root">The outermost one.</param>
/// <param name="Warnings">What was wrong with the document, each in a sentence.</param>
internal sealed record FeedDocument(XElement Root, IReadOnlyList<string> Warnings)
{
    /// <summary>Elements within elements, at most.</summary>
    public const int MaxDepth = 256;

    /// <summary>Attributes of one element that are kept; no feed needs as many.</summary>
    public const int MaxAttributes = 50;

    private const string NoFeed = "The document is no RSS or Atom feed.";

    private const string NoFeedButPage = "The document is no RSS or Atom feed but a page of HTML; a feed within one is not looked for.";

    // The outermost element stands in the beginning.
    private const int Looked = 20_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = WireLimits.Document * 4L,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads a document as XML, or, where it is not well-formed, as what was meant.</summary>
    /// <param name="xml">The document, decoded; the encoding it names is of no interest any more.</param>
    /// <exception cref="UnreadableDocumentException">It is no feed, or one made to do harm.</exception>
    public static FeedDocument Read(string xml)
    {
        RefuseEntities(xml);
        XElement? root;
        var isTruncated = false;
        List<string> warnings = [];
        try
        {
            root = ReadStrictly(xml.TrimStart('\uFEFF', ' ', '\t', '\r', '\n'));
        }
        catch (XmlException exception)
        {
            (root, isTruncated) = TolerantXml.Read(xml);
            warnings.Add($"The feed is no well-formed XML (line {exception.LineNumber}); it was read as what it seems to mean.");
        }

        if (root is null || !IsFeed(root.Name.LocalName))
        {
            throw new UnreadableDocumentException(IsPage(xml) ? NoFeedButPage : NoFeed);
        }

        if (isTruncated)
        {
            warnings.Add("The feed breaks off before its end; what stands there unfinished was left out.");
        }

        return new FeedDocument(root, warnings);
    }

    private static bool IsPage(string xml) => xml.AsSpan(0, Math.Min(xml.Length, Looked)).Contains("<html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an element of the name is the outermost one of a feed.</summary>
    public static bool IsFeed(string name) =>
        name.Equals("rss", StringComparison.OrdinalIgnoreCase) || name.Equals("feed", StringComparison.OrdinalIgnoreCase) || name.Equals("rdf", StringComparison.OrdinalIgnoreCase);

    /// <summary>No feed needs entities of its own; those who declare them want a reader to fetch files or to fill its memory.</summary>
    private static void RefuseEntities(string xml)
    {
        for (var at = xml.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < xml.Length; at = xml.IndexOf('<', at + 1))
        {
            if (char.IsAsciiLetter(xml[at + 1]))
            {
                return;
            }

            if (xml.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                at = xml.IndexOf("-->", at, StringComparison.Ordinal);
                if (at < 0)
                {
                    return;
                }
            }
            else if (xml.AsSpan(at).StartsWith("<!ENTITY", StringComparison.OrdinalIgnoreCase))
            {
                throw new UnreadableDocumentException("The document declares entities of its own, which no feed needs and nobody expands here.");
            }
        }
    }

    private static XElement? ReadStrictly(string xml)
    {
        using var text = new StringReader(xml);
        using var reader = XmlReader.Create(text, Settings);
        XElement? root = null;
        XElement? current = null;
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                throw TooDeep();
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                    var isEmpty = reader.IsEmptyElement;
                    for (var index = 0; index < reader.AttributeCount && index < MaxAttributes; index++)
                    {
                        reader.MoveToAttribute(index);
                        if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
                        {
                            element.Add(new XAttribute(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value));
                        }
                    }

                    if (root is null && !IsFeed(element.Name.LocalName))
                    {
                        throw new UnreadableDocumentException(element.Name.LocalName.Equals("html", StringComparison.OrdinalIgnoreCase) ? NoFeedButPage : NoFeed);
                    }

                    root ??= element;
                    current?.Add(element);
                    current = isEmpty ? current : element;
                    break;
                case XmlNodeType.EndElement:
                    current = current?.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    current?.Add(new XText(reader.Value));
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    /// <summary>What to say of a document whose elements are nested too deep.</summary>
    public static UnreadableDocumentException TooDeep() => new($"The document nests elements more than {MaxDepth} deep.");
}
