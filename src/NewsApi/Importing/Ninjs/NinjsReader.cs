using System.Globalization;
using System.Text.Json;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing.Feeds;
using NewsApi.Importing.Html;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Ninjs;

/// <summary>Reads ninjs, the JSON of news agencies, in its versions 1.x, 2.x and 3.x: they differ in names, and in what is a list.</summary>
/// <param name="readFragment">Reads a story's text in HTML; relative links start from the address.</param>
internal sealed class NinjsReader(Func<string, Uri?, HtmlContent> readFragment)
{
    private const string NoNinjs = "The document is no ninjs: it has no uri, or says nothing of a story.";

    // What the role of a body begins with that is one section; its kind follows.
    private const string SectionRole = "section:";

    // As much as a list shows of a story.
    private const int SummaryLength = 160;

    private static readonly (string Name, TagType Type)[] Subjects =
    [
        ("people", TagType.Person), ("person", TagType.Person), ("organisations", TagType.Organisation), ("organisation", TagType.Organisation),
        ("places", TagType.Place), ("place", TagType.Place), ("events", TagType.Event), ("event", TagType.Event),
        ("objects", TagType.Topic), ("object", TagType.Topic), ("subjects", TagType.Topic), ("subject", TagType.Topic),
    ];

    /// <summary>Reads an item, or a list of items.</summary>
    /// <param name="json">The document, decoded.</param>
    /// <param name="zone">The zone of times that have none.</param>
    /// <param name="warnings">Gets what is wrong with the document as a whole, each in a sentence.</param>
    /// <exception cref="UnreadableDocumentException">It is no ninjs.</exception>
    public IReadOnlyList<ReadStory> Read(string json, TimeZoneInfo zone, List<string> warnings)
    {
        using var document = JsonMembers.Parse(json);
        var isList = document.RootElement.ValueKind == JsonValueKind.Array;
        var count = isList ? document.RootElement.GetArrayLength() : 1;
        FeedStories.RefuseTooMany(count);
        IEnumerable<JsonElement> elements = isList ? document.RootElement.EnumerateArray() : [document.RootElement];
        List<ReadStory> stories = [.. elements.Select(JsonMembers.OfOrNull).Select(item => item is null ? null : StoryOrNull(item, zone)).OfType<ReadStory>()];
        if (stories.Count == 0)
        {
            throw new UnreadableDocumentException(NoNinjs);
        }

        if (stories.Count < count)
        {
            warnings.Add($"Of {count} items {stories.Count} were read; the others are no ninjs, or say nothing.");
        }

        return stories;
    }

    private ReadStory? StoryOrNull(JsonMembers item, TimeZoneInfo zone)
    {
        var bodies = BodiesOf(item);
        var headline = HeadlineOf(item);
        if (item.Text("uri")?.Trim() is not { } uri || (headline is null && bodies.Count == 0))
        {
            return null;
        }

        List<string> warnings = [];
        List<Guess> guesses = [];
        if (item.Text("pubstatus") is { } status && !status.Equals("usable", StringComparison.OrdinalIgnoreCase))
        {
            warnings.Add(status.Equals("canceled", StringComparison.OrdinalIgnoreCase)
                ? "Its publisher has cancelled the story (pubstatus canceled)."
                : $"Its publisher does not release the story (pubstatus {PlainWords.OrNull(status)}).");
        }

        var url = WebAddress.OrNull(uri, null);
        var content = ContentOf(bodies, url is null ? null : new Uri(url));
        guesses.AddRange(content.Guesses);
        var text = FeedStories.TextOf(content.Sections);
        if (headline is null)
        {
            if (PlainWords.OrNull(text) is not { } words)
            {
                return null;
            }

            headline = Excerpt.Of(words, 60);
            guesses.Add(new Guess("headline", headline, "The item has no headline; it is the beginning of the text.", 0.5));
        }

        var summary = SummaryOf(item);
        if (summary is null && PlainWords.OrNull(text.Split('\n')[0]) is { } beginning)
        {
            summary = Excerpt.Of(beginning, SummaryLength);
            guesses.Add(new Guess("summary", summary, "The beginning of the text.", 0.7));
        }

        var publishedAt = FeedStories.PublishedAt(
            [
                (item.Text("firstcreated"), ""),
                (item.Text("versioncreated"), "The item says only when this version was made."),
                (item.Text("contentcreated"), "The item says only when its content was made."),
            ],
            zone,
            guesses,
            warnings);
        var (related, media) = AssociationsOf(item, zone, warnings);
        var draft = new ArticleDraft
        {
            Headline = headline,
            Summary = summary,
            Language = FeedStories.Language(item.Text("language"), $"{headline}\n{text}", guesses),
            PublishedAt = publishedAt?.At,
            PublishedPrecision = publishedAt?.Precision,
            SourceName = SourceNameOf(item),
            SourceUrl = url,
            Authors = AuthorsOf(item),
            Tags = TagsOf(item, guesses),
            Media = [.. RenditionOf(item, item.Text("type")) is { } own ? [own] : Array.Empty<MediaItem>(), .. media, .. content.Media],
            Sections = content.Sections,
            RelatedNews = related.Count > 0 ? [.. content.RelatedNews, new RelatedNewsDraft(null, related)] : content.RelatedNews,
        };

        return new ReadStory(draft, guesses, warnings, $"uri:{uri}");
    }

