using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Importing;

namespace NewsApi.Tests.Importing;

/// <summary>Pages about other things than the seed, imported through the same code and read back over HTTP.</summary>
public sealed class UnderstandTextTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Flood = """
        山區連日暴雨引發洪災
        組圖｜救援人員轉移被困村民
        2024年7月19日清晨，山區多地突降暴雨。當地政府已啟動應急預案。
        氣象臺表示，未來三天仍有強降雨。
        多人受傷兩人失蹤
        據通報，洪水已造成12人受傷，另有2人失蹤。
        各方緊急援助災區
        紅十字會調撥的物資包括：
        帳篷五百頂；
        飲用水三千箱；
        藥品一批。
        縣長林國棟：重建工作不能等
        縣長林國棟在現場說，重建工作必須馬上開始。
        """;

    private const string Simplified = """
        央行宣布下调存款准备金率
        当地时间12月31日，央行宣布下调存款准备金率。
        市场人士表示欢迎
        业内普遍认为，这一决定符合预期。
        相关新闻：
        • 2025-01-02 09:30 股市高开
        • 2025-01-01 08:00 新年贺词
        """;

    [Fact]
    public async Task A_story_about_a_flood_has_its_parts_told_apart()
    {
        var article = await Import(Flood);

        Assert.Equal("山區連日暴雨引發洪災", article.GetProperty("headline").GetString());
        Assert.Equal("2024-07-19T00:00:00+08:00", article.GetProperty("publishedAt").GetString());
        Assert.Equal("image 救援人員轉移被困村民", $"{article.GetProperty("media")[0].GetProperty("type")} {article.GetProperty("media")[0].GetProperty("caption")}");
        Assert.Equal(
            ["lead::", "casualties:多人受傷兩人失蹤:", "aid:各方緊急援助災區:", "other:縣長林國棟：重建工作不能等:縣長林國棟"],
            article.GetProperty("sections").EnumerateArray().Select(section => $"{section.GetProperty("kind")}:{section.GetProperty("heading")}:{section.GetProperty("speaker")}"));
        Assert.Equal(
            ["帳篷五百頂；", "飲用水三千箱；", "藥品一批。"],
            article.GetProperty("sections")[2].GetProperty("blocks")[1].GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_Simplified_page_is_understood_and_the_year_is_not_later_than_the_news_beside_it()
    {
        var article = await Import(Simplified);

        Assert.Equal("zh-Hans", article.GetProperty("language").GetString());
        Assert.Equal("2024-12-31T00:00:00+08:00", article.GetProperty("publishedAt").GetString());
        var list = article.GetProperty("relatedNews")[0];
        Assert.Equal("相关新闻", list.GetProperty("title").GetString());
        Assert.Equal(
            ["2025-01-02T09:30:00+08:00 minute 股市高开", "2025-01-01T08:00:00+08:00 minute 新年贺词"],
            list.GetProperty("entries").EnumerateArray().Select(entry => $"{entry.GetProperty("publishedAt")} {entry.GetProperty("publishedPrecision")} {entry.GetProperty("title")}"));
    }

    [Theory]
    [InlineData("只有標題")]
    [InlineData("Nothing but English.\nAnd a second line of it.")]
    [InlineData("標題\n小標題\n另一個小標題\n第三個小標題")]
    [InlineData("標題\n：\n；\n；")]
    [InlineData("標題\n13月45日發生的事。")]
    [InlineData("標題\n- 2025年02月30日 25:61:61")]
    public async Task A_page_in_which_little_is_understood_is_kept_whole(string page)
    {
        var article = await Import(page);

        var text = article.GetRawText();
        Assert.All(page.Split('\n'), line => Assert.Contains(JsonEncodedText.Encode(line, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), text, StringComparison.Ordinal));
        Assert.All(article.GetProperty("sections").EnumerateArray(), section => Assert.True(section.GetProperty("kind").GetString() is "lead" or "other"));
    }

    [Fact]
    public async Task Without_any_date_the_day_of_publication_is_taken_and_no_date_is_guessed()
    {
        var article = await Import("沒有日期的稿件\n正文裡什麼時間也沒寫。");
        var provenance = await app.AsReader().Get($"/api/v1/articles/{article.GetProperty("id")}/provenance");

        Assert.Equal(NewsApiApp.Start, article.GetProperty("publishedAt").GetDateTimeOffset());
        Assert.DoesNotContain(provenance.GetProperty("guesses").EnumerateArray(), guess => guess.GetProperty("what").GetString() == "publishedAt");
    }

    [Theory]
    [InlineData("標題\n2025年02月30日發生的事。", "2025年02月30日")]
    [InlineData("標題\n2月30日發生的事。\n3月1日也有事。", "2月30日")]
    public void Dates_that_cannot_be_are_named(string page, string date)
    {
        var story = app.Services.GetRequiredService<Importer>().Read(new ImportedDocument("page.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes(page), null)).Stories[0];

        Assert.Contains(story.Warnings, warning => warning.Contains(date, StringComparison.Ordinal));
    }

    private async Task<JsonElement> Import(string page)
    {
        var draft = app.Services.GetRequiredService<Importer>().Read(new ImportedDocument("page.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes(page), null)).Stories[0].Draft;
        return await app.AsReader().Get($"/api/v1/articles/{await app.Given(draft)}");
    }
}
