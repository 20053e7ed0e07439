using System.Text.Json;
using NewsApi.Importing.Understanding;

namespace NewsApi.Tests.Importing;

/// <summary>Single lines, and what they are taken for: as many that must not be as that must.</summary>
public sealed class UnderstandingTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("俄方：必須解決沖突根源", true)]
    [InlineData("俄多地遭襲 烏稱對俄實施特種作戰行動", true)]
    [InlineData("GPT-5 發布", true)]
    [InlineData("推動雙方進行戰俘釋放行動；", false)]
    [InlineData("這是一句話。", false)]
    [InlineData("他說：“是的。”", false)]
    [InlineData("（完）", false)]
    [InlineData("國際新聞精選：", false)]
    [InlineData("2025-06-14", false)]
    [InlineData("——", false)]
    [InlineData("一行很長很長很長很長很長很長很長很長很長很長很長很長很長很長很長很長很長很長很長很長的文字", false)]
    public void A_heading_is_short_and_has_no_end_punctuation(string line, bool isHeading) => Assert.Equal(isHeading, Lines.IsHeading(line));

    [Theory]
    [InlineData("澤連斯基：烏方三大訴求", "澤連斯基")]
    [InlineData("拉夫羅夫: 談判繼續", "拉夫羅夫")]
    [InlineData("讓·皮埃爾：歡迎", "讓·皮埃爾")]
    [InlineData("首輪會談 俄烏評價大相徑庭", null)]
    [InlineData("：沒有人", null)]
    [InlineData("比分3：2", null)]
    [InlineData("一個非常非常非常非常長的名字：說", null)]
    [InlineData("“引號”：不是人", null)]
    public void A_speaker_stands_before_a_colon(string heading, string? speaker) => Assert.Equal(speaker, Lines.SpeakerOf(heading));

    [Theory]
    [InlineData("2025年06月14日 10:34:18", "2025-06-14T10:34:18.0000000+08:00", "Second")]
    [InlineData("2025年6月14日", "2025-06-14T00:00:00.0000000+08:00", "Day")]
    [InlineData("２０２５年６月１４日　１０：３４", "2025-06-14T10:34:00.0000000+08:00", "Minute")]
    [InlineData("2025-06-14 10:34", "2025-06-14T10:34:00.0000000+08:00", "Minute")]
    [InlineData("2025/06/14 10:34", "2025-06-14T10:34:00.0000000+08:00", "Minute")]
    [InlineData("13月1日之後，2025年1月2日", "2025-01-02T00:00:00.0000000+08:00", "Day")]
    [InlineData("6月14日 上午10時", "2025-06-14T10:00:00.0000000+08:00", "Hour")]
    [InlineData("6月14日下午3點半", "2025-06-14T15:30:00.0000000+08:00", "Minute")]
    [InlineData("6月14日（週六）晚上8時5分", "2025-06-14T20:05:00.0000000+08:00", "Minute")]
    [InlineData("6月14日凌晨12点", "2025-06-14T00:00:00.0000000+08:00", "Hour")]
    [InlineData("6月14日晚上12點", "2025-06-15T00:00:00.0000000+08:00", "Hour")]
    [InlineData("6月14日24时", "2025-06-15T00:00:00.0000000+08:00", "Hour")]
    [InlineData("6月14日晚上2時", "2025-06-14T00:00:00.0000000+08:00", "Day")]
    [InlineData("６月１４日下午３時", "2025-06-14T15:00:00.0000000+08:00", "Hour")]
    [InlineData("二〇二五年六月十四日", "2025-06-14T00:00:00.0000000+08:00", "Day")]
    [InlineData("十二月三十一日", "2025-12-31T00:00:00.0000000+08:00", "Day")]
    [InlineData("民國114年6月14日", "2025-06-14T00:00:00.0000000+08:00", "Day")]
    [InlineData("2025-06-14T02:34:18Z", "2025-06-14T02:34:18.0000000+00:00", "Second")]
    [InlineData("農曆八月十五日", null, null)]
    [InlineData("6月14日上午15時", null, null)]
    [InlineData("2025年6月14日25:00", null, null)]
    [InlineData("2025年6月14日10:61", null, null)]
    [InlineData("2025年02月30日", null, null)]
    [InlineData("沒有時間", null, null)]
    [InlineData("2025-13-01", null, null)]
    [InlineData("12025年1月2日", null, null)]
    [InlineData("3.14", null, null)]
    public void Times_are_read_as_printed(string text, string? expected, string? precision)
    {
        var time = PrintedTimes.FirstOrNull(text);

        Assert.Equal(expected, time?.AtOrNull(Shanghai, 2025)?.ToString("O"));
        Assert.Equal(precision, expected is null ? null : time?.Precision.ToString());
    }

    [Theory]
    [InlineData("- 2025年06月14日 10:34:18", true, null)]
    [InlineData("2025年06月14日 10:34:18", true, null)]
    [InlineData("• 2025-06-14 10:34 標題在後", true, "標題在後")]
    [InlineData("- 標題在前 2025-06-14", true, "標題在前")]
    [InlineData("6月2日，談判舉行。", false, null)]
    [InlineData("當地時間2025年6月2日，談判舉行。", false, null)]
    [InlineData("會議定於2025年6月2日", false, null)]
    [InlineData("2024年7月19日清晨，山區突降暴雨。", false, null)]
    [InlineData("2024年7月19日 山區突降暴雨。", false, null)]
    public void A_line_of_a_related_news_list_is_a_time_with_or_without_a_title(string line, bool isEntry, string? title)
    {
        var mark = ListMark.ReadOrNull(line);
        var entry = PrintedTimes.ListEntryOrNull(mark?.Rest ?? line, mark is not null);

        Assert.Equal(isEntry, entry is not null);
        Assert.Equal(title, entry?.Title);
    }

    [Theory]
    [InlineData("2月30日", "2月30日")]
    [InlineData("原訂13月開幕", "13月")]
    [InlineData("13月1日", "13月1日")]
    [InlineData("6月14日25:00關閉", "6月14日25:00")]
    [InlineData("晚上25時", "晚上25時")]
    [InlineData("2024-11-31", "2024-11-31")]
    [InlineData("2023年2月29日", "2023年2月29日")]
    [InlineData("2024年2月29日", null)]
    [InlineData("2月29日", null)]
    [InlineData("13個月", null)]
    [InlineData("版本2025.13.1", null)]
    [InlineData("比分88:91", null)]
    [InlineData("6月14日24時", null)]
    public void What_can_be_no_time_is_named(string text, string? named) => Assert.Equal(named, string.Join('|', PrintedTimes.ImpossibleIn(text)) is { Length: > 0 } found ? found : null);

    [Theory]
    [InlineData("一、經濟", "一、", 1, "經濟")]
    [InlineData("（十二）經濟", "（一）", 12, "經濟")]
    [InlineData("二十、經濟", "一、", 20, "經濟")]
    [InlineData("1. 經濟", "1.", 1, "經濟")]
    [InlineData("２、經濟", "1、", 2, "經濟")]
    [InlineData("(3)經濟", "(1)", 3, "經濟")]
    [InlineData("③經濟", "①", 3, "經濟")]
    [InlineData("• 經濟", "•", null, "經濟")]
    [InlineData("-經濟", "-", null, "經濟")]
    [InlineData("-5度", null, null, null)]
    [InlineData("3.14是圓周率", null, null, null)]
    [InlineData("一二審都判有罪", null, null, null)]
    [InlineData("2025.6.1", null, null, null)]
    [InlineData("*", null, null, null)]
    public void A_point_of_a_list_has_a_bullet_or_a_number(string line, string? style, int? number, string? rest)
    {
        var mark = ListMark.ReadOrNull(line);

        Assert.Equal((style, number, rest), (mark?.Style, mark?.Number, mark?.Rest));
    }

    [Theory]
    [InlineData("「我們會等到最後一個人離開。」船長高遠說。", "船長高遠", "我們會等到最後一個人離開。")]
    [InlineData("“这是今年最重要的一次会议。”市长表示。", "市长", "这是今年最重要的一次会议。")]
    [InlineData("船長高遠說：「我們會等到最後一個人離開。」", "船長高遠", "我們會等到最後一個人離開。")]
    [InlineData("「我們會等到最後一個人離開。」——高遠", "高遠", "我們會等到最後一個人離開。")]
    [InlineData("「他說『不』，我就走了，沒有再回頭。」高遠說。", "高遠", "他說『不』，我就走了，沒有再回頭。")]
    [InlineData("「我們會等到最後一個人離開。」他說。", null, null)]
    [InlineData("「我們會等到最後一個人離開。」高遠在碼頭上說。", null, null)]
    [InlineData("「我們會等到最後一個人離開。」高遠說，船上還有六個人。", null, null)]
    [InlineData("「我們會等。」高遠說，「等到最後一個人離開。」", null, null)]
    [InlineData("「我們會等到最後一個人離開。」", null, null)]
    [InlineData("這本《等待》被稱為「最後一個離開的人」。", null, null)]
    [InlineData("「等」高遠說。", null, null)]
    [InlineData("「「「「「「「「「「", null, null)]
    public void A_quotation_is_a_paragraph_with_its_speaker_and_nothing_else(string line, string? speaker, string? words)
    {
        var quote = new Quotations(new UnderstandingOptions { SpeechVerbs = "說 表示 说" }).ReadOrNull(line, null)?.Quote;

        Assert.Equal((speaker, words), (quote?.Attribution, quote?.Text));
    }

    [Theory]
    [InlineData("視頻：現場畫面", "Video", "現場畫面")]
    [InlineData("新闻图片：现场画面", "Image", "现场画面")]
    [InlineData("【視頻】現場畫面", "Video", "現場畫面")]
    [InlineData("圖／本報資料照片", "Image", "本報資料照片")]
    [InlineData("▲現場畫面", "Image", "現場畫面")]
    [InlineData("现场视频丨现场画面", "Video", "现场画面")]
    [InlineData("視頻會議：各國討論氣候", null, null)]
    [InlineData("企圖丨一本書", null, null)]
    [InlineData("警方公布現場視頻：嫌犯落網", null, null)]
    [InlineData("時間：下午三點", null, null)]
    [InlineData("版圖：擴張", null, null)]
    public void A_line_that_stands_for_media_has_a_mark(string line, string? type, string? caption)
    {
        var marks = new MediaMarks(new UnderstandingOptions { MediaMarks = new() { ["video"] = "視頻", ["image"] = "圖片 圖" } });

        Assert.Equal((type, caption), (marks.ReadOrNull(line)?.Type.ToString(), marks.ReadOrNull(line)?.Caption));
    }

    [Theory]
    [InlineData("軍方攻擊村莊", "全村停電。", "attacks")]
    [InlineData("無人機擊中油庫", "空襲警報響了整夜。", "attacks")]
    [InlineData("無人機擊中油庫", "爆炸之後，軍方表示會反攻。", "attacks")]
    [InlineData("無人機送貨上路", "偏鄉居民半小時就能拿到藥。", "other")]
    [InlineData("下半場進攻火力全開", "後衛連進三球。", "other")]
    [InlineData("警方打擊詐騙", "逮捕十二人。", "other")]
    [InlineData("停火條件公布", "共有五項。", "demands")]
    [InlineData("申請條件公布", "年滿十八歲即可。", "other")]
    [InlineData("股價創歷史新高", "漲了兩成。", "other")]
    [InlineData("事件背景", "兩年前開始。", "background")]
    [InlineData("发言人答记者问", "他回答了三个问题。", "other")]
    [InlineData("两国举行会谈", "谈了两小时。", "talks")]
    [InlineData("造成三人重伤", "都已送医。", "casualties")]
    [InlineData("今天的天氣", "晴。", "other")]
    public void A_section_is_of_the_kind_its_words_speak_for(string heading, string text, string kind)
    {
        using var vocabulary = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vocabulary.json")));
        var options = vocabulary.RootElement.GetProperty("Understanding").Deserialize<UnderstandingOptions>()!;

        Assert.Equal(kind, new KindClassifier(options).Classify(heading, text).Slug);
    }
}
