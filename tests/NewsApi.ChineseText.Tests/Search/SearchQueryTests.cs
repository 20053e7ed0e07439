using NewsApi.ChineseText.Search;

namespace NewsApi.ChineseText.Tests.Search;

/// <summary>How queries are understood. Conditions are parted by &amp;, alternatives by |, the tokens of a phrase by a point; ! excludes.</summary>
public sealed class SearchQueryTests
{
    [Theory]
    // Words are AND; what a word holds is a phrase.
    [InlineData("停火 協議", "停火 & 协议")]
    [InlineData("停火\u3000協議\t\n核", "停火 & 协议 & 核")]
    [InlineData("停火，協議", "停火·协议")]
    [InlineData("GPT-5", "gpt·5")]
    [InlineData("北约NATO", "北约·nato")]
    [InlineData("https://example.org/a", "https·example·org·a")]
    // Phrases.
    [InlineData("\"停火 協議\"", "停火·协议")]
    [InlineData("“停火 協議” 「北約 峰會」 『a b』 ＂c d＂", "停火·协议 & 北约·峰会 & a·b & c·d")]
    [InlineData("”停火 協議“", "停火·协议")]
    [InlineData("\"停火\"協議", "停火 & 协议")]
    [InlineData("\"a b\"\"c d\"", "a·b & c·d")]
    [InlineData("總統「川普」訪問", "总统·川普·访问")]
    [InlineData("\"-a OR b|c\"", "a·or·b·c")]
    // Exclusion.
    [InlineData("停火 -協議", "停火 & !协议")]
    [InlineData("停火 －協議 −核", "停火 & !协议 & !核")]
    [InlineData("-\"a b\" -「c d」", "!a·b & !c·d")]
    [InlineData("--a", "!a")]
    [InlineData("\"GPT\"-5", "gpt & 5")]
    [InlineData("-GPT-5", "!gpt·5")]
    // Alternatives.
    [InlineData("停火 OR 談判", "停火|谈判")]
    [InlineData("a|b｜c OR d", "a|b|c|d")]
    [InlineData("a ＯＲ \"b c\"", "a|b·c")]
    [InlineData("a OR b c", "a|b & c")]
    [InlineData("c a OR b", "c & a|b")]
    [InlineData("(a OR b) c", "a|b & c")]
    [InlineData("a OR *** c", "a & c")]
    // Text that only looks like more.
    [InlineData("\"停火 協議", "停火 & 协议")]
    [InlineData("「「「a", "a")]
    [InlineData("\"a b\" \"c d", "a·b & c & d")]
    [InlineData("5\" 6\"", "5 & 6")]
    [InlineData("OR", "or")]
    [InlineData("a OR", "a & or")]
    [InlineData("OR a", "or & a")]
    [InlineData("a or b", "a & or & b")]
    [InlineData("a OR -b", "a & or & !b")]
    [InlineData("-a OR b", "!a & or & b")]
    [InlineData("a OR OR b", "a & or|b")]
    [InlineData("a || b", "a & b")]
    [InlineData("| a |", "a")]
    [InlineData("a AND b NOT c NEAR d", "a & and & b & not & c & near & d")]
    [InlineData("a AND (b NEAR/5 c)", "a & and & b & near·5 & c")]
    [InlineData("kind:live title:停火* ^a +b", "kind·live & title·停火 & a & b")]
    [InlineData("a* NULL; DROP TABLE x; --", "a & null & drop & table & x")]
    [InlineData("'; SELECT 1 --x", "select & 1 & !x")]
    [InlineData("a:* & b | !c <-> d", "a & b|c & d")]
    [InlineData("%_\\", "")]
    [InlineData("- － - -- —", "")]
    [InlineData("\"\" 「」 -\"\"", "")]
    [InlineData(" \t\u3000", "")]
    [InlineData("", "")]
    [InlineData("\0\uD800 \uDC00*", "")]
    [InlineData("a\0b \uD800停", "a·b & 停")]
    public void Clauses(string text, string clauses)
    {
        var query = SearchQuery.Parse(text);

        Assert.Equal(clauses, string.Join(" & ", query.Clauses.Select(Written)));
        Assert.Equal(clauses.Length == 0, query.IsEmpty);
    }

    [Theory]
    [InlineData("核", "核", true)]
    [InlineData("停火", "停火", true)]
    [InlineData("停火協議", "停火|火协|协议", false)]
    [InlineData("\"停火 協議\"", "停火|协议", false)]
    [InlineData("\"核 核 心\"", "核|心", false)]
    [InlineData("NATO", "nato", true)]
    [InlineData("GPT-5", "gpt|5", false)]
    [InlineData("5G網", "5g|网", false)]
    [InlineData("火火火", "火火", false)]
    [InlineData("𠮷", "𠮷", true)]
    [InlineData("𠮷野家", "𠮷野|野家", false)]
    public void Phrases_say_what_an_index_must_have(string text, string terms, bool isExact)
    {
        var phrase = SearchQuery.Parse(text).Clauses.Single().Alternatives.Single();

        Assert.Equal(terms, string.Join('|', phrase.Terms));
        Assert.Equal(isExact, phrase.IsExact);
    }

    private static string Written(SearchClause clause) => (clause.IsExcluded ? "!" : "") + string.Join('|', clause.Alternatives.Select(Written));

    private static string Written(SearchPhrase phrase) =>
        string.Concat(phrase.Tokens.Select((token, at) => (at == 0 || (token.FollowsDirectly && token.IsSingle && phrase.Tokens[at - 1].IsSingle) ? "" : "·") + token.Text));
}