    private static string? HeadlineOf(JsonMembers item)
    {
        var headlines = item.Objects("headlines");
        var main = headlines.Find(headline => headline.Text("role") is null or "main") ?? headlines.FirstOrDefault();
        return (main?.Text("value") ?? item.Text("headline", "headlines", "title")) is { } text ? PlainWords.OrNull(Markup.Strip(text)) : null;
    }

    private string? SummaryOf(JsonMembers item)
    {
        var descriptions = item.Objects("descriptions");
        var main = descriptions.Find(description => description.Text("role") is "summary" or "main" or "abstract") ?? descriptions.FirstOrDefault();
        if ((main?.Text("value") ?? item.Text("descriptiontext", "description")) is { } text)
        {
            return main?.Text("contenttype")?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
                ? PlainWords.OrNull(FeedStories.TextOf(readFragment(text, null).Sections))
                : PlainWords.OrNull(text);
        }

        return item.Text("descriptionhtml", "descriptionxhtml") is { } html ? PlainWords.OrNull(FeedStories.TextOf(readFragment(html, null).Sections)) : null;
    }

    private static List<Body> BodiesOf(JsonMembers item)
    {
        List<Body> bodies =
        [
            .. item.Objects("bodies", "body").Where(body => body.Text("value") is not null)
                .Select(body => new Body(body.Text("role")?.Trim() ?? "", body.Text("contenttype")?.ToLowerInvariant() ?? "", body.Text("value")!)),
        ];
        if (bodies.Count > 0)
        {
            return bodies;
        }

        foreach (var (name, type) in new[] { ("bodyhtml", "text/html"), ("bodyxhtml", "application/xhtml+xml"), ("bodytext", "text/plain"), ("body", "") })
        {
            if (item.Text(name) is { } value)
            {
                return [new Body("", type, value)];
            }
        }

        return [];
    }

    private HtmlContent ContentOf(List<Body> bodies, Uri? address)
    {
        // The same text stands there in several forms: the one that has most of its shape is read.
        var byRole = bodies.GroupBy(body => body.Role, StringComparer.OrdinalIgnoreCase).Select(forms => forms.MaxBy(form => form.Rank)!).ToList();
        var isSections = byRole.Exists(body => body.Role.StartsWith(SectionRole, StringComparison.OrdinalIgnoreCase));
        if (!isSections)
        {
            var main = byRole.Find(body => body.Role.ToLowerInvariant() is "" or "main" or "body" or "full" or "article") ?? byRole.FirstOrDefault();
            return main is null ? new HtmlContent([], [], [], []) : readFragment(main.Html, address);
        }

        // Several sections can be of one kind, so the forms of a section are told apart by standing side by side.
        List<SectionDraft> sections = [];
        List<RelatedNewsDraft> related = [];
        List<MediaItem> media = [];
        List<Body> forms = [];
        foreach (var body in bodies.Where(body => body.Role.StartsWith(SectionRole, StringComparison.OrdinalIgnoreCase)))
        {
            if (forms.Count > 0 && (forms[0].Role != body.Role || forms.Exists(form => form.Type == body.Type)))
            {
                Add(forms);
                forms = [];
            }

            forms.Add(body);
        }

        Add(forms);
        return new HtmlContent(sections, related, media, []);

        void Add(List<Body> forms)
        {
            var best = forms.MaxBy(form => form.Rank)!;
            var content = readFragment(best.Html, address);
            var kind = best.Role[SectionRole.Length..].Trim().ToLowerInvariant();
            var blocks = content.Sections.SelectMany(section => section.Blocks).ToList();
            if (blocks.Count > 0)
            {
                var named = content.Sections.FirstOrDefault(section => section.Heading is not null);
                sections.Add(new SectionDraft(kind.Length is > 0 and <= WireLimits.Slug ? kind : KindClassifier.Lead, named?.Heading, named?.Speaker, blocks));
            }

            related.AddRange(content.RelatedNews);
            media.AddRange(content.Media);
        }
    }

