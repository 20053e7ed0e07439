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
    [InlineData("2025年02月30日", null, null)]
    [InlineData("沒有時間", null, null)]
    [InlineData("2025-13-01", null, null)]
    [InlineData("12025年1月2日", null, null)]
    [InlineData("3.14", null, null)]
    public void Times_are_read_as_printed(string text, string? expected, string? precision)
    {
        var time = PrintedTimes.FirstOrNull(text);

        Assert.Equal(expected, time?.AtOrNull(Shanghai)?.ToString("O"));
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
}
