using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Subscriptions;

/// <summary>What is read of what servers send, and what is not.</summary>
public sealed class FeedAnswerTests : IAsyncLifetime
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

    private static void Counts(JsonElement shown, string outcome, int created)
    {
        var counts = shown.GetProperty("lastCounts");
        Assert.Equal(
            (outcome, created, 0, 0, 0),
            (shown.GetProperty("lastOutcome").GetString(), counts.GetProperty("created").GetInt32(), counts.GetProperty("updated").GetInt32(), counts.GetProperty("unchanged").GetInt32(), counts.GetProperty("refused").GetInt32()));
    }
}
