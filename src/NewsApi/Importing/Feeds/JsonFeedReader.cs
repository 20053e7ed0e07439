using System.Text.Json;
using NewsApi.Importing.Html;
using NewsApi.Model;

namespace NewsApi.Importing.Feeds;

/// <summary>Reads JSON Feed 1.0 and 1.1.</summary>
/// <param name="readFragment">Reads a story's text in HTML; relative links start from the address.</param>
internal sealed class JsonFeedReader(Func<string, Uri?, HtmlContent> readFragment)
{
    private readonly FeedStories _stories = new(readFragment);

    /// <summary>Reads a feed.</summary>
    /// <param name="json">The feed, decoded.</param>
    /// <param name="address">Where it came from, for relative links; null where unknown.</param>
    /// <param name="zone">The zone of times that have none.</param>
    /// <param name="warnings">Gets what is wrong with the document as a whole, each in a sentence.</param>
    /// <exception cref="UnreadableDocumentException">It is no JSON Feed.</exception>
    public IReadOnlyList<ReadStory> Read(string json, Uri? address, TimeZoneInfo zone, List<string> warnings)
    {
        using var document = JsonMembers.Parse(json);
        if (JsonMembers.OfOrNull(document.RootElement) is not { } feed)
        {
            throw new UnreadableDocumentException("The document is no JSON Feed: it is no object.");
        }

        if (!document.RootElement.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            throw new UnreadableDocumentException("The document is no JSON Feed: it has no list of items.");
        }

        var context = WebAddress.OrNull(feed.Text("homepageurl", "feedurl"), address) is { } home ? new Uri(home) : address;
        var authors = AuthorsOf(feed);
        var entries = items.EnumerateArray().Select(JsonMembers.OfOrNull).Select(item => item is null ? null : EntryOf(item, feed, authors, context));
        List<string> ofFeed = [];
        var stories = _stories.Make(entries, items.GetArrayLength(), zone, ofFeed);
        warnings.AddRange(ofFeed);
        return stories;
    }

    private static FeedEntry EntryOf(JsonMembers item, JsonMembers feed, IReadOnlyList<string> authorsOfFeed, Uri? context)
    {
        var text = item.Text("contenttext");
        var summary = item.Text("summary");
        var authors = AuthorsOf(item);
        return new FeedEntry
        {
            // Plain by the standard, but feeds made of others carry their markup along.
            Title = item.Text("title") is { } title ? Markup.Strip(title) : null,
            Content = item.Text("contenthtml") ?? (text is null ? null : Markup.OfPlainText(text)),
            Summary = summary is null ? null : Markup.OfPlainText(summary),
            Language = item.Text("language") ?? feed.Text("language"),
            Published = item.Text("datepublished"),
            Updated = item.Text("datemodified"),
            SourceName = feed.Text("title"),
            Link = item.Text("url", "externalurl"),
            Id = item.Text("id"),
            Base = context,
            Authors = authors.Count > 0 ? authors : authorsOfFeed,
            Categories = [.. item.List("tags").Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => JsonMembers.TextOf(tag)).OfType<string>()],
            Media = MediaOf(item, context),
        };
    }

    private static List<string> AuthorsOf(JsonMembers of) =>
    [
        .. of.List("authors", "author").Select(author => JsonMembers.OfOrNull(author)?.Text("name") ?? JsonMembers.TextOf(author))
            .Select(PlainWords.OrNull).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static List<MediaItem> MediaOf(JsonMembers item, Uri? context)
    {
        var attachments = item.List("attachments").Select(JsonMembers.OfOrNull).OfType<JsonMembers>()
            .Select(attachment => (Url: attachment.Text("url"), Type: attachment.Text("mimetype"), Caption: attachment.Text("title")));
        return
        [
            .. attachments.Prepend((Url: item.Text("image"), Type: "image", Caption: null))
                .Select(file => (Url: WebAddress.OrNull(file.Url, context), file.Type, file.Caption))
                .Where(file => file.Url is not null && MediaTypes.OfOrNull(file.Type, file.Url) is not null)
                .DistinctBy(file => file.Url, StringComparer.Ordinal)
                .Select(file => new MediaItem { Type = MediaTypes.OfOrNull(file.Type, file.Url!)!.Value, Url = file.Url, Caption = file.Caption }),
        ];
    }
}
