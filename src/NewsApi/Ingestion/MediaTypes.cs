namespace NewsApi.Ingestion;

/// <summary>Media types a document may come with.</summary>
internal static class MediaTypes
{
    /// <summary>All of them. The generic ones are told apart by what the document says.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "text/plain", "text/html", "application/xhtml+xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
        "application/vnd.iptc.ninjs+json", "application/x-ndjson", "application/json", "application/xml", "text/xml", "application/octet-stream",
    ];
}
