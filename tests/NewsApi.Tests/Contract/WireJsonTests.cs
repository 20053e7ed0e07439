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
}
