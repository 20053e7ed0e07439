using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Importing;

namespace NewsApi.Tests.Importing;

/// <summary>What the importer says of feeds as a whole, their categories, and dates that are written in the ways of several countries.</summary>
public sealed class FeedFactsTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Theory]
    [InlineData("a bare ampersand", "<rss><channel><title>例 & 例</title><item><title>甲</title></item><item><title>乙</title></item></channel></rss>", "well-formed")]
    [InlineData("a missing end", "<rss><channel><title>例</title><item><title>甲</title></item><item><title>乙</title></item><item><title>丙", "breaks off")]
    [InlineData("an item that says nothing", "<rss><channel><title>例</title><item><title>甲</title></item><item><title>乙</title></item><item/></channel></rss>", "1 item says nothing")]
    [InlineData("a JSON Feed with an empty item", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"title\":\"甲\"},{\"id\":\"2\",\"title\":\"乙\"},{\"id\":\"3\"}]}", "1 item says nothing")]
    [InlineData("a list of ninjs with something else", "[{\"uri\":\"urn:1\",\"headline\":\"甲\"},{\"uri\":\"urn:2\",\"headline\":\"乙\"},{\"headline\":\"丙\"}]", "Of 3 items 2")]
    public void What_is_wrong_with_a_document_is_said_of_the_document(string what, string text, string warning)
    {
        var document = Read(text);

        Assert.Equal((what, 2), (what, document.Stories.Count));
        Assert.Contains(document.Warnings, said => said.Contains(warning, StringComparison.Ordinal));
        Assert.All(document.Stories, story => Assert.Empty(story.Warnings));
    }

    [Theory]
    [InlineData("<rss><channel><title>例\uFFFD子的新聞網站</title></channel></rss>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"例\uFFFD子\",\"items\":[]}")]
    public void A_feed_with_a_damaged_title_and_no_items_is_no_broken_feed(string text)
    {
        var document = Read(text);

        Assert.Empty(document.Stories);
        Assert.Contains("U+FFFD", Assert.Single(document.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<category>經濟</category><category>貿易</category>", "經濟|貿易")]
    [InlineData("<category domain='https://news.example/t'><![CDATA[ 經濟 &amp; 貿易 ]]></category>", "經濟 & 貿易")]
    [InlineData("<category>經濟</category><category>  </category><category/><category>經濟</category>", "經濟")]
    [InlineData("<dc:subject xmlns:dc='http://purl.org/dc/elements/1.1/'>天氣</dc:subject>", "天氣")]
    [InlineData("<author>a@news.example</author>", "")]
    public void Categories_of_rss_are_tags(string inside, string tags) =>
        Assert.Equal(tags, Tags($"<rss version='2.0'><channel><title>例</title><category>網站</category><item><title>標題</title>{inside}</item></channel></rss>"));

    [Theory]
    [InlineData("<category term='economy' label='經濟'/><category term='貿易'/>", "經濟|貿易")]
    [InlineData("<category term=''/><category scheme='https://news.example/'/>", "")]
    public void Categories_of_atom_are_tags(string inside, string tags) =>
        Assert.Equal(tags, Tags($"<feed xmlns='http://www.w3.org/2005/Atom'><title>例</title><entry><id>urn:1</id><title>標題</title>{inside}</entry></feed>"));

    [Theory]
    [InlineData("[\"經濟\",\"貿易\"]", "經濟|貿易")]
    [InlineData("[\"\",\" \",\"經濟\",\"經濟\",7,null,{\"a\":1}]", "經濟")]
    [InlineData("null", "")]
    public void Tags_of_a_json_feed_are_tags(string json, string tags) =>
        Assert.Equal(tags, Tags($$"""{"version":"https://jsonfeed.org/version/1.1","title":"例","items":[{"id":"1","title":"標題","tags":{{json}}}]}"""));

    [Fact]
    public void Of_many_categories_twenty_are_kept()
    {
        var story = Assert.Single(Read($"<rss><channel><title>例</title><item><title>標題</title>{string.Concat(Enumerable.Range(1, 30).Select(number => $"<category>第{number}類</category>"))}</item></channel></rss>").Stories);

        Assert.Equal(20, story.Draft.Tags.Count);
        Assert.Contains(story.Warnings, warning => warning.Contains("30", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("14.06.2025 10:34", "2025-06-14T10:34:00+08:00")]
    [InlineData("06/14/2025", "2025-06-14T00:00:00+08:00")]
    [InlineData("14/06/2025 10:34:18 +0000", "2025-06-14T10:34:18+00:00")]
    [InlineData("14-06-2025", "2025-06-14T00:00:00+08:00")]
    [InlineData("6/14/2025, 3:05 PM", "2025-06-14T15:05:00+08:00")]
    [InlineData("07.07.2025", "2025-07-07T00:00:00+08:00")]
    [InlineData("Sat, 14/06/2025 10:34", "2025-06-14T10:34:00+08:00")]
    public void A_day_that_can_be_read_in_one_way_is_read(string printed, string expected)
    {
        var story = Dated(printed);

        Assert.Equal(expected, story.Draft.PublishedAt?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        Assert.Empty(story.Warnings);
    }

    [Theory]
    [InlineData("06/07/2025", "can be read two ways")]
    [InlineData("06.07.2025 10:34", "can be read two ways")]
    [InlineData("06-07-2025", "can be read two ways")]
    [InlineData("13/13/2025", "no such date")]
    [InlineData("31/02/2025", "no such date")]
    [InlineData("06/07/2025 25:00", "no such date")]
    [InlineData("14/06.2025", "no such date")]
    public void A_day_that_can_be_read_in_two_ways_or_in_none_is_said_to_be_so(string printed, string why)
    {
        var story = Dated(printed);

        Assert.Null(story.Draft.PublishedAt);
        Assert.Contains(why, Assert.Single(story.Warnings), StringComparison.Ordinal);
        Assert.Contains(printed, story.Warnings[0], StringComparison.Ordinal);
    }

    private ReadStory Dated(string printed) => Assert.Single(Read($"<rss><channel><title>例</title><item><title>標題</title><pubDate>{printed}</pubDate></item></channel></rss>").Stories);

    private string Tags(string text)
    {
        var tags = Assert.Single(Read(text).Stories).Draft.Tags;
        Assert.All(tags, tag => Assert.Equal(NewsApi.Model.TagType.Topic, tag.Type));
        return string.Join('|', tags.Select(tag => tag.Name));
    }

    private ReadDocument Read(string text) => app.Services.GetRequiredService<Importer>().Read(new ImportedDocument("https://news.example/feed", null, Encoding.UTF8.GetBytes(text), null));
}
