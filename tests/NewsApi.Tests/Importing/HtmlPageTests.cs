using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Importing;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>Pages of HTML whose elements say less than their words: imprints, points in paragraphs, captions, tables in tables.</summary>
public sealed class HtmlPageTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Theory]
    [InlineData("<p>来源：新华网</p>", "新华网", "")]
    [InlineData("<div><span>2025-06-14 10:34</span> <span>来源：财经日报</span> <span>作者：王小明</span></div>", "财经日报", "王小明")]
    [InlineData("<p>來源：島嶼新聞網　記者：陳以安</p>", "島嶼新聞網", "陳以安")]
    [InlineData("<p>消息来源：警方不愿透露姓名的人士说，案件仍在侦办。</p>", null, "")]
    public void A_page_says_where_it_comes_from(string imprint, string? source, string authors)
    {
        var story = Read($"<h1>标题一句</h1>{imprint}<p>正文第一句在这里，说了很多很多的话，一直说到天黑。</p><p>正文第二句在这里，说了很多很多的话，一直说到天亮。</p>");

        Assert.Equal((source, authors), (story.Draft.SourceName, string.Join(", ", story.Draft.Authors)));
    }

    [Theory]
    [InlineData("<li><a href='/1'>首批车队抵达</a> 03-03 21:10</li><li><a href='/2'>会议结束</a> 03-02</li>", "2024-03-03T21:10|2024-03-02T00:00")]
    [InlineData("<li><a href='/1'>首批车队抵达</a><span>12-30 21:10</span></li><li><a href='/2'>会议结束</a><span>12-29</span></li>", "2023-12-30T21:10|2023-12-29T00:00")]
    [InlineData("<li><a href='/1'>首批车队抵达</a> 3月3日</li><li><a href='/2'>会议结束</a> 3月2日 21:10</li>", "2024-03-03T00:00|2024-03-02T21:10")]
    [InlineData("<li><a href='/1'>比分 3-2 获胜</a></li><li><a href='/2'>会议结束</a> 03-02</li>", "2024-03-02T00:00")]
    public void Times_beside_links_are_of_the_year_of_the_page(string links, string times)
    {
        var story = Read($"<h1>标题一句</h1><p>2024-01-04 10:00</p>{Body}<h3>相关新闻</h3><ul>{links}</ul>");

        Assert.Equal(times, string.Join('|', Assert.Single(story.Draft.RelatedNews).Entries.Select(entry => $"{entry.At:yyyy-MM-ddTHH:mm}")));
    }

    [Fact]
    public void Links_without_any_time_are_named()
    {
        var story = Read($"<h1>标题一句</h1><p>2024-03-04 10:00</p>{Body}<h3>相关新闻</h3><ul><li><a href='/1'>首批车队抵达</a></li><li><a href='/2'>会议结束</a></li></ul>");

        Assert.Empty(story.Draft.RelatedNews);
        Assert.Contains(story.Warnings, warning => warning.Contains("2 links under 相关新闻", StringComparison.Ordinal) && warning.Contains("首批车队抵达 | 会议结束", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<p>会议决定：</p><p>一、先报名；</p><p>二、再缴费；</p><p>三、后领证。</p>", "p o:先报名；|再缴费；|后领证。")]
    [InlineData("<p>1、先报名。</p><p>2、再缴费。</p>", "o:先报名。|再缴费。")]
    [InlineData("<p>• 先报名<br>• 再缴费</p>", "l:先报名|再缴费")]
    [InlineData("<p>第一，先报名；</p><p>第二，再缴费。</p>", "o:先报名；|再缴费。")]
    [InlineData("<p>一、先报名。</p><p>这一步最要紧。</p>", "p p")]
    [InlineData("<p>一百人报名。</p><p>二百人缴费。</p>", "p p")]
    [InlineData("<p>市长王小明表示：“这是我们等了十年的一天，谁也不能错过。”</p>", "q:王小明")]
    [InlineData("<p>“这是我们等了十年的一天，谁也不能错过。”</p><p>——王小明</p>", "q:王小明")]
    [InlineData("<p>“这是我们等了十年的一天，谁也不能错过。”他说。</p>", "p")]
    public void Points_and_quotations_in_paragraphs_are_those_of_pages_of_text(string inside, string shape)
    {
        var story = Read($"<h1>标题一句</h1>{Body}{inside}{Body}");

        Assert.Equal($"p p {shape} p p".Replace("王小明", inside.Contains("市长", StringComparison.Ordinal) ? "市长王小明" : "王小明", StringComparison.Ordinal), Shape(story));
    }

    [Theory]
    [InlineData("<p><img src='/a.jpg'></p><p class='img_descr'>车队抵达现场</p>", "i:车队抵达现场")]
    [InlineData("<p><img src='/a.jpg'></p><p class='caption'>图为车队抵达现场</p>", "i:图为车队抵达现场")]
    [InlineData("<p><img src='/a.jpg'></p><p>▲车队抵达现场</p>", "i:车队抵达现场")]
    [InlineData("<figure><img src='/a.jpg'></figure><div class='pic-desc'>车队抵达现场</div>", "i:车队抵达现场")]
    [InlineData("<div><img src='/a.jpg'><span class='photo-caption'>车队抵达现场</span></div>", "i:车队抵达现场")]
    [InlineData("<p><img src='/a.jpg'></p><p class='text'>车队抵达现场。</p>", "i: p")]
    public void A_caption_belongs_to_the_picture_above_it(string inside, string shape)
    {
        var story = Read($"<h1>标题一句</h1>{Body}{inside}{Body}");

        Assert.Equal($"p p {shape} p p", Shape(story));
        Assert.Empty(story.Draft.Media);
    }

    [Theory]
    [InlineData("<table><tr><th>地区</th><th>雨量</th></tr><tr><td>甲县</td><td><table><tr><td>上午</td><td>三百</td></tr><tr><td>下午</td><td>二百</td></tr></table></td></tr></table>")]
    [InlineData("<table><tr><td>地区</td><td>雨量</td></tr><tr><td><table><tr><td>甲县</td></tr></table></td><td>三百，上午 二百，下午</td></tr></table>")]
    public void A_table_in_a_cell_is_words_of_the_cell(string inside)
    {
        var story = Read($"<h1>标题一句</h1>{Body}{inside}{Body}");
        var table = Assert.Single(story.Draft.Sections.SelectMany(section => section.Blocks).OfType<TableBlock>());

        Assert.Equal([2, 2], table.Rows.Select(row => row.Count));
        Assert.Equal("甲县", table.Rows[1][0]);
        Assert.Contains("三百", table.Rows[1][1], StringComparison.Ordinal);
        Assert.Contains("下午", table.Rows[1][1], StringComparison.Ordinal);
    }

    [Fact]
    public void Terms_and_what_is_said_of_them_are_one_list()
    {
        var story = Read($"<h1>标题一句</h1>{Body}<dl><dt>时间</dt><dd>六月二日</dd><dt>地点</dt><dd>市政厅</dd><dd>二楼</dd></dl>{Body}");

        Assert.Equal("p p l:时间：六月二日|地点：市政厅；二楼 p p", Shape(story));
    }

    private const string Body = "<p>正文第一句在这里，说了很多很多的话，一直说到天黑，还没有说完。</p><p>正文第二句在这里，说了很多很多的话，一直说到天亮，终于说完了。</p>";

    private static string Shape(ReadStory story) => string.Join(' ', story.Draft.Sections.SelectMany(section => section.Blocks).Select(block => block switch
    {
        ListBlock list => $"{(list.Ordered ? "o" : "l")}:{string.Join('|', list.Items)}",
        QuoteBlock quote => $"q:{quote.Attribution}",
        ImageBlock image => $"i:{image.Caption}",
        ParagraphBlock => "p",
        _ => block.GetType().Name,
    }));

    private ReadStory Read(string html) =>
        Assert.Single(app.Services.GetRequiredService<Importer>()
            .Read(new ImportedDocument("https://news.example/1", "text/html", Encoding.UTF8.GetBytes($"<!doctype html><html><body><article>{html}</article></body></html>"), null)).Stories);
}
