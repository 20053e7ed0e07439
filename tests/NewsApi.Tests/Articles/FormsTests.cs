using System.Net;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Articles;

/// <summary>Articles in the forms that others read.</summary>
public sealed class FormsTests(SeededApp app) : IClassFixture<SeededApp>
{
    private const string Seed = "/api/v1/articles/1";

    public static TheoryData<string, string, string> Asked { get; } = new()
    {
        { "?format=json", "*/*", "application/json" },
        { "?format=ninjs", "*/*", "application/vnd.iptc.ninjs+json" },
        { "?format=jsonld", "text/markdown", "application/ld+json" },
        { "?format=markdown", "*/*", "text/markdown" },
        { "?format=text", "image/png", "text/plain" },
        { "", "*/*", "application/json" },
        { "", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json" },
        { "", "application/ld+json", "application/ld+json" },
        { "", "text/*", "text/markdown" },
        { "", "text/plain, text/markdown;q=0.5", "text/plain" },
        { "", "application/json;q=0.2, application/vnd.iptc.ninjs+json;q=0.9", "application/vnd.iptc.ninjs+json" },
        { "", "*/*, application/json;q=0", "application/vnd.iptc.ninjs+json" },
        { "", "application/json;charset=utf-8", "application/json" },
    };

    [Theory, MemberData(nameof(Asked))]
    public async Task A_form_is_chosen_by_format_and_where_that_is_absent_by_accept(string query, string accept, string expected)
    {
        var answer = await app.AsReader().Ask(Seed + query, "GET", ("Accept", accept));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($"{expected}; charset=utf-8", answer.Header("Content-Type"));
        Assert.Contains("Accept", answer.Header("Vary"), StringComparison.Ordinal);
        Assert.Contains("俄烏第二輪直接談判在土耳其舉行", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_there_is_is_accepted_it_is_said_what_there_is()
    {
        var problem = (await app.AsReader().Ask(Seed, "GET", ("Accept", "image/png"))).Problem(HttpStatusCode.NotAcceptable);

        Assert.Contains("application/json, application/vnd.iptc.ninjs+json, application/ld+json, text/markdown, text/plain", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await app.AsReader().Ask("/api/v1/tags", "GET", ("Accept", "text/markdown"))).Problem(HttpStatusCode.NotAcceptable);
        Assert.Equal("format", (await app.AsReader().Ask($"{Seed}?format=xml")).Problem(HttpStatusCode.BadRequest).GetProperty("errors")[0].GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Each_form_and_script_has_its_own_tag_which_answers_304()
    {
        var tags = new List<string>();
        foreach (var query in new[] { "format=json", "format=ninjs", "format=jsonld", "format=markdown", "format=text", "format=text&script=hans" })
        {
            var answer = await app.AsReader().Ask($"{Seed}?{query}");
            tags.Add(answer.Header("ETag")!);
            Assert.Equal(HttpStatusCode.NotModified, (await app.AsReader().Ask($"{Seed}?{query}", "GET", ("If-None-Match", answer.Header("ETag")!))).Status);
        }

        Assert.Equal(tags.Count, tags.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Forms_are_shown_in_the_script_that_is_asked_for()
    {
        var answer = await app.AsReader().Ask($"{Seed}?format=markdown&script=hans");

        Assert.StartsWith("# 俄乌第二轮直接谈判在土耳其举行\n", answer.Body, StringComparison.Ordinal);
        Assert.Equal("zh-Hans", answer.Header("Content-Language"));
        Assert.Equal("zh-Hans", (await app.AsReader().Get($"{Seed}?format=ninjs&script=hans")).GetProperty("language").GetString());
    }

    [Fact]
    public async Task Ninjs_has_sections_as_bodies_and_related_news_as_associations()
    {
        var item = await app.AsReader().Get($"{Seed}?format=ninjs");

        Assert.Equal(["section:lead", "section:demands", "section:demands", "section:attacks", "section:talks", "section:talks"], item.GetProperty("bodies").EnumerateArray().Select(body => body.GetProperty("role").GetString()));
        Assert.Contains("<li>推動雙方進行戰俘釋放行動；</li>", item.GetProperty("bodies")[1].GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.Equal(10, item.GetProperty("associations").GetArrayLength());
        Assert.Equal(("related", "2025-06-14T10:34:18+08:00"), (item.GetProperty("associations")[0].GetProperty("rel").GetString(), item.GetProperty("associations")[0].GetProperty("versionCreated").GetString()));
        Assert.Equal(("usable", "http://localhost/api/v1/articles/1"), (item.GetProperty("pubStatus").GetString(), item.GetProperty("uri").GetString()));
    }

    [Fact]
    public async Task Json_ld_has_sections_as_parts_and_the_video_as_such()
    {
        var story = await app.AsReader().Get($"{Seed}?format=jsonld");

        Assert.Equal(("NewsArticle", "2025-06-02T00:00:00+08:00"), (story.GetProperty("@type").GetString(), story.GetProperty("datePublished").GetString()));
        Assert.Equal($"http://localhost/articles/{Uri.EscapeDataString("俄烏第二輪直接談判在土耳其舉行")}", story.GetProperty("url").GetString());
        Assert.Equal("VideoObject", story.GetProperty("video")[0].GetProperty("@type").GetString());
        Assert.Equal(6, story.GetProperty("hasPart").GetArrayLength());
        var demands = story.GetProperty("hasPart")[1].GetProperty("hasPart")[0];
        Assert.Equal(("ItemList", 3), (demands.GetProperty("@type").GetString(), demands.GetProperty("itemListElement").GetArrayLength()));
        Assert.False(story.TryGetProperty("articleSection", out _));
    }

    [Theory]
    [InlineData("# 不是標題", "\\# 不是標題")]
    [InlineData("- 不是清單", "\\- 不是清單")]
    [InlineData("1. 不是清單", "1\\. 不是清單")]
    [InlineData("2025. 年", "2025\\. 年")]
    [InlineData("*強調* _底線_", "\\*強調\\* \\_底線\\_")]
    [InlineData("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>")]
    [InlineData("[x](javascript:1)", "\\[x\\](javascript:1)")]
    [InlineData("a & b &amp; c", "a \\& b \\&amp; c")]
    [InlineData("> 引", "\\> 引")]
    [InlineData("= 等號", "\\= 等號")]
    [InlineData("北約(NATO) 2025.06.14 - 完", "北約(NATO) 2025.06.14 - 完")]
    [InlineData("第一行\n第二行", "第一行\\\n第二行")]
    public async Task Text_stays_text_in_markdown(string text, string expected)
    {
        var id = await app.Given(Some.Article() with { Status = ArticleStatus.Published, Sections = [new SectionDraft("lead", null, null, [new ParagraphBlock { Text = text }])] });

        Assert.EndsWith($"\n\n{expected}\n", (await app.AsReader().Ask($"/api/v1/articles/{id}?format=markdown")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_block_has_its_place_in_every_form()
    {
        Block[] blocks =
        [
            new ListBlock { Ordered = true, Items = ["甲\n續", "乙"] }, new QuoteBlock { Text = "引文", Attribution = "某人" }, new ImageBlock { Url = "https://a.example/i", Caption = "圖說" },
            new VideoBlock { Url = "https://a.example/v", Caption = null }, new TableBlock { Caption = "表", Rows = [["一|二", "三"], ["四", "五\n六"]] },
        ];
        var id = await app.Given(Some.Article() with { Sections = [new SectionDraft("lead", null, null, blocks)] });

        var markdown = (await app.AsReader().Ask($"/api/v1/articles/{id}?format=markdown")).Body;
        var text = (await app.AsReader().Ask($"/api/v1/articles/{id}?format=text")).Body;
        var html = (await app.AsReader().Get($"/api/v1/articles/{id}?format=ninjs")).GetProperty("bodies")[0].GetProperty("value").GetString();

        Assert.Contains("1. 甲\\\n   續\n2. 乙\n", markdown, StringComparison.Ordinal);
        Assert.Contains("> 引文\n>\n> — 某人\n", markdown, StringComparison.Ordinal);
        Assert.Contains("![圖說](<https://a.example/i>)", markdown, StringComparison.Ordinal);
        Assert.Contains("| 一\\|二 | 三 |\n| --- | --- |\n| 四 | 五<br>六 |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("1. 甲\n  續\n2. 乙\n「引文」—— 某人\n圖說\n表\n一|二\t三\n四\t五 六\n", text, StringComparison.Ordinal);
        Assert.Equal("<ol><li>甲<br />續</li><li>乙</li></ol><blockquote><p>引文</p><footer>某人</footer></blockquote><figure><img src=\"https://a.example/i\" alt=\"圖說\" /><figcaption>圖說</figcaption></figure><figure><a href=\"https://a.example/v\">https://a.example/v</a></figure><table><caption>表</caption><tr><td>一|二</td><td>三</td></tr><tr><td>四</td><td>五<br />六</td></tr></table>", html);
    }

    [Fact]
    public async Task A_draft_has_no_form_for_those_who_may_not_see_it()
    {
        var id = await app.Given(Some.Article() with { Status = ArticleStatus.Draft });

        (await app.AsReader().Ask($"/api/v1/articles/{id}?format=ninjs")).Problem(HttpStatusCode.NotFound);
        Assert.Equal("withheld", (await app.AsKey("drafts:read").Get($"/api/v1/articles/{id}?format=ninjs")).GetProperty("pubStatus").GetString());
    }
}
