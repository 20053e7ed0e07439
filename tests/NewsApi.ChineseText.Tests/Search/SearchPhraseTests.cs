using NewsApi.ChineseText.Search;

namespace NewsApi.ChineseText.Tests.Search;

/// <summary>What is found where. Brackets stand around what must be found; texts without any must not be.</summary>
public sealed class SearchPhraseTests
{
    [Theory]
    // Either script finds either.
    [InlineData("停火", "雙方[停火]，再談[停火]。")]
    [InlineData("北约", "[北約]峰會")]
    [InlineData("北約", "[北约]峰会")]
    [InlineData("受損", "设施[受损]")]
    [InlineData("發展", "经济[发展]")]
    [InlineData("发展", "經濟[發展]")]
    [InlineData("头发", "剪[頭髮]")]
    [InlineData("臺北", "[台北]、[臺北]")]
    [InlineData("拉面", "一碗[拉麵]")]
    [InlineData("了解", "[瞭解]")]
    [InlineData("试着", "[試著]")]
    [InlineData("发展", "头发，展览")]
    [InlineData("發展", "發。展")]
    [InlineData("台北", "台中、北市")]
    [InlineData("面条", "面試條件")]
    // Boundaries.
    [InlineData("銀行", "銀。行")]
    [InlineData("銀行", "銀 行")]
    [InlineData("銀行", "銀\n行")]
    [InlineData("銀行", "行銀")]
    [InlineData("銀行", "[銀\u200B行]")]
    [InlineData("以色列", "以色，列入")]
    [InlineData("以色列", "以色+列")]
    [InlineData("以色列", "以[以色列]色、列")]
    [InlineData("核心", "核，心")]
    [InlineData("核", "[核]心[核]")]
    [InlineData("核心", "核")]
    // The last character of a run.
    [InlineData("判", "談[判]。")]
    [InlineData("判", "談[判]")]
    [InlineData("判", "谈，论")]
    // Rare characters.
    [InlineData("𠮷野家", "[𠮷野家]開店")]
    [InlineData("𠮷", "[𠮷]、吉")]
    [InlineData("吉", "𠮷")]
    [InlineData("野家", "𠮷[野家]")]
    [InlineData("鹛", "[鶥]、[鹛]")]
    [InlineData("龘", "龍龍龍")]
    // Latin, numbers, width, case, accents.
    [InlineData("GPT-5", "[GPT-5]、[GPT 5]、[ＧＰＴ－５]、GPT5")]
    [InlineData("gpt5", "GPT-5、[GPT5]")]
    [InlineData("GPT-5", "GPT-50")]
    [InlineData("GPT-5", "GPT-4.5")]
    [InlineData("GPT-5", "GPT 的 5")]
    [InlineData("ＧＰＴ－５", "[GPT-5]")]
    [InlineData("cafe", "[Café]、[cafe\u0301]、[ＣＡＦＥ]")]
    [InlineData("café", "cafes、caf")]
    [InlineData("1000", "[1,000]、[1000]、10,000、1,0001、1，000")]
    [InlineData("1,000", "[1000]")]
    [InlineData("1,000", "1.000")]
    [InlineData("3.5", "[3.5]%、[３．５]")]
    [InlineData("3.5", "35、3.51、13.5")]
    [InlineData("5", "15、5G、V5")]
    [InlineData("F-16", "[F-16]")]
    [InlineData("F-16", "F-160")]
    [InlineData("F-16", "F-1 6")]
    [InlineData("example.org/a", "https://[example.org/a]?b")]
    [InlineData("example.org/a", "https://example.com/a")]
    [InlineData("H2O", "[H₂O]")]
    // Mixed: between Han and Latin may be what is no token.
    [InlineData("北约NATO", "[北約NATO]、[北約（NATO]）、[北约 nato]")]
    [InlineData("北约NATO", "北约和NATO")]
    [InlineData("北约NATO", "NATO北约")]
    [InlineData("AI晶片", "[AI 晶片]、[AI晶片]")]
    [InlineData("AI晶片", "AI的晶片")]
    // Phrases in quotation marks.
    [InlineData("\"停火 協議\"", "[停火，協議]、[停火协议]、[停火\n协议]")]
    [InlineData("\"停火 協議\"", "停火的協議")]
    [InlineData("\"停火 協議\"", "協議停火")]
    [InlineData("\"停火 協議\"", "停，火協議")]
    [InlineData("「white house」", "the [White House]、White the House")]
    // Kana and Hangul.
    [InlineData("ガス", "[ｶﾞｽ]、カス")]
    [InlineData("한국", "[한국]、[\u1112\u1161\u11AB국]、한 국")]
    // Not overlapping.
    [InlineData("火火", "[火火][火火]火")]
    // A character that is written as several, forms of one, and marks between.
    [InlineData("会社", "[㍿]、[會社]、[会\uFE00社]")]
    [InlineData("丸", "[丸]、[\uD87E\uDC01]")]
    [InlineData("丽", "[麗]、[\uD87E\uDC00]")]
    public void Finds(string query, string marked)
    {
        var text = marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var phrase = SearchQuery.Parse(query).Clauses.Single().Alternatives.Single();

        Assert.Equal(marked, Marked(text, phrase.Find(text)));
    }

    private static string Marked(string text, IReadOnlyList<(int Start, int Length)> found)
    {
        foreach (var (start, length) in found.Reverse()) text = text.Insert(start + length, "]").Insert(start, "[");
        return text;
    }
}
