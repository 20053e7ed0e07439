using System.IO.Compression;
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

    public static TheoryData<string, string, string> NoFeeds { get; } = new()
    {
        { "", "application/rss+xml", "empty" },
        { "<!doctype html><title>港口</title><h1>港口</h1><p>港口今天恢復通航。</p>", "text/html", "a page of HTML" },
        { "<!doctype html><title>港口</title><p>港口今天恢復通航。</p>", "application/xml", "a page of HTML" },
        { "港口恢復通航", "text/plain", "plain text" },
        { """{"a":1}""", "application/json", "none of what is read" },
        { "港口恢復通航", "application/rss+xml", "feed" },
        { "PNG", "image/png", "image/png" },
        { "%PDF-1.7", "", "none of what is read" },
    };

    [Theory, MemberData(nameof(NoFeeds))]
    public async Task What_is_no_feed_is_a_failure_with_its_reason(string document, string mediaType, string reason)
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Serve(document, mediaType);

        var shown = await _app.Poll(subscription);

        Assert.Equal("failed", shown.GetProperty("lastOutcome").GetString());
        Assert.Contains(reason, shown.GetProperty("lastDetail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await _app.InStore(db => db.Articles.IgnoreQueryFilters().CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("text/rss+xml")]
    [InlineData("application/vnd.news+xml")]
    [InlineData("")]
    public async Task A_feed_is_read_whatever_it_comes_as(string mediaType)
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Serve(FeedServer.Rss(("1", "港口關閉", Date)), mediaType);

        Counts(await _app.Poll(subscription), "updated", created: 1);
    }

    [Fact]
    public async Task A_feed_of_JSON_is_read()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Serve("""{"version":"https://jsonfeed.org/version/1.1","title":"港務局","items":[{"id":"urn:1","title":"港口關閉","content_text":"港口今天關閉。"}]}""", "application/feed+json");

        Counts(await _app.Poll(subscription), "updated", created: 1);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(null, false)]
    [InlineData("gzip", true)]
    [InlineData("gzip", false)]
    [InlineData("br", false)]
    [InlineData("deflate", false)]
    public async Task More_than_10_MB_are_not_read_however_small_they_are_packed(string? coding, bool isRead)
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        var feed = System.Text.Encoding.UTF8.GetBytes(FeedServer.Rss(("1", "港口關閉", Date)));
        _server.Answer = async context =>
        {
            if (coding is not null)
            {
                context.Response.Headers.ContentEncoding = coding;
            }

            await using var packed = coding switch
            {
                "gzip" => (Stream)new GZipStream(context.Response.Body, CompressionLevel.Fastest),
                "br" => new BrotliStream(context.Response.Body, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(context.Response.Body, CompressionLevel.Fastest),
                _ => context.Response.Body,
            };
            await packed.WriteAsync(feed, Cancel);
            var blanks = new byte[1024 * 1024];
            blanks.AsSpan().Fill((byte)' ');

            var length = (10 * 1024 * 1024) - feed.Length + (isRead ? 0 : 1);
            for (var sent = 0; sent < length; sent += blanks.Length)
            {
                await packed.WriteAsync(blanks.AsMemory(0, Math.Min(blanks.Length, length - sent)), Cancel);
            }

            if (!isRead)
            {
                // Whoever waits for the end waits for ever.
                await packed.FlushAsync(Cancel);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        };

        var shown = await _app.Poll(subscription);

        Assert.Equal(isRead ? "updated" : "failed", shown.GetProperty("lastOutcome").GetString());
        Assert.Equal(isRead ? null : "The answer has more than 10 MB.", shown.GetProperty("lastDetail").GetString());
    }

    [Fact]
    public async Task A_length_that_is_too_much_is_believed()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Answer = async context =>
        {
            context.Response.ContentLength = (10 * 1024 * 1024) + 1;
            await context.Response.StartAsync(Cancel);
            await context.Response.Body.FlushAsync(Cancel);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        Assert.Equal("The answer has more than 10 MB.", (await _app.Poll(subscription)).GetProperty("lastDetail").GetString());
    }

    [Theory]
    [InlineData("gzip", "no gzip at all", "unpacked")]
    [InlineData("x-own", "whatever", "content coding")]
    public async Task What_is_packed_wrongly_is_a_failure(string coding, string body, string reason)
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Answer = context =>
        {
            context.Response.Headers.ContentEncoding = coding;
            return context.Response.WriteAsync(body, Cancel);
        };

        Assert.Contains(reason, (await _app.Poll(subscription)).GetProperty("lastDetail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_waits_longer_than_15_seconds(bool hasBegun)
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        var arrived = new TaskCompletionSource();
        _server.Answer = async context =>
        {
            if (hasBegun)
            {
                await context.Response.WriteAsync("<rss>", Cancel);
                await context.Response.Body.FlushAsync(Cancel);
            }

            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        var poll = _app.Poll(subscription);
        await arrived.Task.WaitAsync(Cancel);
        _app.Clock.Advance(TimeSpan.FromSeconds(15) - TimeSpan.FromMilliseconds(1));
        Assert.False(poll.IsCompleted);
        _app.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("There was no whole answer within 15 seconds.", (await poll).GetProperty("lastDetail").GetString());
    }

    [Theory]
    [InlineData("http://nobody.invalid/feed", "no server of this name")]
    [InlineData("http://127.0.0.1:1/feed", "ConnectionRefused")]
    [InlineData("https://127.0.0.1:{port}/feed", "no secure connection")]
    public async Task A_server_that_can_not_be_reached_is_a_failure_with_its_reason(string url, string reason)
    {
        var subscription = await _app.Subscribe(new { url = url.Replace("{port}", $"{new Uri(_server.Url).Port}", StringComparison.Ordinal) });

        var shown = await _app.Poll(subscription);

        Assert.Contains(reason, shown.GetProperty("lastDetail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_into_the_own_network_is_refused()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        _server.Redirect("/feed", 302, "http://169.254.169.254/latest/meta-data/");

        var shown = await _app.Poll(subscription);

        Assert.Equal("failed", shown.GetProperty("lastOutcome").GetString());
        Assert.Contains("169.254.169.254 is no public address", shown.GetProperty("lastDetail").GetString(), StringComparison.Ordinal);
    }

    private static void Counts(JsonElement shown, string outcome, int created = 0, int updated = 0, int unchanged = 0)
    {
        var counts = shown.GetProperty("lastCounts");
        Assert.Equal(
            (outcome, created, updated, unchanged, 0),
            (shown.GetProperty("lastOutcome").GetString(), counts.GetProperty("created").GetInt32(), counts.GetProperty("updated").GetInt32(), counts.GetProperty("unchanged").GetInt32(), counts.GetProperty("refused").GetInt32()));
    }
}
