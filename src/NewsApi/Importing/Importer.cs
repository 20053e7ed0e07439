using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Importing.Feeds;
using NewsApi.Importing.Html;
using NewsApi.Importing.Ninjs;
using NewsApi.Model;
using NewsApi.Site;

namespace NewsApi.Importing;

/// <summary>Makes drafts of a document: decode, repair, understand.</summary>
internal sealed class Importer(PlainTextReader plainText, HtmlReader html, FeedReader feeds, JsonFeedReader jsonFeeds, NinjsReader ninjs, SiteTime site, TimeProvider clock)
{
    // What is longer no index can hold; it is kept by its hash.
    private const int MaxIdentityLength = 500;

    // Of a text, so much may be bytes that nobody can read; of what is none, it is soon more.
    private const int UnreadableShare = 10;

    /// <summary>Looks at a document: whether it is a text, and of which form. That is soon done.</summary>
    /// <exception cref="UnreadableDocumentException">It is nothing that can be read.</exception>
    public static OpenedDocument Open(ImportedDocument document)
    {
        if (document.Bytes.Length == 0)
        {
            throw new UnreadableDocumentException("The document is empty.");
        }

        var decoded = TextDecoder.Decode(document.Bytes, document.Charset);
        List<string> warnings = [.. TextDecoder.UnknownLabels(document.Bytes, document.Charset).Select(unknown => $"{unknown} The document was read as {decoded.Charset}. {decoded.Evidence}")];
        var legible = Legible(decoded.Text, warnings);
        var format = DocumentFormat.Of(document.MediaType, legible) ?? (document.MediaType is null ? new DocumentFormat(DocumentKind.PlainText, "Nothing says what it is.") : null)
            ?? throw new UnreadableDocumentException($"The document came as {document.MediaType}, and is none of what is read as that: a feed, a page of HTML, JSON Feed, ninjs, an export.");
        return new OpenedDocument(document, decoded, legible, format.Kind, warnings);
    }

    /// <summary>Reads one document. It takes time but nothing of the store, so do it before a transaction begins.</summary>
    /// <exception cref="UnreadableDocumentException">It is nothing that can be read.</exception>
    public ReadDocument Read(ImportedDocument document) => Read(Open(document));

