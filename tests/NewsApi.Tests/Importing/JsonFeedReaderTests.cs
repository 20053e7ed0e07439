using System.Globalization;
using NewsApi.Importing;
using NewsApi.Importing.Feeds;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>JSON Feed as its standard has it, and as programs make it.</summary>
public sealed class JsonFeedReaderTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly JsonFeedReader Reader = new(PlainFragments.Read);

    private List<string> Said { get; } = [];

    [Fact]
    public void Json_feed_is_read_whole()
    {
        var story = Assert.Single(Read("""
            {"version": "https://jsonfeed.org/version/1.1", "title": "例子", "language": "zh-hant", "home_page_url": "https://news.example/", "authors": [{"name": "編輯部"}],
             "items": [{"id": "a1", "url": "/1", "title": "標題 A & B", "summary": "大意。", "content_html": "<p>第一段說得長。</p><p>第二段。</p>", "image": "/a.jpg",
               "date_published": "2025-06-07T10:30:00+08:00", "attachments": [{"url": "https://news.example/a.mp3", "mime_type": "audio/mpeg", "title": "錄音"}]}]}
            """));

        Assert.Equal(("標題 A & B", "大意。", "zh-Hant", "例子"), (story.Draft.Headline, story.Draft.Summary, story.Draft.Language, story.Draft.SourceName));
        Assert.Equal("https://news.example/1", story.Draft.SourceUrl);
        Assert.Equal("guid:news.example:a1", story.Identity);
        Assert.Equal(["編輯部"], story.Draft.Authors);
        Assert.Equal([(MediaType.Image, "https://news.example/a.jpg"), (MediaType.Audio, "https://news.example/a.mp3")], story.Draft.Media.Select(item => (item.Type, item.Url)));
        Assert.Equal("2025-06-07T10:30:00+08:00", story.Draft.PublishedAt?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        Assert.Equal(2, story.Draft.Sections[0].Blocks.Count);
        Assert.Empty(story.Warnings);
        Assert.Empty(story.Guesses);
    }

    [Fact]
    public void Version_1_0_and_what_programs_make_of_it_is_read()
    {
        var stories = Read("""
            {"version": "https://jsonfeed.org/version/1", "title": "例子", "author": {"name": "張三"},
             "items": [{"id": 12, "content_text": "一 < 二，沒有標題。\n第二行。", "external_url": "https://other.example/"}, {"id": 13, "title": "壞字\ud83d在此", "date_published": 5}, 7,],}
            """);

        Assert.Equal(["guid:12", "guid:13"], stories.Select(story => story.Identity));
        Assert.Equal(["張三"], stories[0].Draft.Authors);
        Assert.Equal("https://other.example/", stories[0].Draft.SourceUrl);
        Assert.Equal(["一 < 二，沒有標題。", "第二行。"], stories[0].Draft.Sections[0].Blocks.SelectMany(block => block.Texts()));
        Assert.StartsWith("壞字", stories[1].Draft.Headline, StringComparison.Ordinal);
        Assert.Single(stories[1].Warnings);
        Assert.Contains("1 item says nothing", Assert.Single(Said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"例子\"}", "no list of items")]
    [InlineData("{\"items\":{}}", "no list of items")]
    [InlineData("[]", "no object")]
    [InlineData("7", "no object")]
    [InlineData("", "no JSON")]
    [InlineData("{\"items\":[{\"id\":\"1\"", "no JSON")]
    [InlineData("\0\0\0", "no JSON")]
    [InlineData("<rss/>", "no JSON")]
    [InlineData("{\"items\":[1,2]}", "Nothing of the feed")]
    public void What_is_no_json_feed_is_refused(string json, string why) =>
        Assert.Contains(why, Assert.Throws<UnreadableDocumentException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_json_is_refused() => Assert.Throws<UnreadableDocumentException>(() => Read(new string('[', 1_000_000)));

    private IReadOnlyList<ReadStory> Read(string json) => Reader.Read(json, null, Shanghai, Said);
}