    private static string? SourceNameOf(JsonMembers item)
    {
        var sources = item.Objects("infosources", "infosource", "source", "provider");
        var first = sources.Find(source => source.Text("role")?.Contains("source", StringComparison.OrdinalIgnoreCase) == true) ?? sources.FirstOrDefault();
        return first?.Text("name", "literal") ?? item.Text("source", "provider", "copyrightholder");
    }

    private static List<string> AuthorsOf(JsonMembers item) =>
    [
        .. item.List("by", "byline", "bylines").Select(author => JsonMembers.OfOrNull(author)?.Text("by", "byline", "name", "value") ?? JsonMembers.TextOf(author))
            .Select(PlainWords.OrNull).OfType<string>()
            .Select(author => author.StartsWith("by ", StringComparison.OrdinalIgnoreCase) ? author[3..] : author)
            .Distinct(StringComparer.Ordinal),
    ];

    private static List<TagDraft> TagsOf(JsonMembers item, List<Guess> guesses)
    {
        List<TagDraft> tags =
        [
            .. Subjects.SelectMany(subject => item.Objects(subject.Name)
                .Select(named => named.Text("name", "literal")).OfType<string>()
                .Select(name => new TagDraft(name, subject.Type))),
        ];
        if (PlainWords.OrNull(item.Text("located")) is { } place && !tags.Exists(tag => tag.Name == place))
        {
            tags.Add(new TagDraft(place, TagType.Place));
            guesses.Add(new Guess("tags", place, "The story comes from there (located).", 0.6));
        }

        return tags;
    }

    private static (List<RelatedNewsEntryDraft> Related, List<MediaItem> Media) AssociationsOf(JsonMembers item, TimeZoneInfo zone, List<string> warnings)
    {
        List<RelatedNewsEntryDraft> related = [];
        List<MediaItem> media = [];
        var timeless = 0;
        foreach (var association in item.Objects("associations"))
        {
            var type = association.Text("type")?.ToLowerInvariant();
            if (type is "picture" or "graphic" or "video" or "audio")
            {
                if (RenditionOf(association, type) is { } file)
                {
                    media.Add(file);
                }

                continue;
            }

            if (association.Text("firstcreated", "versioncreated", "contentcreated") is { } printed && FeedTimes.ReadOrNull(printed, zone) is { } time)
            {
                related.Add(new RelatedNewsEntryDraft(time.At, time.Precision, printed, HeadlineOf(association), WebAddress.OrNull(association.Text("uri"), null)));
            }
            else
            {
                timeless++;
            }
        }

        if (timeless > 0)
        {
            warnings.Add($"{timeless} related {(timeless == 1 ? "item has" : "items have")} no time and {(timeless == 1 ? "was" : "were")} left out.");
        }

        return (related, media);
    }

    /// <summary>The picture, video or sound that an item is; null where it is none.</summary>
    private static MediaItem? RenditionOf(JsonMembers item, string? type)
    {
        var kind = type?.ToLowerInvariant() switch
        {
            "picture" or "graphic" => MediaType.Image,
            "video" => MediaType.Video,
            "audio" => MediaType.Audio,
            _ => (MediaType?)null,
        };
        if (kind is null)
        {
            return null;
        }

        // A video comes with a picture of itself as well.
        var files = item.Objects("renditions").Select(file => (
                Url: WebAddress.OrNull(file.Text("href", "uri"), null),
                Type: file.Text("contenttype", "mimetype"),
                Width: double.TryParse(file.Text("width"), NumberStyles.Float, CultureInfo.InvariantCulture, out var width) ? width : 0))
            .Where(file => file.Url is not null).ToList();
        var best = files.Where(file => MediaTypes.OfOrNull(file.Type, file.Url!) is not { } seen || seen == kind).OrderByDescending(file => file.Width).FirstOrDefault();
        var descriptions = item.Objects("descriptions");
        var caption = descriptions.Select(description => description.Text("value")).FirstOrDefault(value => value is not null) ?? item.Text("descriptiontext") ?? HeadlineOf(item);
        return best.Url is null && caption is null ? null : new MediaItem { Type = kind.Value, Url = best.Url, Caption = caption };
    }

    private sealed record Body(string Role, string Type, string Value)
    {
        public bool IsPlain => Type.StartsWith("text/plain", StringComparison.Ordinal);

        public int Rank => Type.Contains("html", StringComparison.Ordinal) ? 2 : IsPlain ? 0 : 1;

        public string Html => IsPlain ? Markup.OfPlainText(Value) : Value;
    }
}
