using System.Buffers;
using System.Text.Json;
using NewsApi.Importing.Feeds;

namespace NewsApi.Importing;

/// <summary>Which reader reads a document.</summary>
internal enum DocumentKind
{
    /// <summary>Text without markup.</summary>
    PlainText,

    /// <summary>A page.</summary>
    Html,

    /// <summary>RSS or Atom.</summary>
    Feed,

    /// <summary>JSON Feed.</summary>
    JsonFeed,

    /// <summary>One item of ninjs, or a list of them.</summary>
    Ninjs,

    /// <summary>What another store of this program exported, a JSON object to a line.</summary>
    Export,
}

/// <summary>What a document is, and how that is known.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Evidence">How that is known, in a sentence.</param>
internal sealed record DocumentFormat(DocumentKind Kind, string Evidence)
{
    // A root element, or the first members of an object, stand in the beginning.
    private const int Looked = 20_000;

    private static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\r\n/>");

    /// <summary>Tells a document by the media type it came with and, where that says too little or is clearly wrong, by its text; null where it is nothing that is read here.</summary>
    /// <param name="mediaType">The media type, with or without parameters; null where it came without.</param>
    /// <param name="text">The document, decoded.</param>
    public static DocumentFormat? Of(string? mediaType, string text)
    {
        var type = mediaType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        return type switch
        {
            "text/plain" => (XmlOrNull(text) ?? JsonOrNull(text)) is { } other ? Relabelled(other, type) : By(DocumentKind.PlainText, type),
            "text/html" => XmlOrNull(text) is { Kind: DocumentKind.Feed } feed ? Relabelled(feed, type) : By(DocumentKind.Html, type),
            "application/xhtml+xml" => By(DocumentKind.Html, type),
            "application/rss+xml" or "application/atom+xml" or "application/rdf+xml" or "text/rss" => By(DocumentKind.Feed, type),
            "application/feed+json" => By(DocumentKind.JsonFeed, type),
            "application/vnd.iptc.ninjs+json" => By(DocumentKind.Ninjs, type),
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => ExportOrNull(text),
            "application/xml" or "text/xml" => XmlOrNull(text),
            "application/json" or "text/json" => JsonOrNull(text),
            "application/octet-stream" or "" => XmlOrNull(text) ?? JsonOrNull(text),
            _ => null,
        };
    }

    private static DocumentFormat Relabelled(DocumentFormat format, string type) =>
        format with { Evidence = $"It came as {type}, but {char.ToLowerInvariant(format.Evidence[0])}{format.Evidence[1..]}" };

    private static DocumentFormat By(DocumentKind kind, string type) => new(kind, $"It came as {type}.");

    private static DocumentFormat? XmlOrNull(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, Looked)).TrimStart("\uFEFF \t\r\n\0");
        while (!head.IsEmpty && head[0] == '<')
        {
            var skipped = head.StartsWith("<!--", StringComparison.Ordinal) ? (head.IndexOf("-->", StringComparison.Ordinal), 3)
                : head.StartsWith("<?", StringComparison.Ordinal) ? (head.IndexOf("?>", StringComparison.Ordinal), 2)
                : head.StartsWith("<!", StringComparison.Ordinal) ? (EndOfDeclaration(head), 1)
                : (-1, 0);
            if (skipped.Item1 < 0)
            {
                break;
            }

            if (head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
            {
                return new DocumentFormat(DocumentKind.Html, "It begins with the document type of HTML.");
            }

            head = head[(skipped.Item1 + skipped.Item2)..].TrimStart();
        }

        if (head.Length < 2 || head[0] != '<')
        {
            return null;
        }

        var end = head[1..].IndexOfAny(EndOfName);
        var name = end < 0 ? head[1..] : head[1..(end + 1)];
        var local = name[(name.LastIndexOf(':') + 1)..].ToString().ToLowerInvariant();
        return local == "html" ? new DocumentFormat(DocumentKind.Html, "Its outermost element is html.")
            : FeedDocument.IsFeed(local) ? new DocumentFormat(DocumentKind.Feed, $"Its outermost element is {name.ToString()}.")
            : null;
    }

    /// <summary>Where a document type ends, with what it declares in brackets.</summary>
    private static int EndOfDeclaration(ReadOnlySpan<char> head)
    {
        var end = head.IndexOf('>');
        var bracket = head.IndexOf('[');
        if (bracket < 0 || end < bracket)
        {
            return end;
        }

        var close = head.IndexOf(']');
        var behind = close < 0 ? -1 : head[close..].IndexOf('>');
        return behind < 0 ? -1 : close + behind;
    }

    private static DocumentFormat? JsonOrNull(string text)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (start.IsEmpty || start[0] is not ('{' or '['))
        {
            return null;
        }

        if (ExportOrNull(text) is { } export)
        {
            return export;
        }

        try
        {
            using var document = JsonMembers.Parse(text);
            var isList = document.RootElement.ValueKind == JsonValueKind.Array;
            var element = isList ? document.RootElement.EnumerateArray().FirstOrDefault() : document.RootElement;
            if (JsonMembers.OfOrNull(element) is not { } members)
            {
                return null;
            }

            if (!isList && (members.Text("version")?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) == true || members.Has("items")))
            {
                return new DocumentFormat(DocumentKind.JsonFeed, members.Has("version") ? "Its version says JSON Feed." : "It has items, as JSON Feed does.");
            }

            return members.Has("uri") && (members.Has("headline") || members.Has("headlines") || members.Has("bodies") || members.Has("bodyhtml") || members.Has("bodyxhtml") || members.Has("bodytext"))
                ? new DocumentFormat(DocumentKind.Ninjs, "It has a uri and a headline or a body, as ninjs does.")
                : null;
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }

    private static DocumentFormat? ExportOrNull(string text)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        var end = start.IndexOf('\n');
        var line = end < 0 ? start : start[..end];
        if (line.Length > Looked || !line.Contains("newsapi", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonMembers.Parse(line.ToString());
            return JsonMembers.OfOrNull(document.RootElement)?.Text("newsapi") == "export"
                ? new DocumentFormat(DocumentKind.Export, "Its first line says that it is an export.")
                : null;
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }
}
