using System.Text.Json;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Articles;

public sealed class ListArticlesTests(ListArticlesTests.App app) : IClassFixture<ListArticlesTests.App>
{
    /// <summary>Four stories that differ in everything lists are filtered by.</summary>
    public sealed class App : NewsApiApp, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            await Given(Some.Article("一", "2026-01-01T23:30:00+08:00") with
            {
                SourceName = "晚報",
                Tags = [new TagDraft("臺北", TagType.Place), new TagDraft("交通", TagType.Topic)],
            });
            Clock.Advance(TimeSpan.FromHours(1));
            await Given(Some.Article("二", "2026-01-02T00:30:00+08:00") with
            {
                SourceName = "日報",
                Tags = [new TagDraft("臺北", TagType.Place)],
                Sections = [Some.Section("lead", null), Some.Section("talks", "雙方會談")],
            });
            Clock.Advance(TimeSpan.FromHours(1));
            await Given(Some.Article("三", "2026-01-01T18:00:00Z") with { Language = "zh-Hans" });
            Clock.Advance(TimeSpan.FromHours(1));
            await Given(Some.Article("Four", "2025-12-31T12:00:00-05:00") with { Language = "en" });
        }
    }

    [Theory]
    [InlineData("", "三 二 一 Four")]
    [InlineData("?sort=publishedAt", "Four 一 二 三")]
    [InlineData("?sort=-updatedAt", "Four 三 二 一")]
    [InlineData("?kind=talks", "二")]
    [InlineData("?kind=attacks", "")]
    [InlineData("?tag=臺北", "二 一")]
    [InlineData("?tag=臺北&tag=交通", "一")]
    [InlineData("?tag=nobody", "")]
    [InlineData("?source=晚報", "一")]
    [InlineData("?source=nowhere", "")]
    [InlineData("?language=zh", "三 二 一")]
    [InlineData("?language=zh-Hant", "二 一")]
    [InlineData("?language=ZH-hant", "二 一")]
    [InlineData("?language=en", "Four")]
    [InlineData("?language=z", null)]
    [InlineData("?ids=1,3,77", "三 一")]
    [InlineData("?from=2026-01-02", "三 二")]
    [InlineData("?to=2026-01-01", "一 Four")]
    [InlineData("?from=2026-01-01&to=2026-01-01", "一 Four")]
    [InlineData("?from=2026-01-01T15:30:00Z&to=2026-01-01T15:30:00Z", "一")]
    [InlineData("?from=2026-01-01T15:30:00.000001Z", "三 二")]
    [InlineData("?to=2026-01-01T23:29:59%2B08:00", "Four")]
    [InlineData("?updatedSince=2026-03-01T14:00:00Z", "三 Four")]
    [InlineData("?tag=臺北&kind=talks&source=日報&language=zh-Hant&ids=1,2", "二")]
    public async Task Filters_narrow_the_list_together(string query, string? headlines)
    {
        if (headlines is null)
        {
            await app.AsReader().GetProblem($"/api/v1/articles{query}", System.Net.HttpStatusCode.BadRequest);
            return;
        }

        var items = await app.AsReader().GetAll($"/api/v1/articles{query}");

        Assert.Equal(headlines.Split(' ', StringSplitOptions.RemoveEmptyEntries), items.Select(item => item.GetProperty("headline").GetString()));
    }

    [Fact]
    public async Task Instants_are_ordered_across_offsets_and_keep_their_own()
    {
        var items = await app.AsReader().GetAll("/api/v1/articles?sort=publishedAt");

        Assert.Equal(
            ["2025-12-31T12:00:00-05:00", "2026-01-01T23:30:00+08:00", "2026-01-02T00:30:00+08:00", "2026-01-01T18:00:00+00:00"],
            items.Select(item => item.GetProperty("publishedAt").GetString()));
    }

    [Fact]
    public async Task A_summary_leads_to_the_whole_article_and_leaves_out_the_text()
    {
        var item = (await app.AsReader().GetAll("/api/v1/articles?ids=2"))[0];

        Assert.False(item.TryGetProperty("sections", out _));
        var article = await app.AsReader().Get(item.GetProperty("links").GetProperty("self").GetString()!);
        Assert.Equal(item.GetProperty("headline").GetString(), article.GetProperty("headline").GetString());
        foreach (var link in item.GetProperty("links").EnumerateObject().Where(link => link.Value.ValueKind == JsonValueKind.String))
        {
            var answer = await app.AsReader().Ask(link.Value.GetString()!);
            Assert.True(answer.Status == System.Net.HttpStatusCode.OK || link.Name == "provenance", link.Name);
        }
    }
}
