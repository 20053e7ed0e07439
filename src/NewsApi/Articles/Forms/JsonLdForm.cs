using System.Text.Json;
using System.Text.Json.Nodes;
using NewsApi.ChineseText;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Sections;

namespace NewsApi.Articles.Forms;

/// <summary>
/// An article as <c>NewsArticle</c> of schema.org in JSON-LD. Its sections are parts of it (<c>hasPart</c>): <c>articleSection</c> would be the
/// desk that made it.
/// </summary>
internal static class JsonLdForm
{
    /// <summary>Writes an article.</summary>
    public static byte[] Write(ArticleResponse article, Place place) => JsonSerializer.SerializeToUtf8Bytes(Story(article, place), WireJson.Options);

    private static JsonObject Story(ArticleResponse article, Place place)
    {
        var body = string.Join("\n\n", article.Sections.SelectMany(section => section.Blocks).Select(PlainBlocks.TextOf).Where(text => text.Length > 0));
        var story = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "NewsArticle",
            ["@id"] = place.Of(article),
            ["url"] = place.PageOf(article),
            ["mainEntityOfPage"] = place.PageOf(article),
            ["headline"] = article.Headline,
            ["inLanguage"] = article.Language,
            ["dateModified"] = WireJson.Time(article.UpdatedAt),
            ["publisher"] = new JsonObject { ["@type"] = "Organization", ["name"] = place.Publisher, ["url"] = place.Of("/") },
            ["isAccessibleForFree"] = true,
            ["articleBody"] = body,
            ["wordCount"] = Characters.Count(body).Total,
        };
        Add(story, "description", article.Summary);
        if (article.PublishedAt is { } publishedAt)
        {
            story["datePublished"] = WireJson.Time(publishedAt);
        }

        // Whoever wrote it; where nobody is named, whoever published it first.
        Add(story, "author", article.Authors.Count > 0 ? article.Authors.Select(author => Named("Person", author)) : article.Source is { } by ? [Named("Organization", by.Name)] : []);
        if (article.Source is { } source)
        {
            story["sourceOrganization"] = Named("Organization", source.Name);
            Add(story, "isBasedOn", source.Url);
        }

        Add(story, "keywords", article.Tags.Select(tag => (JsonNode)JsonValue.Create(tag.Name)!));
        Add(story, "about", article.Tags.Select(tag => About(tag, place)));
        Add(story, "image", Pictures(article).Select(picture => Picture(picture.Url, picture.Caption)));
        Add(story, "video", article.Media.Where(media => media.Type == MediaType.Video).Select(video => Video(video, article)));
        Add(story, "audio", article.Media.Where(media => media.Type == MediaType.Audio).Select(audio => Medium("AudioObject", audio.Url, audio.Caption ?? article.Headline)));
        Add(story, "hasPart", article.Sections.Select(section => Part(section, article, place)));
        Add(story, "citation", article.RelatedNews.SelectMany(list => list.Entries).Where(entry => entry.Title is not null || entry.Url is not null).Select(entry =>
        {
            var cited = new JsonObject { ["@type"] = "NewsArticle", ["datePublished"] = WireJson.Time(entry.PublishedAt) };
            Add(cited, "headline", entry.Title);
            Add(cited, "url", entry.Url);
            return cited;
        }));
        return story;
    }

    private static IEnumerable<(string Url, string? Caption)> Pictures(ArticleResponse article) =>
        article.Media.Where(media => media is { Type: MediaType.Image, Url: not null }).Select(media => (media.Url!, media.Caption))
            .Concat(article.Sections.SelectMany(section => section.Blocks).OfType<ImageResponse>().Where(image => image.Url is not null).Select(image => (image.Url!, image.Caption)))
            .DistinctBy(picture => picture.Item1, StringComparer.Ordinal);

    private static JsonObject Part(SectionResponse section, ArticleResponse article, Place place)
    {
        var part = new JsonObject
        {
            ["@type"] = "CreativeWork",
            ["@id"] = $"{place.Of(article)}/sections/{section.Number}",
            ["position"] = section.Number,
            ["genre"] = section.Kind,
            ["inLanguage"] = section.Language,
            ["text"] = string.Join("\n\n", section.Blocks.Select(PlainBlocks.TextOf).Where(text => text.Length > 0)),
        };
        Add(part, "name", section.Heading);
        if (section.Speaker is { } speaker)
        {
            // Nobody says whether it is one person, or a side of a conflict.
            part["about"] = Named("Thing", speaker);
        }

        Add(part, "hasPart", section.Blocks.OfType<ListResponse>().Select(list => new JsonObject
        {
            ["@type"] = "ItemList",
            ["itemListOrder"] = $"https://schema.org/{(list.Ordered ? "ItemListOrderAscending" : "ItemListUnordered")}",
            ["itemListElement"] = new JsonArray([.. list.Items.Select((point, index) => new JsonObject { ["@type"] = "ListItem", ["position"] = index + 1, ["name"] = point.Text })]),
        }));
        return part;
    }

    private static JsonObject Video(MediaResponse video, ArticleResponse article)
    {
        var made = Medium("VideoObject", video.Url, video.Caption ?? article.Headline);
        made["uploadDate"] = WireJson.Time(article.PublishedAt ?? article.UpdatedAt);
        Add(made, "thumbnailUrl", Pictures(article).Select(picture => (JsonNode)JsonValue.Create(picture.Url)!));
        return made;
    }

    private static JsonObject Picture(string url, string? caption)
    {
        var picture = new JsonObject { ["@type"] = "ImageObject", ["url"] = url };
        Add(picture, "caption", caption);
        return picture;
    }

    private static JsonObject Medium(string type, string? url, string name)
    {
        var medium = Named(type, name);
        Add(medium, "contentUrl", url);
        return medium;
    }

    private static JsonObject About(Tags.TagReference tag, Place place)
    {
        var about = Named(
            tag.Type switch { TagType.Person => "Person", TagType.Organisation => "Organization", TagType.Place => "Place", TagType.Event => "Event", _ => "Thing" }, tag.Name);
        about["@id"] = place.Of($"/api/v1/tags/{Uri.EscapeDataString(tag.Slug)}");
        return about;
    }

    private static JsonObject Named(string type, string name) => new() { ["@type"] = type, ["name"] = name };

    private static void Add(JsonObject thing, string property, string? text)
    {
        if (text is not null)
        {
            thing[property] = text;
        }
    }

    private static void Add(JsonObject thing, string property, IEnumerable<JsonNode> values)
    {
        if (values.ToArray() is { Length: > 0 } some)
        {
            thing[property] = new JsonArray(some);
        }
    }
}
