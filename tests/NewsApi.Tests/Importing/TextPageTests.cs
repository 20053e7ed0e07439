using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Importing;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>Pages of text: what a page says of itself, its headings, its lists and the news beside it.</summary>
public sealed class TextPageTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Theory]
    [InlineData("来源：财经日报 作者：王小明 李华", "财经日报", "王小明, 李华")]
    [InlineData("來源：島嶼新聞網　記者：陳以安", "島嶼新聞網", "陳以安")]
    [InlineData("作者：王小明 来源：财经日报", "财经日报", "王小明")]
    [InlineData("2025-06-14 10:34 来源：财经日报 作者：王小明、李华 责任编辑：赵六", "财经日报", "王小明, 李华")]
    [InlineData("来源：财经日报 浏览：1234 字号：大 中 小", "财经日报", "")]
    [InlineData("记者：王小明 摄影：李华 编辑：赵六", null, "王小明")]
    [InlineData("来源: 财经日报 | 作者: 王小明 | 阅读 1.2万", "财经日报", "王小明")]
    public void Several_labels_in_one_line_are_read_each(string line, string? source, string authors)
    {
        var story = Read($"标题一句\n2025年6月14日\n{line}\n正文第一句在这里。\n正文第二句在这里。");

        Assert.Equal((source, authors), (story.Draft.SourceName, string.Join(", ", story.Draft.Authors)));
        Assert.Equal([(null, null)], story.Draft.Sections.Select(section => (section.Heading, section.Speaker)));
        Assert.DoesNotContain(Texts(story), text => text.Contains('：', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("消息来源：警方不愿透露姓名")]
    [InlineData("王小明：作者不该沉默")]
    [InlineData("能源来源：风电 作用：越来越大")]
    [InlineData("作者：这本书写了十年。")]
    public void A_line_that_tells_something_stays(string line)
    {
        var story = Read($"标题一句\n2025年6月14日\n{line}\n正文第一句在这里。\n正文第二句在这里。");

        Assert.Null(story.Draft.SourceName);
        Assert.Empty(story.Draft.Authors);
        Assert.Contains(line, story.Draft.Sections.Select(section => section.Heading).OfType<string>().Concat(Texts(story)));
    }

    [Theory]
    [InlineData("责任编辑：赵六")]
    [InlineData("（編輯：林興盟）1130501")]
    [InlineData("分享到微博 微信")]
    [InlineData("上一篇：另一則新聞")]
    [InlineData("审核：赵六")]
    public void A_line_about_the_page_that_is_left_out_is_named(string line)
    {
        var story = Read($"标题一句\n2025年6月14日\n正文第一句在这里。\n正文第二句在这里。\n{line}");

        Assert.DoesNotContain(line, Texts(story));
        Assert.Contains(story.Warnings, warning => warning.Contains(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("他在回憶錄裡寫道那一年的冬天特別漫長\"", null)]
    [InlineData("市長王小明站在台上說他會\"把每一分錢都用在孩子身上\"", null)]
    [InlineData("曹缘：\"我做到了\"", "曹缘")]
    [InlineData("曹缘：“我做到了”", "曹缘")]
    [InlineData("曹緣：「我做到了」", "曹緣")]
    [InlineData("教练组：一切为了\"金牌\"", "教练组")]
    public void A_line_that_a_quotation_mark_ends_is_a_heading_only_with_a_speaker(string line, string? speaker)
    {
        var story = Read($"标题一句\n2025年6月14日，正文第一句在这里。\n{line}\n正文第二句在这里。");

        Assert.Equal(speaker is null ? [null] : new[] { null, line }, story.Draft.Sections.Select(section => section.Heading));
        Assert.Equal(speaker, story.Draft.Sections[^1].Speaker);
    }

    [Theory]
    [InlineData("市长：我们不会放弃任何人", "会议决定：\n一、发放救援物资；\n二、接收捐款；\n三、安置受困者，开展搜救与援助。", "other", 0.5)]
    [InlineData("新的一天", "救援人员带来援助物资，搜救仍在进行，捐款陆续到账。", "other", 0)]
    [InlineData("无人机掠过城市", "空袭警报响了整夜，防空部队开火。", "attacks", 0.8)]
    [InlineData("救援物资抵达", "车队中午到达。", "aid", 1)]
    [InlineData("双方会谈", "会谈持续两小时，磋商与对话仍将继续。", "talks", 1)]
    [InlineData("市长：必须尽快重建", "救援人员带来援助物资，搜救仍在进行，捐款陆续到账。", "other", 0.5)]
    public void The_kind_of_a_section_is_told_by_its_heading_first(string heading, string text, string kind, double most)
    {
        var story = Read($"标题一句\n2025年6月14日，正文第一句在这里。\n{heading}\n{text}");

        Assert.Equal(kind, story.Draft.Sections[^1].KindSlug);
        Assert.InRange(story.Guesses.Single(guess => guess.What == "sections.kind").Confidence, 0, most);
    }

    [Theory]
    [InlineData("## 事件背景", "事件背景")]
    [InlineData("# 事件背景", "事件背景")]
    [InlineData("### 事件背景 ###", "事件背景")]
    [InlineData("## 为什么是现在？", "为什么是现在？")]
    [InlineData("#话题标签", "#话题标签")]
    [InlineData("C# 语言发布", "C# 语言发布")]
    public void Marks_of_headings_are_no_part_of_them(string line, string heading)
    {
        var story = Read($"# 标题一句\n2025年6月14日，正文第一句在这里。\n{line}\n正文第二句在这里。");

        Assert.Equal("标题一句", story.Draft.Headline);
        Assert.Equal(heading, story.Draft.Sections[^1].Heading);
    }

    [Theory]
    [InlineData("> 这是我们等了十年的一天。", "这是我们等了十年的一天。")]
    [InlineData("> 这是我们等了十年的一天。\n> 明天会更好。", "这是我们等了十年的一天。\n明天会更好。")]
    [InlineData("5 > 3 是对的。", null)]
    [InlineData(">>> 点这里看视频。", null)]
    public void A_line_behind_an_angle_bracket_is_quoted(string lines, string? quoted)
    {
        var story = Read($"标题一句\n2025年6月14日，正文第一句在这里。\n{lines}\n正文第二句在这里。");

        Assert.Equal(quoted, story.Draft.Sections.SelectMany(section => section.Blocks).OfType<QuoteBlock>().SingleOrDefault()?.Text);
    }

    [Theory]
    [InlineData("A. 先报名\nB. 再缴费\nC. 后领证", "先报名|再缴费|后领证")]
    [InlineData("a) 先报名。\nb) 再缴费。", "先报名。|再缴费。")]
    [InlineData("Ａ、先报名。\nＢ、再缴费。", "先报名。|再缴费。")]
    [InlineData("第一，先报名；\n第二，再缴费；\n第三，后领证。", "先报名；|再缴费；|后领证。")]
    [InlineData("其一，先报名。\n其二，再缴费。", "先报名。|再缴费。")]
    [InlineData("第一、先报名\n第二、再缴费", "先报名|再缴费")]
    [InlineData("第一，先报名。\n第三，后领证。", null)]
    [InlineData("第一中学开学。\n第二中学放假。", null)]
    [InlineData("A股今天上涨。\nB股今天下跌。", null)]
    [InlineData("A.I. 来了。\nB.I. 走了。", null)]
    public void Letters_and_words_for_numbers_mark_points(string lines, string? points)
    {
        var story = Read($"标题一句\n2025年6月14日，正文第一句在这里。\n{lines}");

        Assert.Equal(points, story.Draft.Sections.SelectMany(section => section.Blocks).OfType<ListBlock>().SingleOrDefault() is { } list ? string.Join('|', list.Items) : null);
    }

    [Theory]
    [InlineData("03-03 21:10 首批车队抵达\n03-02 09:00 会议结束", "2024-03-03T21:10|2024-03-02T09:00")]
    [InlineData("首批车队抵达 03-03 21:10\n会议结束 03-02", "2024-03-03T21:10|2024-03-02T00:00")]
    [InlineData("首批车队抵达 12-30 21:10\n会议结束 12-29 09:00", "2023-12-30T21:10|2023-12-29T09:00")]
    public void Times_without_a_year_are_of_the_year_of_the_page(string lines, string times)
    {
        var story = Read($"标题一句\n2024年1月4日 10:00\n正文第一句在这里。\n相关新闻：\n{lines}");

        Assert.Equal(times, string.Join('|', Assert.Single(story.Draft.RelatedNews).Entries.Select(entry => $"{entry.At:yyyy-MM-ddTHH:mm}")));
    }

    [Fact]
    public void Related_news_without_any_time_stay_in_the_text_and_are_named()
    {
        var story = Read("标题一句\n2024年3月4日 10:00\n正文第一句在这里。\n相关新闻：\n首批车队抵达\n会议结束");

        Assert.Empty(story.Draft.RelatedNews);
        Assert.Contains(story.Warnings, warning => warning.Contains("首批车队抵达", StringComparison.Ordinal) && warning.Contains("会议结束", StringComparison.Ordinal));
    }

    private static List<string> Texts(ReadStory story) => [.. story.Draft.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts())];

    private ReadStory Read(string page) =>
        Assert.Single(app.Services.GetRequiredService<Importer>().Read(new ImportedDocument("page.txt", "text/plain", Encoding.UTF8.GetBytes(page), null)).Stories);
}