    /// <inheritdoc cref="Read(ImportedDocument)"/>
    public ReadDocument Read(OpenedDocument opened)
    {
        var (document, decoded, legible, warnings) = (opened.Document, opened.Decoded, opened.Legible, opened.Warnings);
        var zone = document.Zone ?? site.Zone;
        var address = Uri.TryCreate(document.Name, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
        var (mediaType, stories, repairs) = opened.Kind switch
        {
            DocumentKind.Html => ("text/html", [html.Read(legible, address, zone)], []),
            DocumentKind.Feed => ReadFeed(legible, address, zone, warnings),
            DocumentKind.JsonFeed => ("application/feed+json", jsonFeeds.Read(legible, address, zone, warnings), []),
            DocumentKind.Ninjs => ("application/vnd.iptc.ninjs+json", ninjs.Read(legible, zone, warnings), []),
            DocumentKind.Export => ("application/x-ndjson", ExportReader.Read(legible, document.Bytes, warnings), []),
            _ => ReadText(legible, zone, document.Name),
        };

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(document.Bytes));
        return new ReadDocument(mediaType, decoded, sha256, repairs, [.. StoryIdentities.Settle(stories).Select(WithOrigin)], warnings);

        ReadStory WithOrigin(ReadStory story)
        {
            var cuts = new List<string>();
            var draft = DraftLimits.Fit(story.Draft with { SourceName = document.SourceName ?? story.Draft.SourceName }, cuts);
            return story with
            {
                Warnings = [.. story.Warnings, .. cuts],
                Draft = draft with
                {
                    Origin = new ArticleOrigin
                    {
                        Document = document.Name,
                        MediaType = mediaType,
                        ImportedAt = clock.GetUtcNow(),
                        Charset = decoded.Charset,
                        CharsetEvidence = decoded.Evidence,
                        CharsetConfidence = decoded.Confidence,

                        // Of a feed each story keeps its own part, not all of it.
                        OriginalText = stories.Count == 1 ? legible : TextOf(draft),
                        Sha256 = sha256,
                        Identity = story.Identity is { Length: > MaxIdentityLength } identity ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity))) : story.Identity,
                        Fingerprint = FingerprintOf(draft, story.Fingerprint),
                        Repairs = [.. repairs],
                        Guesses = [.. story.Guesses],
                    },
                },
            };
        }
    }

    private (string MediaType, IReadOnlyList<ReadStory> Stories, TextChange[] Repairs) ReadFeed(string text, Uri? address, TimeZoneInfo zone, List<string> warnings)
    {
        var (mediaType, stories) = feeds.Read(text, address, zone, warnings);
        return (mediaType, stories, []);
    }

    private (string MediaType, IReadOnlyList<ReadStory> Stories, TextChange[] Repairs) ReadText(string text, TimeZoneInfo zone, string name)
    {
        var repaired = TextRepair.Repair(text);
        var page = plainText.Read(repaired.Text, zone, name);

        // A text says nothing of where it is from; whoever sends it may.
        var identity = WebAddress.OrNull(name, null) is { } address ? $"url:{address}" : null;
        return ("text/plain", [new ReadStory(page.Draft, page.Guesses, page.Warnings, identity)], [.. repaired.Steps.Select(Change)]);
    }

    /// <summary>The text composed (NFC), without characters that no text may have (XML 1.0, section 2.2). What they are bytes of is no text at all where they are many.</summary>
    private static string Legible(string text, List<string> warnings)
    {
        var unknown = text.Count(character => character == '\uFFFD');
        var legible = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
            {
                legible.Append(text[at]).Append(text[++at]);
            }
            else if (XmlConvert.IsXmlChar(text[at]))
            {
                legible.Append(text[at]);
            }
        }

        var removed = text.Length - legible.Length;
        if ((unknown + removed) * UnreadableShare > text.Length)
        {
            throw new UnreadableDocumentException($"The document is no text: {unknown + removed} of its {text.Length} characters can't be read.");
        }

        if (unknown > 0)
        {
            warnings.Add($"{unknown} {(unknown == 1 ? "place" : "places")} could not be read and {(unknown == 1 ? "is" : "are")} marked with U+FFFD.");
        }

        if (removed > 0)
        {
            warnings.Add($"{removed} {(removed == 1 ? "character that no text may have was" : "characters that no text may have were")} left out.");
        }

        return legible.ToString().Normalize();
    }

    private static string TextOf(ArticleDraft draft) =>
        string.Join('\n', new[] { draft.Headline }.Concat(draft.Sections.SelectMany(section => new[] { section.Heading ?? "" }.Concat(section.Blocks.SelectMany(block => block.Texts())))).Where(line => line.Length > 0));

    /// <summary>The fingerprint a story had where it is from, if it still says the same: a document without a date became an article with that of its publication.</summary>
    private static string FingerprintOf(ArticleDraft draft, string? original) =>
        original is not null && FingerprintOf(draft with { PublishedAt = null }) == original ? original : FingerprintOf(draft);

    /// <summary>Says of two drafts whether they say the same. Who published them and where the document need not say, and is left out.</summary>
    internal static string FingerprintOf(ArticleDraft draft) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            draft.Headline,
            draft.Summary,
            draft.Language,
            draft.PublishedAt,
            draft.Authors,
            Tags = draft.Tags.Select(tag => tag.Name),
            Media = draft.Media.Select(media => new { media.Type, media.Caption, media.Url }),
            Sections = draft.Sections.Select(section => new { section.KindSlug, section.Heading, section.Speaker, Blocks = section.Blocks.Select(BlockInput.Of) }),
            draft.RelatedNews,
        })));

    private static TextChange Change(RepairStep step) =>
        new(step.Kind, step.Line, step.Start, step.Before, step.After, step.Confidence.ToString().ToLowerInvariant(), step.Reason);
}
