using System.Net;
using NewsApi.Access;
using NewsApi.Persistence.Sqlite;

namespace NewsApi.Tests.Caching;

/// <summary>What is kept, how much of it, and that nobody can tell but by the time it takes.</summary>
public sealed class AnswerCacheTests
{
    private const string Counted = "/test/counted/articles";

    private sealed class With(string key, string value) : CachedApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { [key] = value };
    }

    [Fact]
    public async Task Of_a_hundred_equal_requests_at_once_one_is_answered_from_the_store()
    {
        using var app = new CachedApp();
        var reader = app.AsReader();
        await reader.Get("/api/v1/articles");
        app.Turnstile.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var all = Enumerable.Range(0, 100).Select(_ => reader.Get(Counted)).ToList();
        await Until(() => app.Turnstile.Entered > 0);
        app.Turnstile.Gate.SetResult();
        await Task.WhenAll(all);

        // Of those that come later, some may find that somebody wrote meanwhile: on a server with several databases, to another one.
        Assert.InRange(app.Turnstile.Entered, 1, await app.InStore(db => Task.FromResult(db is SqliteNewsDbContext)) ? 1 : 5);
    }

    [Fact]
    public async Task Who_waits_for_somebody_elses_answer_gets_one_of_his_own_when_that_one_goes_away()
    {
        using var app = new CachedApp();
        var http = app.CreateClient();
        app.Turnstile.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var gone = new CancellationTokenSource();
        var first = http.GetAsync(Counted, gone.Token);
        await Until(() => app.Turnstile.Entered == 1);
        var second = app.AsReader().Get(Counted);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        app.Turnstile.Gate.SetResult();

        Assert.Equal(0, (await second).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task What_is_kept_stays_within_its_memory()
    {
        using var app = new With("Cache:MaxMegabytes", "1");
        var reader = app.AsReader();
        for (var n = 0; n < 150; n++)
        {
            await reader.Get($"{Counted}?size={6000 + n}");
        }

        Assert.InRange(app.Kept.Count, 1, 200);
        Assert.InRange(app.Kept.Bytes, 1, 1024 * 1024);
    }

    [Fact]
    public async Task Answers_to_keys_previews_drafts_and_what_depends_on_the_time_are_never_kept()
    {
        using var app = new CachedApp();
        var editor = app.AsKey(Scopes.Admin);
        var draft = (await editor.Send("POST", "/api/v1/articles", new { headline = "祕密" })).Header("Location")!;
        var preview = (await editor.Send("POST", $"{draft}/preview-links", new { expiresInSeconds = 3600 })).Json.GetProperty("url").GetString()!;
        await editor.Get("/api/v1/articles?status=draft");
        await editor.Get(draft);
        await editor.Get("/api/v1/articles");
        var seen = await app.AsReader().Ask(preview);
        await app.AsReader().Ask("/sitemap-news.xml");
        await app.AsReader().Ask("/health/ready");
        await app.AsReader().Ask("/openapi/v1.json");
        await app.AsReader().Ask("/robots.txt");

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal(0, app.Kept.Count);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AsReader().Ask(draft)).Status);
        Assert.DoesNotContain("祕密", (await app.AsReader().Ask("/api/v1/articles")).Body, StringComparison.Ordinal);
        Assert.Equal(1, app.Kept.Count);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsBearer("news_wrong").Ask("/api/v1/articles")).Status);
    }

    [Fact]
    public async Task Nothing_is_kept_where_that_is_switched_off()
    {
        using var app = new With("Cache:Enabled", "false");

        await app.AsReader().Get(Counted);
        await app.AsReader().Get(Counted);

        Assert.Equal(2, app.Turnstile.Entered);
        Assert.Equal(0, app.Kept.Count);
    }

    [Fact]
    public async Task A_cache_in_front_is_told_how_long_it_may_answer_and_by_what_to_purge()
    {
        using var app = new With("Cache:SharedMaxAge", "600");
        await app.Given(Some.Article());
        foreach (var _ in new int[2])
        {
            var article = await app.AsReader().Ask("/api/v1/articles/1");
            Assert.Equal("public, max-age=0, s-maxage=600", article.Header("Cache-Control"));
            Assert.Contains("articles", article.Header("Surrogate-Key")!.Split(' '));
            Assert.Equal("section-kinds sections", (await app.AsReader().Ask("/api/v1/section-kinds")).Header("Surrogate-Key"));
        }

        Assert.Equal("public, no-cache", (await app.AsReader().Ask("/sitemap-news.xml")).Header("Cache-Control"));
        Assert.Contains("no-store", (await app.AsKey(Scopes.DraftsRead).Ask("/api/v1/articles")).Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_a_client_says_it_has_the_answer_is_the_same_whether_it_was_kept_or_not()
    {
        using var store = TestStore.Ready();
        using var cached = new SeededApp(store);
        await cached.AsReader().Get("/api/v1/articles/1");
        cached.Clock.Advance(TimeSpan.FromHours(1));
        using var fresh = new Uncached(store);
        await fresh.AsReader().Get("/api/v1/articles/1");
        fresh.Clock.Advance(TimeSpan.FromHours(1));
        var (keeper, maker) = (cached.AsReader(), fresh.AsReader());
        string[] paths = ["/api/v1/articles/1", "/api/v1/articles", "/api/v1/articles/1?format=markdown", "/api/v1/articles/1/sections/1", "/feeds/latest.atom", "/api/v1/articles/999"];
        string[] codings = ["", "gzip", "gzip;q=0.5, br", "*;q=0"];
        foreach (var path in paths)
        {
            var full = await fresh.AsReader().Ask(path);
            var (tag, date) = (full.Header("ETag") ?? "\"x\"", full.Header("Last-Modified") ?? "Sun, 01 Mar 2026 11:00:00 GMT");
            (string, string)[][] conditions =
            [
                [], [("If-None-Match", tag)], [("If-None-Match", $"W/{tag}")], [("If-None-Match", "*")], [("If-None-Match", "\"other\"")], [("If-None-Match", $"\"other\", {tag}")], [("If-None-Match", "bad")],
                [("If-Modified-Since", date)], [("If-Modified-Since", "Sun, 01 Mar 2020 11:00:00 GMT")], [("If-Modified-Since", "bad")], [("If-None-Match", "\"other\""), ("If-Modified-Since", date)],
                [("If-Match", tag)], [("If-Match", "*")], [("If-Match", "\"other\"")], [("If-Match", "bad")], [("If-Match", tag), ("If-None-Match", tag)],
                [("If-Unmodified-Since", date)], [("If-Unmodified-Since", "Sun, 01 Mar 2020 11:00:00 GMT")], [("If-Match", "*"), ("If-Unmodified-Since", "Sun, 01 Mar 2020 11:00:00 GMT")],
                [("Accept-Language", "zh-CN")], [("Accept-Language", "zh-Hant, zh-Hans;q=0.5"), ("If-None-Match", tag)], [("Accept", "application/ld+json")], [("Accept", "image/png")],
                [("Origin", "https://page.example")], [("Range", "bytes=0-3")],
            ];
            foreach (var condition in conditions)
            {
                foreach (var (coding, method) in codings.Select(coding => (coding, "GET")).Append(("", "HEAD")))
                {
                    var headers = coding.Length == 0 ? condition : [.. condition, ("Accept-Encoding", coding)];
                    var expected = await maker.Ask(path, method, headers);
                    var where = $"{method} {path} {string.Join("; ", headers)}";
                    foreach (var _ in new int[2])
                    {
                        var answer = await keeper.Ask(path, method, headers);
                        Assert.True(expected.Status == answer.Status, $"{where}: {answer.Status}, not {expected.Status}");
                        Assert.True(Shown(expected) == Shown(answer), $"{where}:\n{Shown(answer)}\nnot\n{Shown(expected)}");
                        Assert.True(expected.Status != HttpStatusCode.OK || coding.Length > 0 || expected.Body == answer.Body, where);
                    }
                }
            }
        }

        // What compressed bodies are made of differs by how long it is tried, and so does their length.
        static string Shown(Answer answer) => string.Join('\n', answer.Headers.Where(header => header.Key != "Content-Length" || !answer.Headers.ContainsKey("Content-Encoding"))
            .Where(header => (int)answer.Status < 400 || header.Key != "Content-Length").OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}"));
    }

    [Fact]
    public async Task A_kept_answer_counts_against_the_limit_of_the_address()
    {
        using var app = new Limited();
        for (var left = 1; left >= 0; left--)
        {
            Assert.Equal($"\"address\";r={left};t=3600", (await app.AsReader().Ask("/api/v1/articles")).Header("RateLimit"));
        }

        var refused = await app.AsReader().Ask("/api/v1/articles");
        refused.Problem(HttpStatusCode.TooManyRequests);
        Assert.Equal("\"address\";r=0;t=3600", refused.Header("RateLimit"));
        Assert.Equal("3600", refused.Header("Retry-After"));
    }

    [Fact]
    public async Task What_will_go_says_so_and_until_when()
    {
        using var app = new CachedApp();
        var route = await app.AsReader().Ask("/test/counted/deprecated");
        var used = await app.AsReader().Ask("/test/counted/parameter?old=1");
        var unused = await app.AsReader().Ask("/test/counted/parameter");

        Assert.All([route, used], answer =>
        {
            Assert.Equal("@1769817600", answer.Header("Deprecation"));
            Assert.Equal("Sun, 31 Jan 2027 00:00:00 GMT", answer.Header("Sunset"));
            Assert.Equal("<https://news.example/changes>; rel=\"deprecation\"", answer.Header("Link"));
        });
        Assert.Null(unused.Header("Deprecation"));
    }

    private sealed class Limited : CachedApp
    {
        protected override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["RateLimiting:Enabled"] = "true", ["RateLimiting:Requests"] = "2", ["RateLimiting:WindowSeconds"] = "3600" };
    }

    private sealed class Uncached(TestStore store) : NewsApiApp(store)
    {
        protected override bool HasSeed => true;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Cache:Enabled"] = "false" };
    }

    /// <summary>What other threads have to come to first takes its time; that it comes at all is what counts.</summary>
    private static async Task Until(Func<bool> isSo)
    {
        for (var attempt = 0; !isSo(); attempt++)
        {
            Assert.True(attempt < 3000, "It did not come to be.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
