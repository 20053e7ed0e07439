namespace NewsApi.ChineseText.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("俄羅斯與烏克蘭談判。", "俄羅斯|與|烏克蘭|談判")]
    [InlineData("国家统计局 2025 NATO", "国家|统计|局|2025|NATO")]
    [InlineData("增长3.5%，達1,000.5億元 don't", "增长|3.5|達|1,000.5|億元|don't")]
    [InlineData("𠮷野家🙂", "𠮷|野家")]
    [InlineData("", "")]
    public void Cuts_with_ICU(string text, string words)
    {
        Assert.True(ChineseIcu.IsAvailable);
        Assert.Equal(words, string.Join('|', Words.Cut(text)));
    }

    [Theory]
    [InlineData("俄羅斯與烏克蘭談判。", "俄羅斯|與|烏克蘭|談判")]
    [InlineData("国家统计局 2025 NATO", "国家统计局|2025|NATO")]
    [InlineData("增长3.5%，達1,000.5億元 don't e\u0301t\u0301", "增长|3.5|達|1,000.5|億元|don't|e\u0301t\u0301")]
    [InlineData("𠮷野家🙂", "𠮷|野|家")]
    [InlineData("", "")]
    public void Cuts_without_ICU(string text, string words) => Assert.Equal(words, string.Join('|', Words.CutByTable(text)));
}
