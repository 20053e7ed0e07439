using System.Text.Json;
using NewsApi.Http;

namespace NewsApi.Tests.Contract;

/// <summary>Which characters are escaped in JSON, and that all of them come back.</summary>
public sealed class WireJsonTests
{
    [Theory]
    [InlineData("漢字 「引號」 ＋ é 👩‍💻", "漢字 「引號」 ＋ é 👩‍💻")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("<b>&amp;'+</b>", "<b>&amp;'+</b>")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("a\nb\tc\u0001", "a\\nb\\tc\\u0001")]
    [InlineData("𠮷\"", "𠮷\\\"")]
    [InlineData("\"𠮷", "\\\"𠮷")]
    [InlineData("𠮷\u2028", "𠮷\\u2028")]
    public void Only_what_JSON_demands_is_escaped(string text, string written) =>
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(text, WireJson.Options));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.Equal("\"a\uFFFD\"", JsonSerializer.Serialize("a\uD842", WireJson.Options));
        Assert.Equal("\"\uFFFDa𠮷\"", JsonSerializer.Serialize("\uDFB7a𠮷", WireJson.Options));
    }

    [Fact]
    public void Every_character_there_is_comes_back()
    {
        var all = string.Concat(Enumerable.Range(0, 0x110000).Where(code => code is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32));

        Assert.Equal(all, JsonSerializer.Deserialize<string>(JsonSerializer.SerializeToUtf8Bytes(all, WireJson.Options)));
    }

    [Theory]
    [InlineData("2025-06-02T08:00:00+08:00", "2025-06-02T08:00:00+08:00")]
    [InlineData("2025-06-02T00:00:00Z", "2025-06-02T00:00:00+00:00")]
    [InlineData("2025-06-02t00:00:00.5z", "2025-06-02T00:00:00.5+00:00")]
    [InlineData("2025-06-02T00:00:00.1234569-14:00", "2025-06-02T00:00:00.123456-14:00")]
    [InlineData("2025-06-02T00:00:00.123456789012+05:45", "2025-06-02T00:00:00.123456+05:45")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00")]
    [InlineData("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999+00:00")]
    public void A_time_keeps_its_offset_and_its_microseconds(string text, string written)
    {
        var instant = JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", WireJson.Options);

        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(instant, WireJson.Options));
        Assert.Equal(JsonSerializer.Serialize(instant, JsonSerializerOptions.Web).Replace("\\u002B", "+", StringComparison.Ordinal), JsonSerializer.Serialize(instant, WireJson.Options));
    }
}
