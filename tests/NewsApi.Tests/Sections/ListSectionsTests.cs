namespace NewsApi.Tests.Sections;

public sealed class ListSectionsTests(SeededApp app) : IClassFixture<SeededApp>
{
    [Theory]
    [InlineData("?kind=demands", "澤連斯基：烏方三大訴求|俄方：必須解決沖突根源")]
    [InlineData("?kind=attacks", "俄多地遭襲 烏稱對俄實施特種作戰行動")]
    [InlineData("?kind=aid", "")]
    [InlineData("?speaker=澤連斯基", "澤連斯基：烏方三大訴求")]
    [InlineData("?speaker=nobody", "")]
    [InlineData("?kind=demands&speaker=俄方", "俄方：必須解決沖突根源")]
    [InlineData("?kind=talks&tag=烏克蘭", "俄美外長討論烏克蘭危機|首輪會談 俄烏評價大相徑庭")]
    [InlineData("?kind=talks&tag=nowhere", "")]
    [InlineData("?kind=talks&from=2025-06-02&to=2025-06-02", "俄美外長討論烏克蘭危機|首輪會談 俄烏評價大相徑庭")]
    [InlineData("?kind=talks&from=2025-06-03", "")]
    [InlineData("?kind=talks&to=2025-06-01", "")]
    public async Task Filters_narrow_the_list_together(string query, string headings)
    {
        var sections = await app.AsReader().GetAll($"/api/v1/sections{query}");

        Assert.Equal(headings.Split('|', StringSplitOptions.RemoveEmptyEntries), sections.Select(section => section.GetProperty("heading").GetString()));
    }

    [Fact]
    public async Task A_section_outside_its_article_says_whose_it_is()
    {
        var section = (await app.AsReader().GetAll("/api/v1/sections?speaker=澤連斯基"))[0];
        var alone = await app.AsReader().Get($"/api/v1/sections/{section.GetProperty("id")}");

        Assert.Equal("2025-06-02T00:00:00+08:00", section.GetProperty("article").GetProperty("publishedAt").GetString());
        Assert.Equal(section.GetRawText(), alone.GetRawText());
        Assert.False((await app.AsReader().Get("/api/v1/articles/1/sections/2")).TryGetProperty("article", out _));
    }

    [Fact]
    public async Task The_vocabulary_is_the_contracts_with_names_and_counts()
    {
        var kinds = await app.AsReader().GetAll("/api/v1/section-kinds");

        Assert.Equal(
            ["lead 1 1", "demands 2 1", "attacks 1 1", "talks 2 1", "statements 0 0", "casualties 0 0", "aid 0 0", "background 0 0", "other 0 0"],
            kinds.Select(kind => $"{kind.GetProperty("slug")} {kind.GetProperty("sectionCount")} {kind.GetProperty("articleCount")}"));
        Assert.Equal("""{"zh-Hant":"訴求","zh-Hans":"诉求","en":"Demands"}""", kinds[1].GetProperty("names").GetRawText());
    }
}
