namespace NewsApi.ChineseText.Tests;

public sealed class CountryNamesTests
{
    [Theory]
    [InlineData("俄羅斯與烏克蘭談判", "俄羅斯 烏克蘭")]
    [InlineData("美国总统访问日本，日本首相迎接", "美国 日本 日本")]
    [InlineData("格鲁吉亚、喬治亞與格魯吉亞", "格鲁吉亚 喬治亞 格魯吉亞")]
    [InlineData("颱風到了印度洋。印度準備好了", "印度")]
    [InlineData("印度洋上的颱風", "")]
    [InlineData("會議開幕，沒有人遲到", "")]
    [InlineData("", "")]
    public void Countries_are_found_where_words_begin_and_end(string text, string names) => Assert.Equal(names, string.Join(' ', CountryNames.NamedIn(text)));

    [Theory]
    [InlineData("news-hant.txt")]
    [InlineData("news-hans.txt")]
    public void What_stands_around_a_sentence_makes_no_difference(string file)
    {
        var sentences = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", file)).Split(['。', '，', '\n', '\r', '、', ' '], StringSplitOptions.RemoveEmptyEntries);

        var alone = sentences.SelectMany(CountryNames.NamedIn).ToList();

        Assert.NotEmpty(alone);
        Assert.Equal(alone, CountryNames.NamedIn(string.Join('。', sentences)));
    }
}
