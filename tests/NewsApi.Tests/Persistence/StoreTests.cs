using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Persistence;

/// <summary>What the store promises below the API, whatever the database.</summary>
public sealed class StoreTests(SeededApp app) : IClassFixture<SeededApp>
{
    [Fact]
    public async Task A_snapshot_sees_one_state_and_holds_up_no_writer() => await app.InStore(async db =>
    {
        await using var snapshot = await db.BeginSnapshotAsync(TestContext.Current.CancellationToken);
        var before = await db.Articles.CountAsync(TestContext.Current.CancellationToken);
        await app.Given(Some.Article());

        Assert.Equal(before, await db.Articles.CountAsync(TestContext.Current.CancellationToken));
        return 0;
    });

    [Fact]
    public async Task Writers_take_turns_and_each_sees_what_those_before_it_did()
    {
        const int Writers = 20;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => app.Given(Some.Article("同名")), TestContext.Current.CancellationToken)));

        var slugs = await app.InStore(db => db.Articles.Where(article => article.Headline == "同名").Select(article => article.Slug).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Enumerable.Range(1, Writers).Select(n => n == 1 ? "同名" : $"同名-{n}").Order(StringComparer.Ordinal), slugs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Texts_are_ordered_by_their_bytes_as_UTF_8()
    {
        string[] headlines = ["z", "Z", "a", "_", "é", "一", "丁", "\uFF5E", "😀"];
        foreach (var headline in headlines)
        {
            await app.Given(Some.Article(headline, "1999-01-01T00:00:00Z"));
        }

        var stored = await app.InStore(db => db.Articles.Where(article => article.PublishedAt < new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
            .OrderBy(article => article.Headline).Select(article => article.Headline).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(headlines.OrderBy(headline => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(headline)), StringComparer.Ordinal), stored);
    }

    [Fact]
    public async Task Instants_come_back_cut_off_to_the_microsecond()
    {
        var id = await app.Given(Some.Article(publishedAt: "2026-01-01T00:00:00.1234569+08:00"));

        var stored = await app.InStore(db => db.Articles.Where(article => article.Id == id).Select(article => article.PublishedAt).SingleAsync(TestContext.Current.CancellationToken));

        Assert.Equal(new DateTimeOffset(2025, 12, 31, 16, 0, 0, TimeSpan.Zero).AddTicks(1_234_560), stored);
        Assert.Equal(TimeSpan.Zero, stored.Offset);
    }
}
