using System.Net;
using System.Text.Json;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Scripts;

/// <summary>Text shown in the script that is asked for.</summary>
public sealed class ScriptTests(ScriptTests.App app) : IClassFixture<ScriptTests.App>
{
    /// <summary>Stories in three languages, with text in every place text can be.</summary>
    public sealed class App : NewsApiApp, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            await Given(Some.Article("國際會議開幕") with
            {
                Summary = "會議開幕。",
                SourceName = "聯合報",
                Tags = [new TagDraft("臺灣", TagType.Place)],
                Media = [new MediaItem { Type = MediaType.Video, Caption = "現場視頻" }],
                Sections =
                [
                    Some.Section("lead", null, text: "會議開幕。"),
                    new SectionDraft("talks", "發言人：會談順利", "發言人",
                    [
                        new ListBlock { Items = ["第一輪會談"] },
                        new QuoteBlock { Text = "談得來", Attribution = "發言人" },
                        new TableBlock { Rows = [["國家", "時間"]] },
                    ]),
                ],
                RelatedNews = [new RelatedNewsDraft("國際新聞", [new RelatedNewsEntryDraft(Start, DatePrecision.Second, "2026年3月1日 20時", "談判結束")])],
            });
            await Given(Some.Article("头发与发展") with { Language = "zh-Hans" });
            await Given(Some.Article("国際会議と學校") with { Language = "ja", Tags = [new TagDraft("臺灣", TagType.Place)] });
        }
    }

    [Theory]
    [InlineData("?script=hans", null)]
    [InlineData("", "zh-Hans")]
    [InlineData("", "zh-CN")]
    [InlineData("", "zh-SG,zh;q=0.9")]
    [InlineData("", "en-US,en;q=0.9,zh-CN;q=0.8,zh-TW;q=0.7")]
    [InlineData("?script=hans", "zh-TW")]
    public async Task All_text_of_an_article_is_converted_and_the_answer_says_so(string query, string? accepts)
    {
        var answer = await app.AsReader().Ask($"/api/v1/articles/1{query}", headers: accepts is null ? [] : [("Accept-Language", accepts)]);

        Assert.Equal("zh-Hans", answer.Header("Content-Language"));
        Assert.Contains("Accept-Language", answer.Header("Vary"), StringComparison.Ordinal);
        Assert.Equal("zh-Hans", answer.Json.GetProperty("language").GetString());
        Assert.True(answer.Json.GetProperty("converted").GetBoolean());
        Assert.All(
            ["国际会议开幕", "会议开幕。", "联合报", "台湾", "现场视频", "发言人：会谈顺利", "第一轮会谈", "谈得来", "国家", "国际新闻", "谈判结束"],
            text => Assert.Contains($"\"{text}\"", answer.Body, StringComparison.Ordinal));

        // Names in addresses and times as printed stay.
        Assert.Equal("國際會議開幕", answer.Json.GetProperty("slug").GetString());
        Assert.Equal("臺灣", answer.Json.GetProperty("tags")[0].GetProperty("slug").GetString());
        Assert.Equal("發言人-會談順利", answer.Json.GetProperty("sections")[1].GetProperty("anchor").GetString());
        Assert.Contains("2026年3月1日 20時", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("?script=original", null)]
    [InlineData("?script=original", "zh-CN")]
    [InlineData("?script=hant", null)]
    [InlineData("", "zh-TW")]
    [InlineData("", "zh")]
    [InlineData("", "zh-Hans, zh-Hant")]
    [InlineData("", "zh-CN;q=0.8, zh-TW;q=0.8, zh;q=0.9, zh-SG;q=0.7")]
    [InlineData("", "en")]
    [InlineData("", "zh-CN;q=0")]
    [InlineData("", "*")]
    [InlineData("", "garbage;;q=x")]
    public async Task Text_that_is_in_the_script_already_stays_as_it_is(string query, string? accepts)
    {
        var answer = await app.AsReader().Ask($"/api/v1/articles/1{query}", headers: accepts is null ? [] : [("Accept-Language", accepts)]);

        Assert.Equal("zh-Hant", answer.Header("Content-Language"));
        Assert.Equal("國際會議開幕", answer.Json.GetProperty("headline").GetString());
        Assert.False(answer.Json.GetProperty("converted").GetBoolean());
    }

    [Fact]
    public async Task One_character_with_several_counterparts_is_converted_by_its_word()
    {
        var article = await app.AsReader().Get("/api/v1/articles/2?script=hant");

        Assert.Equal("頭髮與發展", article.GetProperty("headline").GetString());
        Assert.Equal("zh-Hant", article.GetProperty("language").GetString());
    }

    [Fact]
    public async Task Japanese_is_left_alone()
    {
        var article = await app.AsReader().Get("/api/v1/articles/3?script=hans");

        Assert.Equal("国際会議と學校", article.GetProperty("headline").GetString());
        Assert.False(article.GetProperty("converted").GetBoolean());
    }

    [Theory]
    [InlineData("/api/v1/articles", "国际会议开幕")]
    [InlineData("/api/v1/articles/1/sections", "发言人：会谈顺利")]
    [InlineData("/api/v1/articles/1/sections/2", "发言人：会谈顺利")]
    [InlineData("/api/v1/articles/1/related-news", "国际新闻")]
    [InlineData("/api/v1/articles/3/related-news", "国际会议开幕")]
    [InlineData("/api/v1/sections", "发言人：会谈顺利")]
    [InlineData("/api/v1/sections/2", "国际会议开幕")]
    [InlineData("/api/v1/related-news", "谈判结束")]
    [InlineData("/api/v1/related-news/1", "谈判结束")]
    [InlineData("/api/v1/related-news/1/entries", "谈判结束")]
    [InlineData("/api/v1/tags", "台湾")]
    [InlineData("/api/v1/tags/臺灣", "台湾")]
    public async Task Every_reading_route_converts(string path, string text)
    {
        var original = await app.AsReader().Ask(path);
        var simplified = await app.AsReader().Ask($"{path}?script=hans");

        Assert.DoesNotContain($"\"{text}\"", original.Body, StringComparison.Ordinal);
        Assert.Contains($"\"{text}\"", simplified.Body, StringComparison.Ordinal);
        Assert.NotEqual(original.Header("ETag"), simplified.Header("ETag"));
        Assert.Contains("Accept-Language", original.Header("Vary"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/tags/臺灣", "")]
    [InlineData("/api/v1/related-news/1", "")]
    [InlineData("/api/v1/tags", "items")]
    [InlineData("/api/v1/related-news/1/entries", "items")]
    [InlineData("/api/v1/related-news/1", "entries")]
    public async Task Whatever_is_converted_says_so(string path, string member)
    {
        var original = await app.AsReader().Ask(path);
        var simplified = await app.AsReader().Ask($"{path}?script=hans");

        Assert.False(Item(original).GetProperty("converted").GetBoolean());
        Assert.True(Item(simplified).GetProperty("converted").GetBoolean());
        Assert.Equal("zh-Hans", simplified.Header("Content-Language"));

        JsonElement Item(Answer answer) => member.Length == 0 ? answer.Json : answer.Json.GetProperty(member)[0];
    }

    [Fact]
    public async Task A_tag_that_needs_no_conversion_names_no_language()
    {
        var answer = await app.AsReader().Ask("/api/v1/tags/臺灣?script=hant");

        Assert.False(answer.Json.GetProperty("converted").GetBoolean());
        Assert.Null(answer.Header("Content-Language"));
    }

    [Fact]
    public async Task Section_kinds_are_named_in_every_script_and_take_none()
    {
        await app.AsReader().GetProblem("/api/v1/section-kinds?script=hans", HttpStatusCode.BadRequest);
        var answer = await app.AsReader().Ask("/api/v1/section-kinds", headers: [("Accept-Language", "zh-CN")]);

        Assert.DoesNotContain("Accept-Language", answer.Header("Vary") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/sections?speaker=发言人")]
    [InlineData("/api/v1/sections?speaker=發言人")]
    [InlineData("/api/v1/articles?source=联合报")]
    public async Task Names_can_be_filtered_by_as_they_are_shown(string path) => Assert.Single(await app.AsReader().GetAll(path));

    [Theory]
    [InlineData("?script=simplified")]
    [InlineData("?script=HANS")]
    [InlineData("?script=hans&script=hant")]
    [InlineData("?script=")]
    public async Task Another_script_is_refused(string query)
    {
        var problem = await app.AsReader().GetProblem($"/api/v1/articles{query}", HttpStatusCode.BadRequest);

        Assert.Equal("script", problem.GetProperty("errors")[0].GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Pages_of_a_list_go_on_in_the_same_script()
    {
        var page = await app.AsReader().Ask("/api/v1/articles?script=hans&limit=1&sort=publishedAt");

        Assert.Contains("script=hans", page.Header("Link"), StringComparison.Ordinal);
        Assert.Equal(3, (await app.AsReader().GetAll("/api/v1/articles?script=hans&limit=1")).Count);
    }
}
