using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Subscriptions;

/// <summary>What polls do with what servers answer.</summary>
public sealed class PollingTests : IAsyncLifetime
{
    private const string Date = "Sat, 14 Jun 2025 10:34:18 +0800";

    private readonly SubscriptionApp _app = new();

    private FeedServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await FeedServer.Start();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Items_become_articles_once_and_follow_the_feed()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed", publish = true, source = "通訊社" });
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date), ("2", "航線改道", null)));

        Counts(await _app.Poll(subscription), "updated", created: 2);
        Counts(await _app.Poll(subscription), "unchanged", unchanged: 2);
        _server.Serve(FeedServer.Rss(("3", "港口重開", Date), ("1", "港口今天關閉", Date), ("2", "航線改道", null)));
        Counts(await _app.Poll(subscription), "updated", created: 1, updated: 1, unchanged: 1);

        var articles = await _app.AsReader().GetAll("/api/v1/articles");
        Assert.Equal(["港口今天關閉", "港口重開", "航線改道"], articles.Select(article => article.GetProperty("headline").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(articles, article => Assert.Equal("通訊社", article.GetProperty("source").GetProperty("name").GetString()));
        Assert.Contains(await _app.Admin.GetAll("/api/v1/audit"), entry => entry.GetProperty("by").GetString() == "subscription/1" && entry.GetProperty("action").GetString() == "article.revised");
        Assert.Equal(0, (await _app.Verify()).Code);
    }

    [Fact]
    public async Task Why_items_were_refused_is_told_for_each_of_the_first()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed", publish = true });
        _server.Serve(FeedServer.Rss([("1", "港口關閉", Date), .. Enumerable.Range(0, 30).Select(n => ("1", $"港口第{n}次關閉", (string?)Date))]));

        var shown = await _app.Poll(subscription);

        Assert.Equal(30, shown.GetProperty("lastCounts").GetProperty("refused").GetInt32());
        var detail = shown.GetProperty("lastDetail").GetString()!;
        Assert.Contains("Of 31 items 30 were refused.", detail, StringComparison.Ordinal);
        Assert.Contains("“港口第0次關閉”: An earlier story of the document has the same id", detail, StringComparison.Ordinal);
        Assert.Contains("港口第9次關閉", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("港口第10次關閉", detail, StringComparison.Ordinal);
        Assert.Equal(detail, (await _app.Admin.Get(subscription)).GetProperty("lastDetail").GetString());
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date)));
        Assert.Equal(JsonValueKind.Null, (await _app.Poll(subscription)).GetProperty("lastDetail").ValueKind);
    }

    [Fact]
    public async Task Articles_are_drafts_unless_they_are_to_be_published()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date)));

        await _app.Poll(subscription);

        Assert.Empty(await _app.AsReader().GetAll("/api/v1/articles"));
        Assert.Single(await _app.Admin.GetAll("/api/v1/articles?status=draft"));
    }

    [Fact]
    public async Task Two_feeds_that_number_their_items_alike_do_not_take_each_others_articles()
    {
        _server.Serve(FeedServer.Rss(("1", "甲地新聞", Date)));
        await _app.Poll(await _app.Subscribe(new { url = $"{_server.Url}/feed", publish = true }));
        _server.Serve(FeedServer.Rss(("1", "乙地新聞", Date)));
        Counts(await _app.Poll(await _app.Subscribe(new { url = $"{_server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/feed", publish = true })), "updated", created: 1);
    }

    [Fact]
    public async Task A_server_is_asked_only_for_what_is_new()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date)), tag: "W/\"a,b\"");

        await _app.Poll(subscription);
        Counts(await _app.Poll(subscription), "notModified");
        _server.Serve(FeedServer.Rss(("2", "港口重開", Date)), tag: "\"c\"");
        Counts(await _app.Poll(subscription), "updated", created: 1);

        Assert.Equal([null, "W/\"a,b\"", "W/\"a,b\""], _server.Requests.Select(request => request.Headers.GetValueOrDefault("If-None-Match")));
    }

    [Fact]
    public async Task A_date_is_sent_back_as_it_came()
    {
        const string Modified = "Sat, 14 Jun 2025 02:34:18 GMT";
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Answer = context =>
        {
            context.Response.Headers.LastModified = Modified;
            context.Response.StatusCode = context.Request.Headers.IfModifiedSince == Modified ? 304 : 200;
            return context.Response.StatusCode == 200 ? context.Response.WriteAsync(FeedServer.Rss(("1", "港口關閉", Date)), Cancel) : Task.CompletedTask;
        };

        Counts(await _app.Poll(subscription), "updated", created: 1);
        Counts(await _app.Poll(subscription), "notModified");
    }

    [Fact]
    public async Task Other_wishes_make_it_due_at_once_and_read_anew()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date)), tag: "\"a\"");
        await _app.Poll(subscription);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));

        var renamed = await _app.Admin.Send("PATCH", subscription, new { name = "甲", intervalMinutes = 60 }, ("If-Match", "*"));
        var published = await _app.Admin.Send("PATCH", subscription, new { publish = true }, ("If-Match", "*"));

        Assert.Equal(NewsApiApp.Start.AddMinutes(60), renamed.Json.GetProperty("nextPollAt").GetDateTimeOffset());
        Assert.Equal(NewsApiApp.Start.AddMinutes(1), published.Json.GetProperty("nextPollAt").GetDateTimeOffset());
        await _app.PollDue();
        Assert.Single(await _app.AsReader().GetAll("/api/v1/articles"));
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "3600", 3600)]
    [InlineData(503, "0", 60)]
    [InlineData(503, "999999999999", 3600)]
    [InlineData(503, "99999999", 86400)]
    [InlineData(429, "Sun, 01 Mar 2026 15:00:00 GMT", 3 * 3600)]
    [InlineData(429, "Sun, 01 Mar 2020 15:00:00 GMT", 60)]
    [InlineData(429, "Sun, 01 Mar 2065 15:00:00 GMT", 86400)]
    [InlineData(503, "soon", 3600)]
    [InlineData(503, null, 3600)]
    [InlineData(500, "120", 3600)]
    [InlineData(404, null, 3600)]
    public async Task A_server_that_wants_to_be_left_alone_is(int status, string? retryAfter, int seconds)
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Refuse(status, [.. retryAfter is null ? [] : new[] { ("Retry-After", retryAfter) }]);

        var shown = await _app.Poll(subscription);

        Assert.Equal(("failed", 1), (shown.GetProperty("lastOutcome").GetString(), shown.GetProperty("consecutiveFailures").GetInt32()));
        Assert.Contains($"The server answers {status} ", shown.GetProperty("lastDetail").GetString(), StringComparison.Ordinal);
        Assert.Equal(NewsApiApp.Start.AddSeconds(seconds), shown.GetProperty("nextPollAt").GetDateTimeOffset());
        _app.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        await _app.PollDue();
        Assert.Single(_server.Requests);
        _app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _app.PollDue();
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Failures_make_polls_rare_and_success_makes_them_frequent_again()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed", intervalMinutes = 60 });
        List<double> waits = [];
        foreach (var failure in Enumerable.Range(1, 6))
        {
            await _app.PollDue();
            var shown = await _app.Admin.Get(subscription);
            Assert.Equal(failure, shown.GetProperty("consecutiveFailures").GetInt32());
            waits.Add((shown.GetProperty("nextPollAt").GetDateTimeOffset() - _app.Clock.GetUtcNow()).TotalHours);
            _app.Clock.Advance(TimeSpan.FromHours(waits[^1]));
        }

        Assert.Equal([2, 4, 8, 16, 24, 24], waits);
        Assert.Equal(6, _server.Requests.Count);
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date)));
        await _app.PollDue();
        var well = await _app.Admin.Get(subscription);
        Assert.Equal((0, JsonValueKind.Null), (well.GetProperty("consecutiveFailures").GetInt32(), well.GetProperty("lastDetail").ValueKind));
        Assert.Equal(_app.Clock.GetUtcNow().AddHours(1), well.GetProperty("nextPollAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_not_asked_for_again_until_somebody_wants_it()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Refuse(410);

        await _app.PollDue();
        var shown = await _app.Admin.Get(subscription);
        _app.Clock.Advance(TimeSpan.FromDays(30));
        await _app.PollDue();

        Assert.Equal((false, JsonValueKind.Null), (shown.GetProperty("isActive").GetBoolean(), shown.GetProperty("nextPollAt").ValueKind));
        Assert.Contains("410", shown.GetProperty("lastDetail").GetString(), StringComparison.Ordinal);
        Assert.Single(_server.Requests);
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date)));
        await _app.Admin.Send("PATCH", subscription, new { isActive = true }, ("If-Match", "*"));
        await _app.PollDue();
        Counts(await _app.Admin.Get(subscription), "updated", created: 1);
        Assert.Contains(await _app.Admin.GetAll("/api/v1/audit"), entry => entry.GetProperty("action").GetString() == "subscription.ended");
    }

    [Theory]
    [InlineData(301, "/moved")]
    [InlineData(308, "/moved")]
    [InlineData(302, "/feed")]
    [InlineData(303, "/feed")]
    [InlineData(307, "/feed")]
    public async Task A_redirect_that_is_for_good_is_remembered(int status, string expected)
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date)));
        _server.Redirect("/feed", status, "/moved");

        var shown = await _app.Poll(subscription);

        Counts(shown, "updated", created: 1);
        Assert.Equal($"{_server.Url}{expected}", shown.GetProperty("url").GetString());
        Assert.Equal(expected != "/feed", shown.GetProperty("lastDetail").GetString()?.Contains("moved for good", StringComparison.Ordinal) == true);
        Counts(await _app.Poll(subscription), "unchanged", unchanged: 1);
    }

    [Fact]
    public async Task A_move_to_what_is_no_feed_is_not_believed()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Serve("<!doctype html><p>This domain is for sale.</p>", "text/html");
        _server.Redirect("/feed", 301, "/parking");

        var shown = await _app.Poll(subscription);

        Assert.Equal(("failed", $"{_server.Url}/feed"), (shown.GetProperty("lastOutcome").GetString(), shown.GetProperty("url").GetString()));
    }

    private static void Counts(JsonElement shown, string outcome, int created = 0, int updated = 0, int unchanged = 0)
    {
        var counts = shown.GetProperty("lastCounts");
        Assert.Equal(
            (outcome, created, updated, unchanged, 0),
            (shown.GetProperty("lastOutcome").GetString(), counts.GetProperty("created").GetInt32(), counts.GetProperty("updated").GetInt32(), counts.GetProperty("unchanged").GetInt32(), counts.GetProperty("refused").GetInt32()));
    }
}
