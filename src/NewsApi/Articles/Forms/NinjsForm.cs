using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsApi.ChineseText;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.RelatedNews;
using NewsApi.Sections;

namespace NewsApi.Articles.Forms;

/// <summary>
/// An article as IPTC ninjs 3.1: its sections as <c>bodies</c> with the role <c>section:KIND</c>, its related news as <c>associations</c>. The
/// standard is closed: it has no member that is not defined there.
/// </summary>
internal static class NinjsForm
{
    private const string Plain = "text/plain";

    /// <summary>Writes an article.</summary>
    public static byte[] Write(ArticleResponse article, Place place) => JsonSerializer.SerializeToUtf8Bytes(Item(article, place), WireJson.Options);

    private static JsonObject Item(ArticleResponse article, Place place)
    {
        var item = new JsonObject
        {
            ["uri"] = place.Of(article),
            ["standard"] = new JsonObject { ["name"] = "ninjs", ["version"] = "3.1", ["schema"] = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json" },
            ["type"] = "text",
            ["representationType"] = "full",
            ["version"] = article.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["versionCreated"] = WireJson.Time(article.UpdatedAt),
            ["pubStatus"] = article.Status switch { ArticleStatus.Published => "usable", ArticleStatus.Withdrawn => "canceled", _ => "withheld" },
            ["language"] = article.Language,
            ["slugline"] = article.Slug,
            ["headlines"] = new JsonArray(new JsonObject { ["role"] = "main", ["contentType"] = Plain, ["value"] = article.Headline }),
        };
        if (article.PublishedAt is { } publishedAt)
        {
            item["contentCreated"] = WireJson.Time(publishedAt);
        }

        if (article.Summary is { } summary)
        {
            item["descriptions"] = new JsonArray(new JsonObject { ["role"] = "summary", ["contentType"] = Plain, ["value"] = summary });
        }

        if (article.Authors.Count > 0)
        {
            item["by"] = string.Join("、", article.Authors);
        }

        if (article.Source is { } source)
        {
            item["infoSources"] = new JsonArray(Named(source.Name, source.Url, "source"));
        }

        AddAll(item, "bodies", article.Sections.Select(Body));
        foreach (var (member, types) in new (string, TagType[])[]
        {
            ("people", [TagType.Person]), ("organisations", [TagType.Organisation]), ("places", [TagType.Place]), ("events", [TagType.Event]), ("subjects", [TagType.Topic]),
        })
        {
            AddAll(item, member, article.Tags.Where(tag => types.Contains(tag.Type)).Select(tag => Named(tag.Name, place.Of($"/api/v1/tags/{Uri.EscapeDataString(tag.Slug)}"), null)));
        }

        AddAll(item, "renditions", article.Media.Select(Rendition));
        AddAll(item, "associations", article.RelatedNews.SelectMany(list => list.Entries.Select(entry => Association(list, entry, place))));
        return item;
    }

    private static JsonObject Body(SectionResponse section)
    {
        var html = new StringBuilder();
        HtmlText.Write(html, section);
        return new JsonObject
        {
            ["role"] = $"section:{section.Kind}",
            ["contentType"] = "text/html",
            ["charCount"] = Characters.Count(string.Concat(section.Blocks.Select(PlainBlocks.TextOf))).Total,
            ["value"] = html.ToString(),
        };
    }

    private static JsonObject Rendition(MediaResponse media, int index)
    {
        var rendition = new JsonObject { ["name"] = $"{media.Type.ToString().ToLowerInvariant()}-{index + 1}" };
        AddText(rendition, "href", media.Url);
        AddText(rendition, "title", media.Caption);
        return rendition;
    }

    private static JsonObject Association(RelatedNewsResponse list, EntryResponse entry, Place place)
    {
        var association = new JsonObject
        {
            ["name"] = $"related-{list.Id}-{entry.Number}",
            ["uri"] = entry.Url ?? place.Of(entry.ArticleId is { } article ? $"/api/v1/articles/{article}" : $"/api/v1/related-news/{list.Id}#{entry.Number}"),
            ["rel"] = "related",
            ["type"] = "text",
            ["versionCreated"] = WireJson.Time(entry.PublishedAt),
        };
        if (entry.Title is { } title)
        {
            association["headlines"] = new JsonArray(new JsonObject { ["value"] = title });
        }

        return association;
    }

    private static JsonObject Named(string name, string? uri, string? role)
    {
        var named = new JsonObject { ["name"] = name };
        AddText(named, "uri", uri);
        AddText(named, "role", role);
        return named;
    }

    private static void AddText(JsonObject item, string member, string? text)
    {
        if (text is not null)
        {
            item[member] = text;
        }
    }

    private static void AddAll(JsonObject item, string member, IEnumerable<JsonObject> values)
    {
        if (values.ToArray() is { Length: > 0 } some)
        {
            item[member] = new JsonArray([.. some]);
        }
    }
}
