using System.Net;
using System.Text.Json;
using NewsApi.Editorial;
using NewsApi.Model;
using NewsApi.Subscriptions;

namespace NewsApi.Tests.Subscriptions;

/// <summary>Feeds whose items become entries of a related-news list.</summary>
public sealed class RelatedNewsTargetTests : IAsyncLifetime
{
    private readonly SubscriptionApp _app = new();

    private FeedServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FeedServer.Start();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task New_items_are_entries_in_the_lists_order_and_a_revision_of_its_article()
    {
        var (article, list) = await GivenAList(Entry("2025-06-13T10:00:00+08:00", "昨天"), Entry("2025-06-11T10:00:00+08:00", "前天"));
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed", target = "relatedNews", relatedNewsListId = list });
        _server.Serve(FeedServer.Rss(("1", "今天", "Sat, 14 Jun 2025 10:34:18 +0800"), ("2", "其間", "Thu, 12 Jun 2025 10:34:18 +0800"), ("3", "無時", null), ("1", "今天", "Sat, 14 Jun 2025 10:34:18 +0800")));

        var first = await _app.Poll(subscription);
        var second = await _app.Poll(subscription);

        Assert.Equal((2, 1, 1), Counts(first));
        Assert.Contains("“無時”: It has no time", first.GetProperty("lastDetail").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, 3, 1), Counts(second));
        Assert.Equal(("updated", "unchanged"), (first.GetProperty("lastOutcome").GetString(), second.GetProperty("lastOutcome").GetString()));
        var entries = await _app.AsReader().GetAll($"/api/v1/related-news/{list}/entries");
        Assert.Equal(["今天", "昨天", "其間", "前天"], entries.Select(entry => entry.GetProperty("title").GetString()));
        Assert.Equal(("2025-06-14T10:34:18+08:00", "https://port.example/1", "2025-06-14 10:34:18"), (
            entries[0].GetProperty("publishedAt").GetString(), entries[0].GetProperty("url").GetString(), entries[0].GetProperty("printedTime").GetString()));
        Assert.Equal(2, (await _app.AsReader().Get($"/api/v1/articles/{article}")).GetProperty("version").GetInt32());
        Assert.Single(await _app.AsReader().GetAll("/api/v1/articles"));
        Assert.Equal(0, (await _app.Verify()).Code);
    }

    [Fact]
    public async Task A_list_that_was_removed_is_a_failure_and_no_loss()
    {
        var (_, list) = await GivenAList(Entry("2025-06-13T10:00:00+08:00", "昨天"));
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed", target = "relatedNews", relatedNewsListId = list });
        _server.Serve(FeedServer.Rss(("1", "今天", "Sat, 14 Jun 2025 10:34:18 +0800")), tag: "\"a\"");
        Assert.Equal(HttpStatusCode.NoContent, (await _app.Admin.Send("DELETE", $"/api/v1/related-news/{list}", null, ("If-Match", "*"))).Status);

        var failed = await _app.Poll(subscription);
        var renamed = await _app.Admin.Send("PATCH", subscription, new { name = "甲" }, ("If-Match", "*"));
        var turned = await _app.Admin.Send("PATCH", subscription, new { target = "articles", publish = true }, ("If-Match", "*"));

        Assert.Equal("failed", failed.GetProperty("lastOutcome").GetString());
        Assert.Contains($"no related-news list {list}", failed.GetProperty("lastDetail").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (renamed.Status, turned.Status));
        Assert.Equal("updated", (await _app.Poll(subscription)).GetProperty("lastOutcome").GetString());
    }

    public static TheoryData<string, string, string> Merges { get; } = new()
    {
        // Days, as the list has them · as the feed has them · the list then. A letter behind a day is the address.
        { "5 3 1", "4", "5 4 3 1" },
        { "1 3 5", "4", "1 3 4 5" },
        { "5 3 1", "9 0", "9 5 3 1 0" },
        { "1 3 5", "9 0", "0 1 3 5 9" },
        { "5", "9 4", "9 5 4" },
        { "5 1 3", "4", "5 4 1 3" },
        { "5 3", "5 3", "5 3" },
        { "5a 3b", "7a 8b", "5a 3b" },
        { "5a", "5", "5a" },
        { "5", "5a", "5" },
        { "5a 3b", "5c", "5a 3b" },
        { "5 3", "", "5 3" },
        { "5", "4 4 4a 4b", "5 4" },
    };

    [Theory, MemberData(nameof(Merges))]
    public void A_merge_keeps_the_order_and_doubles_nothing(string present, string found, string merged)
    {
        var (list, added) = RelatedNewsMerge.Merge(new RelatedNewsInput { Title = "表", Entries = Read(present) }, Read(found));

        Assert.Equal(merged, string.Join(' ', list.Entries.Select(Write)));
        Assert.Equal(list.Entries.Count - Read(present).Count, added);
    }

    [Fact]
    public void A_full_list_keeps_the_newest()
    {
        var present = Enumerable.Range(0, 1000).Select(number => new EntryInput { PublishedAt = NewsApiApp.Start.AddMinutes(-number), Title = $"{number}" }).ToList();
        var (first, added) = RelatedNewsMerge.Merge(
            new RelatedNewsInput { Entries = present }, [new EntryInput { PublishedAt = NewsApiApp.Start.AddDays(1) }, new EntryInput { PublishedAt = NewsApiApp.Start.AddDays(-9) }]);
        var (last, _) = RelatedNewsMerge.Merge(new RelatedNewsInput { Entries = [.. present.AsEnumerable().Reverse()] }, [new EntryInput { PublishedAt = NewsApiApp.Start.AddDays(1) }]);

        Assert.Equal((1000, 1, NewsApiApp.Start.AddDays(1), "998"), (first.Entries.Count, added, first.Entries[0].PublishedAt, first.Entries[^1].Title));
        Assert.Equal((1000, "998", NewsApiApp.Start.AddDays(1)), (last.Entries.Count, last.Entries[0].Title, last.Entries[^1].PublishedAt));
    }

    private static List<EntryInput> Read(string days) =>
    [
        .. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => new EntryInput
        {
            PublishedAt = NewsApiApp.Start.AddDays(day[0] - '0'), Title = "同題", Url = day.Length > 1 ? $"https://news.example/{day[1]}" : null,
        }),
    ];

    private static string Write(EntryInput entry) => $"{(entry.PublishedAt - NewsApiApp.Start).Days}{entry.Url?[^1]}";

    private static (int Created, int Unchanged, int Refused) Counts(JsonElement shown)
    {
        var counts = shown.GetProperty("lastCounts");
        return (counts.GetProperty("created").GetInt32(), counts.GetProperty("unchanged").GetInt32(), counts.GetProperty("refused").GetInt32());
    }

    private static RelatedNewsEntryDraft Entry(string at, string title) =>
        new(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), DatePrecision.Second, at, title);

    private async Task<(long Article, long List)> GivenAList(params RelatedNewsEntryDraft[] entries)
    {
        var article = await _app.Given(Some.Article() with { RelatedNews = [new RelatedNewsDraft("國際新聞", entries)] });
        return (article, (await _app.AsReader().Get($"/api/v1/articles/{article}/related-news")).GetProperty("items")[0].GetProperty("id").GetInt64());
    }
}
