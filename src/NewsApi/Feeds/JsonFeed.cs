using System.Text.Json;
using System.Text.Json.Nodes;
using NewsApi.Articles;
using NewsApi.Articles.Forms;
using NewsApi.Http;

namespace NewsApi.Feeds;

/// <summary>JSON Feed 1.1 (https://jsonfeed.org/version/1.1).</summary>
internal static class JsonFeed
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/feed+json";

    /// <summary>Writes a page of a feed.</summary>
    public static byte[] Write(FeedPage page, FeedPlace place)
    {
        var feed = new JsonObject
        {
            ["version"] = "https://jsonfeed.org/version/1.1",
            ["title"] = place.Site.Publisher,
            ["home_page_url"] = place.Site.Of("/"),
            ["feed_url"] = place.First,
        };
        Add(feed, "next_url", place.Next);
        Add(feed, "language", page.Language);
        feed["items"] = new JsonArray([.. page.Stories.Select(story => Item(story, place.Site))]);
        return JsonSerializer.SerializeToUtf8Bytes(feed, WireJson.Options);
    }

    private static JsonObject Item(ArticleResponse story, Place site)
    {
        var item = new JsonObject { ["id"] = site.Of(story), ["url"] = site.PageOf(story) };
        Add(item, "external_url", story.Source?.Url);
        item["title"] = story.Headline;
        item["content_html"] = HtmlText.Of(story);
        Add(item, "summary", story.Summary);
        Add(item, "image", story.Media.FirstOrDefault(media => media is { Type: Model.MediaType.Image, Url: not null })?.Url);
        if (story.PublishedAt is { } publishedAt)
        {
            item["date_published"] = WireJson.Time(publishedAt);
        }

        item["date_modified"] = WireJson.Time(story.UpdatedAt);
        item["language"] = story.Language;
        if (story.Authors.Count > 0)
        {
            item["authors"] = new JsonArray([.. story.Authors.Select(author => new JsonObject { ["name"] = author })]);
        }

        if (story.Tags.Count > 0)
        {
            item["tags"] = new JsonArray([.. story.Tags.Select(tag => JsonValue.Create(tag.Name))]);
        }

        return item;
    }

    private static void Add(JsonObject item, string member, string? text)
    {
        if (text is not null)
        {
            item[member] = text;
        }
    }
}
