namespace NewsApi.ChineseText.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("俄羅斯與烏克蘭談判。", "俄羅斯|與|烏克蘭|談判")]
    [InlineData("国家统计局 2025 NATO", "国家|统计|局|2025|NATO")]
    [InlineData("", "")]
    public void Cuts_with_ICU(string text, string words)
    {
        Assert.True(ChineseIcu.IsAvailable);
        Assert.Equal(words, string.Join('|', Words.Cut(text)));
    }

    [Theory]
    [InlineData("俄羅斯與烏克蘭談判。", "俄羅斯|與|烏克蘭|談判")]
    [InlineData("国家统计局 2025 NATO", "国家统计局|2025|NATO")]
    [InlineData("鹛\uD83D嶙", "鹛|嶙")]
    [InlineData("", "")]
    public void Cuts_without_ICU(string text, string words) => Assert.Equal(words, string.Join('|', Words.CutByTable(text)));
}
