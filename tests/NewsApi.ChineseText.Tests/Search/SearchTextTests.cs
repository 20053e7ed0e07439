using NewsApi.ChineseText.Search;

namespace NewsApi.ChineseText.Tests.Search;

/// <summary>What the tokens and terms of texts are. A bar parts tokens, + stands before one that follows directly.</summary>
public sealed class SearchTextTests
{
    [Theory]
    // Both scripts, also where one character has several counterparts.
    [InlineData("北約", "北|+约")]
    [InlineData("頭髮發展", "头|+发|+发|+展")]
    [InlineData("麵條裡面", "面|+条|+里|+面")]
    [InlineData("臺灣颱風", "台|+湾|+台|+风")]
    [InlineData("試著瞭解答覆", "试|+着|+了|+解|+答|+复")]
    [InlineData("妳姪", "你|+侄")]
    // Width, case, accents, forms.
    [InlineData("ＧＰＴ－５", "gpt|5")]
    [InlineData("GPT-5", "gpt|5")]
    [InlineData("Café cafe\u0301 CAFÉ", "cafe|cafe|cafe")]
    [InlineData("Straße STRASSE", "strasse|strasse")]
    [InlineData("Łódź Ødegaard Æon İstanbul", "lodz|odegaard|aeon|istanbul")]
    [InlineData("Зелёный ΣΊΣΥΦΟΣ σίσυφος", "зеленыи|σισυφοσ|σισυφοσ")]
    [InlineData("ﬁn Ⅷ 𝐍𝐀𝐓𝐎 Ⓐ", "fin|viii|nato|a")]
    [InlineData("5㎞ 20℃ H₂O m² ❶ ⑩", "5km|20|c|h2o|m2|1|10")]
    [InlineData("１２３ ١٢٣ १२३", "123|123|123")]
    [InlineData("iPhone™ 1½", "iphone|1|1|2")]
    // Single characters: Han of all planes, kana, Hangul, Bopomofo.
    [InlineData("𠮷野家", "𠮷|+野|+家")]
    [InlineData("〇々", "〇|+々")]
    [InlineData("⾧城\uF900\U0002F800", "长|+城|+岂|+丽")]
    [InlineData("㍿", "株|+式|+会|+社")]
    [InlineData("ガｶﾞか\u3099", "ガ|+ガ|+が")]
    [InlineData("サッカー", "サ|+ッ|+カ|+ー")]
    [InlineData("한국 \u1112\u1161\u11AB", "한|+국|한")]
    [InlineData("ㄅㄆ", "ㄅ|+ㄆ")]
    [InlineData("葛\U000E0100城", "葛|+城")]
    // Mixed.
    [InlineData("北约NATO的5G", "北|+约|+nato|+的|+5g")]
    [InlineData("第3季", "第|+3|+季")]
    // Numbers: a comma between groups of three is none, every other sign parts.
    [InlineData("1,000 1,000,000.50", "1000|1000000|50")]
    [InlineData("１，０００億", "1000|+亿")]
    [InlineData("1，000", "1|000")]
    [InlineData("2025,100 1,00 1,0000 1,000a a1,000 ,000", "2025|100|1|00|1|0000|1000a|a1|000|000")]
    [InlineData("3.5 3-5 2:0", "3|5|3|5|2|0")]
    [InlineData("1,000½ 1,000㎏ 1,000億 1,000𝟎", "1000|1|2|1000kg|1000|+亿|1|0000")]
    // What parts words, and what does not.
    [InlineData("don't don’t don\u02BCt", "don|t|don|t|don|t")]
    [InlineData("U.S. AT&T C++ a_b", "u|s|at|t|c|a|b")]
    [InlineData("https://news.example/a?b=ç", "https|news|example|a|b|c")]
    [InlineData("停\u200B火\uFEFF zero\u200Bwidth so\u00ADft", "停|+火|zerowidth|soft")]
    [InlineData("約翰・史密斯·甲", "约|+翰|史|+密|+斯|甲")]
    [InlineData("停 火\n核\u3000心", "停|火|核|心")]
    [InlineData("停\0火\uD800核\uDC00心🙂亂", "停|火|核|心|乱")]
    [InlineData("", "")]
    [InlineData("…—，。！\u0301\uD83D", "")]
    // Marks that make another word stay.
    [InlineData("हिन्दी ไทย", "हिन्दी|ไทย")]
    public void Tokens(string text, string tokens) => Assert.Equal(
        tokens,
        string.Join('|', SearchText.Tokens(text).Select(token => (token.FollowsDirectly ? "+" : "") + token.Text)));

    [Theory]
    [InlineData("是café。", "是", 0, 1)]
    [InlineData("是cafe\u0301。", "cafe", 1, 5)]
    [InlineData("有 1,000,000 人", "1000000", 2, 9)]
    [InlineData("「𠮷」", "𠮷", 1, 2)]
    [InlineData("ｶﾞス", "ガ", 0, 2)]
    [InlineData("葛\U000E0100城", "葛", 0, 3)]
    [InlineData("在㍿", "式", 1, 1)]
    [InlineData("ﬁ\u200Bn\u200B", "fin", 0, 3)]
    public void Tokens_stand_where_the_text_has_them(string text, string token, int start, int length) =>
        Assert.Contains((token, start, length), SearchText.Tokens(text).Select(found => (found.Text, found.Start, found.Length)));

    [Theory]
    [InlineData("停火協議", "停|火|协|议|停火|火协|协议")]
    [InlineData("停火，協議", "停|火|协|议|停火|协议")]
    [InlineData("核 核心 核", "核|心|核心")]
    [InlineData("北約NATO峰會", "北|约|北约|nato|峰|会|峰会")]
    [InlineData("𠮷野家", "𠮷|野|家|𠮷野|野家")]
    [InlineData("GPT-5 gpt", "gpt|5")]
    [InlineData("。", "")]
    public void Terms(string text, string terms) =>
        Assert.Equal(terms.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(), SearchText.Terms(text).Order());

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(5000)]
    public void Terms_are_bounded(int length)
    {
        var word = new string('x', length);

        Assert.Equal([word[..Math.Min(length, SearchText.MaxTermLength)]], SearchText.Terms(word));
        Assert.Equal(length <= SearchText.MaxTermLength, SearchQuery.Parse(word).Clauses[0].Alternatives[0].IsExact);
    }

    [Fact]
    public void Terms_do_not_end_within_a_character()
    {
        // Gothic letters, two units each, after one of one unit.
        var term = Assert.Single(SearchText.Terms("x" + string.Concat(Enumerable.Repeat("\U00010330", 40))));

        Assert.Equal(63, term.Length);
    }

    [Fact]
    public void Long_texts_take_time_in_proportion()
    {
        foreach (var piece in (string[])["停火協議", "a", "1,000", "「", "e\u0301", "\uD800", "ﷺ", "か\u3099", "\u1112\u1161", "-", "\" "])
        {
            var text = string.Concat(Enumerable.Repeat(piece, 300_000 / piece.Length));

            Assert.True(SearchText.Tokens(text).Count <= text.Length * 18);
            Assert.NotNull(SearchText.Terms(text));
            Assert.NotNull(SearchQuery.Parse(text));
        }
    }
}
