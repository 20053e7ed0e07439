using NewsApi.Access;

namespace NewsApi.Tests.Caching.Sqlite;

/// <summary>A kept answer goes when what it was read from is written to, and not before.</summary>
public sealed class EvictionTests
{
    private const string Counted = "/test/counted/articles";

    private const string CountedKinds = "/test/counted/kinds";

    [Fact]
    public async Task Writes_to_other_tables_leave_an_answer_where_it_is()
    {
        using var app = new CachedApp();
        await app.Given(Some.Article());
        await app.AsReader().Get(Counted);
        await app.AsReader().Get(CountedKinds);

        await app.GivenKey(Scopes.DraftsRead);
        await app.AsReader().Get(Counted);
        Assert.Equal(2, app.Turnstile.Entered);

        await app.Given(Some.Article("又一篇"));
        await app.AsReader().Get(CountedKinds);
        Assert.Equal(2, app.Turnstile.Entered);
        Assert.Equal(2, (await app.AsReader().Get(Counted)).GetProperty("count").GetInt32());
        Assert.Equal(3, app.Turnstile.Entered);
    }

    [Fact]
    public async Task What_another_program_writes_to_the_file_is_seen_at_once()
    {
        using var app = new CachedApp();
        await app.Given(Some.Article());
        for (var n = 1; n <= 20; n++)
        {
            await app.Store.Execute($"UPDATE \"SectionKinds\" SET \"Description\" = '第{n}次'");

            Assert.Contains($"第{n}次", (await app.AsReader().Ask("/api/v1/section-kinds")).Body, StringComparison.Ordinal);
            Assert.Contains($"第{n}次", (await app.AsReader().Ask("/api/v1/section-kinds")).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_command_line_writes_is_seen_by_the_server_at_once()
    {
        using var app = new NewsApiApp();
        await app.AsReader().Get("/api/v1/articles");
        using var other = new NewsApiApp(app.Store);

        await other.Given(Some.Article("由別處寫入"));

        Assert.Contains("由別處寫入", (await app.AsReader().Ask("/api/v1/articles")).Body, StringComparison.Ordinal);
    }
}
