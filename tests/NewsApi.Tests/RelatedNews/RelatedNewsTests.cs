namespace NewsApi.Tests.RelatedNews;

public sealed class RelatedNewsTests(RelatedNewsTests.App app) : IClassFixture<RelatedNewsTests.App>
{
    /// <summary>Two stories with lists; the second one's is longer than a page.</summary>
    public sealed class App : NewsApiApp, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            await Given(Some.Article() with { RelatedNews = [Some.RelatedNews("早", "2026-01-02T08:00:00+08:00", "2026-01-01T08:00:00+08:00")] });
            await Given(Some.Article() with
            {
                RelatedNews = [Some.RelatedNews("晚", [.. Enumerable.Range(0, 130).Select(hour => $"2026-02-{1 + (hour / 24):00}T{hour % 24:00}:00:00Z")])],
            });
        }
    }

    [Fact]
    public async Task Lists_across_articles_come_with_the_newest_entry_first()
    {
        var lists = await app.AsReader().GetAll("/api/v1/related-news?limit=1");

        Assert.Equal(["晚 2 130 100", "早 1 2 2"], lists.Select(list =>
            $"{list.GetProperty("title")} {list.GetProperty("articleId")} {list.GetProperty("entryCount")} {list.GetProperty("entries").GetArrayLength()}"));
    }

    [Fact]
    public async Task All_entries_of_a_long_list_are_reached_in_the_order_printed()
    {
        var entries = await app.AsReader().GetAll("/api/v1/related-news/2/entries?limit=50");

        Assert.Equal(Enumerable.Range(1, 130), entries.Select(entry => entry.GetProperty("number").GetInt32()));
    }

    [Theory]
    [InlineData("1", "?from=2026-01-02", 1)]
    [InlineData("1", "?to=2026-01-01", 1)]
    [InlineData("1", "?from=2026-01-01&to=2026-01-02", 2)]
    [InlineData("2", "?from=2026-02-01T22:00:00Z&to=2026-02-02T01:00:00Z", 4)]
    [InlineData("2", "?from=2027-01-01", 0)]
    public async Task Entries_are_narrowed_by_their_times(string id, string query, int count) =>
        Assert.Equal(count, (await app.AsReader().GetAll($"/api/v1/related-news/{id}/entries{query}")).Count);

    [Fact]
    public async Task A_list_alone_is_the_same_as_within_its_article()
    {
        var alone = await app.AsReader().Get("/api/v1/related-news/1");
        var article = await app.AsReader().Get("/api/v1/articles/1");
        var ofArticle = await app.AsReader().GetAll("/api/v1/articles/1/related-news");

        Assert.Equal(alone.GetRawText(), article.GetProperty("relatedNews")[0].GetRawText());
        Assert.Equal(alone.GetRawText(), ofArticle[0].GetRawText());
    }
}
