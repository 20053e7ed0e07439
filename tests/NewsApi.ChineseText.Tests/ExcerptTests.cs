using System.Globalization;

namespace NewsApi.ChineseText.Tests;

public sealed class ExcerptTests
{
    private const string News = "双方同意停火。会谈将于下周继续，地点尚未公布。观察人士认为，协议的执行仍面临许多困难";

    [Theory]
    [InlineData(News, 7, "双方同意停火。")]
    [InlineData(News, 22, "双方同意停火。")]
    [InlineData(News, 23, "双方同意停火。会谈将于下周继续，地点尚未公布。")]
    [InlineData(News, 1000, News)]
    [InlineData("  双方同意停火。\n", 20, "双方同意停火。")]
    [InlineData("他说：“好！”然后离开了会场", 7, "他说：“好！”")]
    [InlineData("真的吗？！没有人回答这个问题", 8, "真的吗？！")]
    [InlineData("真的吗?没有人回答这个问题", 8, "真的吗?")]
    [InlineData("He left. She stayed at home", 12, "He left.")]
    public void Ends_with_a_sentence_where_one_fits(string text, int most, string expected) => Assert.Equal(expected, Excerpt.Of(text, most));

    [Theory]
    [InlineData("国家统计局昨天公布数据，出口增长一成", 14, "国家统计局昨天公布数据…")]
    [InlineData("石油、煤炭、天然气和可再生能源", 9, "石油、煤炭…")]
    public void Else_at_a_comma(string text, int most, string expected) => Assert.Equal(expected, Excerpt.Of(text, most));

    [Theory]
    [InlineData("俄羅斯與烏克蘭談判代表", 7, "俄羅斯與…")]
    [InlineData("俄羅斯與烏克蘭談判代表", 8, "俄羅斯與烏克蘭…")]
    [InlineData("NATO leaders meet in Vilnius", 15, "NATO leaders…")]
    [InlineData("增长3.5倍的原因", 5, "增长…")]
    [InlineData("见example.org的报道", 5, "见…")]
    [InlineData("1,234,567人", 6, "1,234…")]
    public void Else_after_a_whole_word(string text, int most, string expected) => Assert.Equal(expected, Excerpt.Of(text, most));

    [Theory]
    [InlineData("👨‍👩‍👧‍👦家庭团聚的故事", 5, "…")]
    [InlineData("👨‍👩‍👧‍👦家庭团聚的故事", 12, "👨‍👩‍👧‍👦…")]
    [InlineData("𠮷𠮷𠮷𠮷", 4, "𠮷…")]
    [InlineData("𠮷𠮷", 1, "…")]
    [InlineData("中", 1, "中")]
    [InlineData("中国", 1, "…")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    [InlineData("", 5, "")]
    [InlineData(" \n ", 5, " ")]
    [InlineData("。。。。", 2, "。。")]
    public void Never_splits_a_character(string text, int most, string expected) => Assert.Equal(expected, Excerpt.Of(text, most));

    // The arguments of attributes cannot hold halves of surrogate pairs.
    [Fact]
    public void Takes_halves_of_surrogate_pairs()
    {
        Assert.Equal("\uD83D…", Excerpt.Of("\uD83D\uD83D\uD83D", 2));
        Assert.Equal(new CharacterCounts(1, 0), Characters.Count("\uD83D中\uDC00"));
        Assert.Equal(["中"], Words.Cut("\uD83D中\uDC00"));
        Assert.Equal(["中"], Words.CutByTable("\uD83D中\uDC00"));
    }

    [Fact]
    public void Refuses_a_length_of_nothing() => Assert.Throws<ArgumentOutOfRangeException>(() => Excerpt.Of("中", 0));

    [Fact]
    public void Is_never_longer_than_asked_nor_empty_and_begins_as_the_text()
    {
        var text = string.Concat(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "news-hant.txt")).AsSpan(0, 600), "🙂👨‍👩‍👧‍👦e\u0301𠮷");
        for (var start = 0; start < text.Length; start += 7)
        {
            if (char.IsLowSurrogate(text[start])) continue;
            var rest = text[start..].Trim();
            for (var most = 1; most < 60; most++)
            {
                var excerpt = Excerpt.Of(rest, most);
                Assert.InRange(excerpt.Length, Math.Min(1, rest.Length), most);
                var shown = excerpt.EndsWith('…') && !rest.StartsWith(excerpt, StringComparison.Ordinal) ? excerpt[..^1] : excerpt;
                Assert.StartsWith(shown, rest, StringComparison.Ordinal);
                Assert.True(shown.Length == rest.Length || StringInfo.ParseCombiningCharacters(rest).Contains(shown.Length));
            }
        }
    }

    [Theory]
    [InlineData("北約(NATO)2025年峰會", 5, 2)]
    [InlineData("", 0, 0)]
    [InlineData("，。！ \n\u3000…", 0, 0)]
    [InlineData("𠮷野家", 3, 0)]
    [InlineData("二〇二五年", 5, 0)]
    [InlineData("增長3.5%，達1,000.5億元", 5, 2)]
    [InlineData("don't panic", 0, 2)]
    [InlineData("cafe\u0301 開業🙂👨‍👩‍👧‍👦", 2, 1)]
    [InlineData("ＮＡＴＯ峰會", 2, 1)]
    [InlineData("人人 人々", 4, 0)]
    [InlineData("Москва и Київ", 0, 3)]
    [InlineData("iPhone手機5G網路", 4, 2)]
    public void Counts_what_readers_count(string text, int han, int otherWords)
    {
        Assert.Equal(new CharacterCounts(han, otherWords), Characters.Count(text));
        Assert.Equal(han + otherWords, Characters.Count(text).Total);
    }
}
