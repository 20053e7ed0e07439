using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NewsApi.Importing;
using NewsApi.Importing.Html;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>Pages in the habits of different sites, and what is read of them.</summary>
public sealed class HtmlReaderTests
{
    private static readonly TimeZoneInfo Taipei = TimeZoneInfo.FindSystemTimeZoneById("Asia/Taipei");
    private static readonly Uri Address = new("https://news.example/story/1");

    private readonly HtmlReader _reader = new(Options.Create(Vocabulary()), new FakeTimeProvider(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Data_for_machines_says_who_wrote_a_story_and_when()
    {
        var story = Read("portal-hant");

        Assert.Equal("山區連日暴雨引發洪災", story.Draft.Headline);
        Assert.Equal(["王小明", "陳大文"], story.Draft.Authors);
        Assert.Equal("2024-07-19T08:30:00.0000000+08:00", story.Draft.PublishedAt?.ToString("O"));
        Assert.Equal(DatePrecision.Second, story.Draft.PublishedPrecision);
        Assert.Equal("zh-TW", story.Draft.Language);
        Assert.Equal("晨光新聞網", story.Draft.SourceName);
        Assert.Equal("https://news.example/society/20240719001", story.Draft.SourceUrl);
        Assert.Equal("url:https://news.example/society/20240719001", story.Identity);
        Assert.Equal("山區連日暴雨，多條道路中斷，救援人員連夜轉移村民。", story.Draft.Summary);
        Assert.Contains(story.Guesses, guess => guess.What == "publishedAt" && guess.Why.Contains("JSON-LD datePublished", StringComparison.Ordinal));
    }

    [Fact]
    public void Elements_become_sections_and_blocks()
    {
        var sections = Read("portal-hant").Draft.Sections;

        Assert.Equal(["lead:", "casualties:多人受傷兩人失蹤"], sections.Select(section => $"{section.KindSlug}:{section.Heading}"));
        Assert.Equal(["ParagraphBlock", "ParagraphBlock", "ImageBlock"], sections[0].Blocks.Select(block => block.GetType().Name));
        Assert.Equal("https://news.example/i/1.jpg 被困村民獲救", sections[0].Blocks[2] is ImageBlock image ? $"{image.Url} {image.Caption}" : null);
        Assert.Equal(["ParagraphBlock", "ListBlock", "QuoteBlock", "TableBlock", "VideoBlock"], sections[1].Blocks.Select(block => block.GetType().Name));
        Assert.Equal("縣長林國棟", ((QuoteBlock)sections[1].Blocks[2]).Attribution);
        Assert.Equal([["地區", "雨量"], ["甲縣", "300"]], ((TableBlock)sections[1].Blocks[3]).Rows);
    }

    [Fact]
    public void Links_with_times_are_related_news_and_the_others_are_counted()
    {
        var story = Read("portal-hant");

        var list = Assert.Single(story.Draft.RelatedNews);
        Assert.Equal("延伸閱讀", list.Title);
        Assert.Equal(["大雨特報 https://news.example/a", "水庫洩洪 https://news.example/b"], list.Entries.Select(entry => $"{entry.Title} {entry.Url}"));
        Assert.Contains(story.Warnings, warning => warning.StartsWith("1 link under 延伸閱讀 has no time and was left out: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_related_list_may_stand_outside_the_text_and_base_says_where_its_links_lead()
    {
        var story = Read("related-lines");

        Assert.Equal(["https://cdn.example/x/2.html Day", "https://cdn.example/x/3.html Minute"], story.Draft.RelatedNews[0].Entries.Select(entry => $"{entry.Url} {entry.Precision}"));
        Assert.DoesNotContain("不该留下", Text(story), StringComparison.Ordinal);
        Assert.Equal("2024-01-02T10:00:00.0000000+08:00", story.Draft.PublishedAt?.ToString("O"));
    }

    [Fact]
    public void A_Simplified_page_without_metadata_is_read_by_what_readers_see()
    {
        var story = Read("portal-hans");

        Assert.Equal("央行宣布下调存款准备金率", story.Draft.Headline);
        Assert.Equal("zh-Hans", story.Draft.Language);
        Assert.Equal("2024-12-31T09:15:00.0000000+08:00", story.Draft.PublishedAt?.ToString("O"));
        Assert.Equal(DatePrecision.Minute, story.Draft.PublishedPrecision);
        Assert.Equal([null, "市场人士表示欢迎"], story.Draft.Sections.Select(section => section.Heading));
        Assert.DoesNotContain("评论", Text(story), StringComparison.Ordinal);
        Assert.DoesNotContain("首页", Text(story), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_parted_by_br_in_layout_tables_are_paragraphs()
    {
        var story = Read("br-lines");

        Assert.Equal(["ParagraphBlock", "ParagraphBlock", "ParagraphBlock"], story.Draft.Sections.Single().Blocks.Select(block => block.GetType().Name));
        Assert.DoesNotContain("惡意", Text(story), StringComparison.Ordinal);
        Assert.Equal("zh-Hant", story.Draft.Language);
        Assert.Null(story.Draft.PublishedAt);
        Assert.Contains("The page has no date.", story.Warnings);
    }

    [Fact]
    public void Microdata_names_the_author_and_the_time()
    {
        var story = Read("microdata");

        Assert.Equal(["趙六"], story.Draft.Authors);
        Assert.Equal("新橋通車", story.Draft.Headline);
        Assert.Equal("2023-03-04T05:06:00.0000000+08:00", story.Draft.PublishedAt?.ToString("O"));
        Assert.Equal(DatePrecision.Minute, story.Draft.PublishedPrecision);
    }

    [Fact]
    public void An_English_page_loses_its_byline_and_its_newsletter()
    {
        var story = Read("english");

        Assert.Equal("Bridge opens after ten years", story.Draft.Headline);
        Assert.Equal(["Jane Doe", "John Roe"], story.Draft.Authors);
        Assert.Equal(DatePrecision.Day, story.Draft.PublishedPrecision);
        Assert.Equal("en", story.Draft.Language);
        Assert.Equal(2, story.Draft.Sections.Single().Blocks.Count);
    }

    [Fact]
    public void What_nobody_sees_is_not_read_and_white_space_is_drawn_together()
    {
        var text = Text(Read("hidden"));

        Assert.DoesNotContain("隱藏", text, StringComparison.Ordinal);
        Assert.DoesNotContain("讀屏", text, StringComparison.Ordinal);
        Assert.DoesNotContain("啟用", text, StringComparison.Ordinal);
        Assert.Contains("第一行第二行 & A B粗體", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_broken_data_what_can_be_read_is_read()
    {
        var story = Read("broken-json");

        Assert.Equal("斷掉的資料", story.Draft.Headline);
        Assert.Equal("2024-05-06T07:08:09.0000000+00:00", story.Draft.PublishedAt?.ToString("O"));
    }

    [Fact]
    public void A_page_that_is_one_form_is_read()
    {
        var story = Read("form-page");

        Assert.Equal(2, story.Draft.Sections.Single().Blocks.Count);
        Assert.Equal("2022-01-02T03:04:00.0000000+08:00", story.Draft.PublishedAt?.ToString("O"));
    }

    [Fact]
    public void A_page_in_which_nothing_is_understood_is_one_lead()
    {
        var section = Assert.Single(Read("little").Draft.Sections);

        Assert.Equal("lead", section.KindSlug);
        Assert.Equal("只有一句話", Assert.IsType<ParagraphBlock>(Assert.Single(section.Blocks)).Text);
    }

    [Theory]
    [InlineData("第一段\n\n第二段", "第一段|第二段")]
    [InlineData("&lt;p&gt;一&lt;/p&gt;&lt;p&gt;二&lt;/p&gt;", "一|二")]
    [InlineData("<p>一</p>二<br>三", "一|二|三")]
    [InlineData("<nav>不丟</nav><p>一 &lt;b&gt;</p>", "不丟|一 <b>")]
    [InlineData("3 &lt; 5", "3 < 5")]
    [InlineData("", "")]
    public void A_fragment_is_read_whole(string html, string paragraphs) =>
        Assert.Equal(paragraphs, string.Join('|', _reader.ReadFragment(html, Address).Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts())));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<script>alert('好')</script>")]
    [InlineData("<!--")]
    [InlineData("<img src=x.jpg>")]
    public void A_page_without_text_is_refused(string html) => Assert.Throws<UnreadableDocumentException>(() => _reader.Read(html, null, Taipei));

    [Theory]
    [InlineData("<div>", 60_000)]
    [InlineData("<div/>", 60_000)]
    [InlineData("<b>", 60_000)]
    [InlineData("<li><a>", 60_000)]
    [InlineData("<table><tr><td>", 20_000)]
    [InlineData("<svg><source>", 60_000)]
    [InlineData("<math><source>", 60_000)]
    [InlineData("<ul><li>字", 30_000)]
    [InlineData("<blockquote>字", 60_000)]
    [InlineData("<p>相關新聞", 30_000)]
    [InlineData("<a href=x>相關新聞", 30_000)]
    [InlineData("<p class='", 60_000)]
    [InlineData("<", 500_000)]
    [InlineData("\0", 500_000)]
    [InlineData("<!--", 100_000)]
    [InlineData("&lt;", 100_000)]
    [InlineData("<p>字。", 290_000)]
    [InlineData("<i>", 3_000_000)]
    [InlineData("<script>", 60_000)]
    public void Hostile_pages_are_read_in_bounded_time(string piece, int times)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            Read(string.Concat(Enumerable.Repeat(piece, times)) + "好", null);
        }
        catch (UnreadableDocumentException)
        {
            // That there is nothing to read is an answer too.
        }

        // Several times what it takes, for machines that do other things as well.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_date_that_cannot_be_is_named_and_the_next_one_taken()
    {
        var story = Read("<meta property='article:published_time' content='2024-02-30T10:00:00'><meta name=pubdate content='2024-03-01'><h1>標題</h1><p>正文一句。</p>", null);

        Assert.Equal(new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.FromHours(8)), story.Draft.PublishedAt);
        Assert.Contains(story.Warnings, warning => warning.Contains("2024-02-30", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_longer_than_an_article_can_be_is_cut_and_said()
    {
        var story = Read($"<p>{string.Concat(Enumerable.Repeat("很長的話，", 10_000))}</p><ul>{string.Concat(Enumerable.Repeat("<li>點</li>", 3000))}</ul>", null);

        Assert.All(story.Draft.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts()), text => Assert.True(text.Length <= 20_000));
        Assert.Contains(story.Warnings, warning => warning.Contains("the first 1000 were kept", StringComparison.Ordinal));
    }

    private static string Text(ReadStory story) => string.Join('\n', story.Draft.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts()));

    private ReadStory Read(string name)
    {
        using var stream = typeof(HtmlReaderTests).Assembly.GetManifestResourceStream($"NewsApi.Tests.Importing.Html.{name}.html")!;
        using var text = new StreamReader(stream);
        return Read(text.ReadToEnd(), Address);
    }

    private ReadStory Read(string html, Uri? address) => Stories.Fit(_reader.Read(html, address, Taipei));

    private static UnderstandingOptions Vocabulary()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vocabulary.json")));
        return document.RootElement.GetProperty("Understanding").Deserialize<UnderstandingOptions>()!;
    }
}
