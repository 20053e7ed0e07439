using System.Globalization;
using NewsApi.Editorial;
using NewsApi.Importing;
using NewsApi.Importing.Ninjs;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>ninjs in its versions.</summary>
public sealed class NinjsReaderTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly NinjsReader Reader = new(PlainFragments.Read);

    private List<string> Said { get; } = [];

    [Fact]
    public void Version_1_is_read()
    {
        var story = Assert.Single(Read("""
            {"uri": "https://news.example/1", "type": "text", "language": "zh-Hant", "headline": "標題", "byline": "By 張三", "located": "基輔", "pubstatus": "usable",
             "versioncreated": "2025-06-07T10:30:00+08:00", "description_text": "大意。", "body_text": "純文字。", "body_html": "<p>正文。</p>",
             "person": [{"name": "澤連斯基"}], "organisation": [{"name": "北約"}], "place": [{"name": "烏克蘭"}], "subject": [{"name": "和談", "code": "x"}],
             "infosource": [{"name": "例子通訊社"}],
             "associations": {"main": {"uri": "urn:p", "type": "picture", "headline": "會場", "renditions": {"small": {"href": "https://news.example/s.jpg", "mimetype": "image/jpeg", "width": 10}, "big": {"href": "https://news.example/b.jpg", "mimetype": "image/jpeg", "width": 100}}}}}
            """));

        Assert.Equal(("標題", "大意。", "zh-Hant", "例子通訊社"), (story.Draft.Headline, story.Draft.Summary, story.Draft.Language, story.Draft.SourceName));
        Assert.Equal(["張三"], story.Draft.Authors);
        Assert.Equal("正文。", Assert.Single(Texts(story)));
        Assert.Equal("uri:https://news.example/1", story.Identity);
        Assert.Equal("https://news.example/1", story.Draft.SourceUrl);
        Assert.Equal(
            [("澤連斯基", TagType.Person), ("北約", TagType.Organisation), ("烏克蘭", TagType.Place), ("和談", TagType.Topic), ("基輔", TagType.Place)],
            story.Draft.Tags.Select(tag => (tag.Name, tag.Type)));
        Assert.Equal(("https://news.example/b.jpg", "會場"), story.Draft.Media.Select(item => (item.Url, item.Caption)).Single());
        Assert.Equal("2025-06-07T10:30:00+08:00", story.Draft.PublishedAt?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        Assert.Empty(story.Warnings);
    }

    [Fact]
    public void Version_2_is_read()
    {
        var story = Assert.Single(Read("""
            {"uri": "urn:1", "standard": {"name": "ninjs", "version": "2.1"}, "headlines": [{"role": "short", "value": "短"}, {"role": "main", "value": "標題"}], "by": "張三",
             "firstcreated": "2025-06-07T02:30:00Z", "versioncreated": "2025-06-08T02:30:00Z", "descriptions": [{"contenttype": "text/plain", "value": "大意。"}],
             "bodies": [{"role": "main", "contenttype": "text/plain", "value": "純文字。"}, {"role": "main", "contenttype": "text/html", "value": "<p>正文。</p>"}],
             "people": [{"name": "澤連斯基"}], "events": [{"name": "首輪會談"}], "infosources": [{"name": "例子", "role": "source"}]}
            """));

        Assert.Equal(("標題", "大意。", "例子"), (story.Draft.Headline, story.Draft.Summary, story.Draft.SourceName));
        Assert.Equal("正文。", Assert.Single(Texts(story)));
        Assert.Null(story.Draft.SourceUrl);
        Assert.Contains(new TagDraft("首輪會談", TagType.Event), story.Draft.Tags);
        Assert.Equal(7, story.Draft.PublishedAt?.Day);
    }

    [Fact]
    public void Sections_and_related_news_of_version_3_are_read()
    {
        var story = Assert.Single(Read("""
            {"uri": "https://news.example/1", "standard": {"name": "ninjs", "version": "3.1"}, "language": "zh-Hant", "pubStatus": "canceled", "headlines": [{"value": "標題"}], "firstCreated": "2025-06-07T10:30:00+08:00",
             "bodies": [{"role": "section:lead", "contentType": "text/plain", "value": "導語。"}, {"role": "section:demands", "contentType": "text/html", "value": "<p>訴求一。</p>"},
               {"role": "section:demands", "contentType": "text/html", "value": "<p>訴求二。</p>"}],
             "associations": [{"name": "r1", "uri": "https://news.example/0", "rel": "related", "headlines": [{"value": "前一篇"}], "versionCreated": "2025-06-06T09:00:00+08:00"}, {"name": "r2", "uri": "urn:2", "rel": "related"}]}
            """));

        Assert.Equal(["lead", "demands", "demands"], story.Draft.Sections.Select(section => section.KindSlug));
        Assert.Equal(["導語。", "訴求一。", "訴求二。"], Texts(story));
        var entry = Assert.Single(Assert.Single(story.Draft.RelatedNews).Entries);
        Assert.Equal(("前一篇", "https://news.example/0", "2025-06-06T09:00:00+08:00"), (entry.Title, entry.Url, entry.PrintedTime));
        Assert.Equal(2, story.Warnings.Count);
        Assert.Contains("cancelled", story.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_several_stories()
    {
        var stories = Read("""[{"uri": "urn:1", "headline": "甲"}, {"uri": "urn:2", "body_text": "乙沒有標題。"}, {"headline": "沒有 uri"}]""");

        Assert.Equal(["uri:urn:1", "uri:urn:2"], stories.Select(story => story.Identity));
        Assert.Empty(stories[1].Warnings);
        Assert.Contains("Of 3 items 2", Assert.Single(Said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"uri\":\"urn:1\"}")]
    [InlineData("{\"headline\":\"標題\"}")]
    [InlineData("{\"uri\":{\"a\":1},\"headline\":[]}")]
    public void What_is_no_ninjs_is_refused(string json) => Assert.Throws<UnreadableDocumentException>(() => Read(json));

    private IReadOnlyList<ReadStory> Read(string json) => Reader.Read(json, Shanghai, Said);

    private static List<string> Texts(ReadStory story) => [.. story.Draft.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts())];
}
