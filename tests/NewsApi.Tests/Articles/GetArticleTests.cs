using System.Net;
using System.Text.Json;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Articles;

public sealed class GetArticleTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Fact]
    public async Task Is_found_by_id_and_by_slug_raw_or_percent_encoded_composed_or_not()
    {
        var id = await app.Given(Some.Article("Pokémon 大會在臺北"));

        var byId = await app.AsReader().Get($"/api/v1/articles/{id}");
        var slug = byId.GetProperty("slug").GetString()!;
        Assert.Equal("pokémon-大會在臺北", slug);
        foreach (var spelling in new[] { slug, Uri.EscapeDataString(slug), Uri.EscapeDataString(slug.Normalize(System.Text.NormalizationForm.FormD)) })
        {
            Assert.Equal(id, (await app.AsReader().Get($"/api/v1/articles/{spelling}")).GetProperty("id").GetInt64());
        }
    }

    [Fact]
    public async Task Two_equal_headlines_get_two_slugs_and_a_headline_of_digits_is_no_id()
    {
        var first = await app.Given(Some.Article("同一個標題"));
        var second = await app.Given(Some.Article("同一個標題"));
        var digits = await app.Given(Some.Article("1984"));

        Assert.Equal("同一個標題", await Slug(first));
        Assert.Equal("同一個標題-2", await Slug(second));
        Assert.Equal("n-1984", await Slug(digits));
        async Task<string?> Slug(long id) => (await app.AsReader().Get($"/api/v1/articles/{id}")).GetProperty("slug").GetString();
    }

    private sealed class InPinyin : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Slugs:Style"] = "Pinyin" };
    }

    [Fact]
    public async Task Names_in_addresses_can_be_Pinyin()
    {
        using var own = new InPinyin();
        var id = await own.Given(Some.Article("北京大學") with { Tags = [new TagDraft("北京", TagType.Place)], Sections = [Some.Section("talks", "雙方會談")] });

        var article = await own.AsReader().Get($"/api/v1/articles/{id}");

        Assert.Equal("beijing-daxue", article.GetProperty("slug").GetString());
        Assert.Equal("beijing", article.GetProperty("tags")[0].GetProperty("slug").GetString());
        Assert.Equal("shuangfang-huitan", article.GetProperty("sections")[0].GetProperty("anchor").GetString());
        Assert.Equal(id, (await own.AsReader().Get("/api/v1/articles/beijing-daxue")).GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Every_type_of_block_has_its_own_members()
    {
        var id = await app.Given(Some.Article() with
        {
            Sections =
            [
                new SectionDraft("lead", null, null,
                [
                    new ParagraphBlock { Text = "段落。" },
                    new ListBlock { Ordered = true, Items = ["其一", "其二"] },
                    new QuoteBlock { Text = "「是的」", Attribution = "發言人" },
                    new ImageBlock { Url = "https://example.com/a.jpg", Caption = "圖" },
                    new VideoBlock { Url = null, Caption = "影片" },
                    new TableBlock { Caption = null, Rows = [["甲", "乙"], ["1", "2"]] },
                ]),
            ],
        });

        var article = await app.AsReader().Get($"/api/v1/articles/{id}");

        var blocks = article.GetProperty("sections")[0].GetProperty("blocks").EnumerateArray().ToList();
        Assert.Equal(
            [
                """{"type":"paragraph","text":"段落。"}""",
                """{"type":"list","ordered":true,"items":[{"text":"其一"},{"text":"其二"}]}""",
                """{"type":"quote","text":"「是的」","attribution":"發言人"}""",
                """{"type":"image","url":"https://example.com/a.jpg","caption":"圖"}""",
                """{"type":"video","url":null,"caption":"影片"}""",
                """{"type":"table","caption":null,"rows":[["甲","乙"],["1","2"]]}""",
            ],
            blocks.Select(WithoutId));
        Assert.Equal(6, blocks.Select(block => block.GetProperty("id").GetInt64()).Distinct().Count());
    }

    [Fact]
    public async Task Rare_characters_and_markup_come_back_as_they_went_in()
    {
        const string Text = "𠮷野家 <b>&amp;</b> \"引號\" + 'x' \u2028 👩‍💻";
        var id = await app.Given(Some.Article() with { Sections = [Some.Section("lead", null, text: Text)] });

        var answer = await app.AsReader().Ask($"/api/v1/articles/{id}");

        Assert.Equal(Text, answer.Json.GetProperty("sections")[0].GetProperty("blocks")[0].GetProperty("text").GetString());
        Assert.Contains("𠮷野家 <b>&amp;</b>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_stand_in_the_order_a_reader_wants_them()
    {
        var id = await app.Given(Some.Article());

        var article = await app.AsReader().Get($"/api/v1/articles/{id}");

        Assert.Equal(
            [
                "id", "slug", "headline", "summary", "language", "converted", "status", "publishedAt", "publishedPrecision", "updatedAt", "version", "source", "authors", "tags", "media",
                "links", "sections", "relatedNews",
            ],
            article.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task An_article_that_was_not_imported_has_no_provenance()
    {
        var id = await app.Given(Some.Article());

        await app.AsReader().GetProblem($"/api/v1/articles/{id}/provenance", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sections_are_found_by_number_and_by_anchor()
    {
        var id = await app.Given(Some.Article() with
        {
            Sections = [Some.Section("lead", null), Some.Section("talks", "雙方會談"), Some.Section("talks", "雙方會談"), Some.Section("other", "2")],
        });

        var sections = await app.AsReader().GetAll($"/api/v1/articles/{id}/sections?limit=3");
        Assert.Equal(["lead", "雙方會談", "雙方會談-2", "n-2"], sections.Select(section => section.GetProperty("anchor").GetString()));
        foreach (var section in sections)
        {
            var byNumber = await app.AsReader().Ask($"/api/v1/articles/{id}/sections/{section.GetProperty("number")}");
            var byAnchor = await app.AsReader().Ask($"/api/v1/articles/{id}/sections/{section.GetProperty("anchor")}");
            Assert.Equal(section.GetProperty("id").GetInt64(), byNumber.Json.GetProperty("id").GetInt64());
            Assert.Equal(byNumber.Body, byAnchor.Body);
        }
    }

    [Fact]
    public async Task Similar_articles_are_those_that_share_the_most_tags()
    {
        using var own = new NewsApiApp();
        var about = await own.Given(Tagged("本文", "甲", "乙"));
        var same = await own.Given(Tagged("一樣", "甲", "乙"));
        var half = await own.Given(Tagged("一半", "甲"));
        await own.Given(Tagged("無關", "丙"));

        var similar = (await own.AsReader().Get($"/api/v1/articles/{about}/related-news")).GetProperty("similar").EnumerateArray().ToList();

        Assert.Equal([same, half], similar.Select(article => article.GetProperty("id").GetInt64()));
        Assert.Equal([1, 0.5], similar.Select(article => article.GetProperty("score").GetDouble()));

        static ArticleDraft Tagged(string headline, params string[] tags) =>
            Some.Article(headline) with { Tags = [.. tags.Select(tag => new TagDraft(tag, TagType.Topic))] };
    }

    private static string WithoutId(JsonElement block) =>
        System.Text.RegularExpressions.Regex.Replace(block.GetRawText(), "\"id\":\\d+,?", "");
}
