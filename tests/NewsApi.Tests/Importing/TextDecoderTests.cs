using System.Text;
using NewsApi.Importing;

namespace NewsApi.Tests.Importing;

/// <summary>Bytes of unknown charset become text, with the belief and its evidence.</summary>
public sealed class TextDecoderTests
{
    private const string Traditional = "今天天氣很好，我們去公園走走，大家都很高興。晚上回到家中，又一起吃了一頓豐盛的晚餐。";
    private const string Simplified = "国务院总理主持召开常务会议，研究部署进一步扩大内需的政策措施。";

    [Theory]
    [InlineData("e4b8ade69687", "中文", "utf-8")]
    [InlineData("efbbbfe4b8ade69687", "中文", "utf-8")]
    [InlineData("fffe2d4e8765", "中文", "utf-16")]
    [InlineData("feff4e2d6587", "中文", "utf-16BE")]
    [InlineData("", "", "utf-8")]
    public void Bytes_are_read_by_mark_or_as_UTF_8(string bytes, string text, string charset)
    {
        var decoded = TextDecoder.Decode(Convert.FromHexString(bytes));

        Assert.Equal(text, decoded.Text);
        Assert.Equal(charset, decoded.Charset);
        Assert.InRange(decoded.Confidence, 0.9, 1);
    }

    [Theory]
    [InlineData("gb18030", Simplified)]
    [InlineData("gb18030", Traditional)]
    [InlineData("big5", Traditional)]
    [InlineData("shift_jis", "これは日本語の文章です。今日は天気がいいので、公園を散歩しました。とても楽しかったです。")]
    [InlineData("euc-kr", "오늘은 날씨가 좋아서 공원에 산책을 갔습니다. 모두가 즐거워했습니다.")]
    [InlineData("windows-1251", "Сегодня хорошая погода, и мы пошли гулять в парк. Всем очень понравилось.")]
    public void Bytes_of_older_charsets_are_read_by_what_is_declared_or_else_by_what_they_look_like(string charset, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(charset)!.GetBytes(text);

        Assert.Equal(text, TextDecoder.Decode(bytes, charset).Text);
        Assert.Equal(text, TextDecoder.Decode(bytes).Text);
    }

    [Theory]
    [InlineData("<html><head><meta charset=\"gbk\"><title>新闻</title>")]
    [InlineData("<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>新闻")]
    [InlineData("<?xml version=\"1.0\" encoding=\"GB18030\"?><a>新闻</a>")]
    public void A_page_that_names_its_charset_is_believed(string page)
    {
        var decoded = TextDecoder.Decode(CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(page));

        Assert.Equal(page, decoded.Text);
        Assert.Contains("named within the document", decoded.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("big5")]
    [InlineData("shift_jis")]
    [InlineData("us-ascii")]
    [InlineData("no-such-charset")]
    [InlineData("")]
    public void A_wrong_label_is_seen_through(string label)
    {
        var decoded = TextDecoder.Decode(CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(Simplified), label);

        Assert.Equal(Simplified, decoded.Text);
        Assert.Equal("gb18030", decoded.Charset, ignoreCase: true);
        Assert.Contains($"The charset declared with the document, {label}, ", decoded.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gb18030", Simplified, null)]
    [InlineData("gb18030", Simplified, "gb2312")]
    [InlineData("big5", Traditional, null)]
    [InlineData("big5", Traditional, "big5")]
    [InlineData("utf-8", Simplified, null)]
    public void One_bad_byte_costs_one_character(string charset, string text, string? label)
    {
        var bytes = (CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.UTF8).GetBytes(text);
        var at = charset == "utf-8" ? 12 : 8;

        var decoded = TextDecoder.Decode([.. bytes[..at], 0xFF, .. bytes[at..]], label);

        Assert.Equal(text[..4] + '\uFFFD' + text[4..], decoded.Text);
        Assert.Equal(charset, decoded.Charset, ignoreCase: true);
        Assert.Contains("1 place is marked with U+FFFD", decoded.Evidence, StringComparison.Ordinal);
        Assert.InRange(decoded.Confidence, 0.2, 0.8);
    }

    [Theory]
    [InlineData("gb18030", Simplified)]
    [InlineData("big5", Traditional)]
    public void A_character_torn_apart_costs_no_other(string charset, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(charset)!.GetBytes(text);

        Assert.Equal('\uFFFD' + text[1..], TextDecoder.Decode(bytes[1..]).Text);
        Assert.Equal(text[..1] + '\uFFFD' + text[2..], TextDecoder.Decode([.. bytes[..3], 0xFF, .. bytes[3..]]).Text);
    }

    [Theory]
    [InlineData("gb18030", Simplified)]
    [InlineData("big5", Traditional)]
    public void A_character_cut_off_at_the_end_is_marked(string charset, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(charset)!.GetBytes(text[..20]);

        var decoded = TextDecoder.Decode(bytes[..^1]);

        Assert.Equal(text[..19] + '\uFFFD', decoded.Text);
        Assert.Contains("1 place is marked", decoded.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_euro_of_Windows_is_read()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

        Assert.Equal("价格是100€，很贵。", TextDecoder.Decode([.. gbk.GetBytes("价格是100"), 0x80, .. gbk.GetBytes("，很贵。")]).Text);
    }

    [Theory]
    [InlineData("big5")]
    [InlineData("Big5-HKSCS")]
    [InlineData(null)]
    public void Characters_of_Hong_Kong_are_marked_one_by_one(string? label)
    {
        // 香港啲巴士好多人啱度睇, 啲 and 啱 of them in Hong Kong's part of Big5.
        var big5 = CodePagesEncodingProvider.Instance.GetEncoding("big5")!;
        byte[] bytes = [.. big5.GetBytes("香港"), 0x9D, 0xEF, .. big5.GetBytes("巴士今天天氣很好，我們去公園走走"), 0x9D, 0xF8, .. big5.GetBytes("大家都很高興。")];

        var decoded = TextDecoder.Decode(bytes, label);

        Assert.Equal("香港\uFFFD巴士今天天氣很好，我們去公園走走\uFFFD大家都很高興。", decoded.Text);
        Assert.Equal("big5", decoded.Charset);
        Assert.Contains("2 places are marked", decoded.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Simplified)]
    [InlineData("Hello, world.")]
    [InlineData("2024年3月5日 NATO 峰会\n" + Simplified)]
    public void UTF_16_is_read_without_a_mark(string text)
    {
        Assert.Equal(text, TextDecoder.Decode(Encoding.Unicode.GetBytes(text)).Text);
        Assert.Equal(text, TextDecoder.Decode(Encoding.BigEndianUnicode.GetBytes(text)).Text);
    }

    [Fact]
    public void What_nothing_explains_is_marked_and_said()
    {
        var decoded = TextDecoder.Decode([.. Encoding.UTF8.GetBytes(Traditional), 0xFF, 0xFE, 0x00, 0x81]);

        Assert.InRange(decoded.Confidence, 0, 0.5);
        Assert.Contains("U+FFFD", decoded.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(0, 200)];
            random.NextBytes(bytes);
            Assert.NotNull(TextDecoder.Decode(bytes, round % 2 == 0 ? null : "big5").Text);
        }
    }
}
