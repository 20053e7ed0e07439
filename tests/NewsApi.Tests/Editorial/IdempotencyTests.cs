using System.Net;
using System.Text;

namespace NewsApi.Tests.Editorial;

/// <summary>A POST with an Idempotency-Key is done once, however often it is sent.</summary>
public sealed class IdempotencyTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Articles = "/api/v1/articles";
    private const string Header = "Idempotency-Key";

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_makes_nothing()
    {
        var editor = app.AsKey("articles:write");

        var first = await editor.Send("POST", Articles, Article("同一篇"), (Header, "\"a-1\""));
        var again = await editor.Send("POST", Articles, Article("同一篇"), (Header, "a-1"));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Null(first.Header("Idempotent-Replayed"));
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.Equal(first.Body, again.Body);
        Assert.All(["Location", "ETag", "Content-Type", "Content-Language", "Last-Modified", "Cache-Control"], name => Assert.Equal(first.Header(name), again.Header(name)));
        Assert.NotNull(first.Header("ETag"));
        Assert.Equal(1, await Count("同一篇"));
    }

    [Fact]
    public async Task Ten_equal_requests_at_once_make_one_article()
    {
        var editor = app.AsKey("articles:write");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => editor.Send("POST", Articles, Article("十次"), (Header, "ten")))));

        Assert.Equal(1, await Count("十次"));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created && answer.Header("Idempotent-Replayed") is null);
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.Body));
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.Conflict), answer =>
        {
            answer.Problem(HttpStatusCode.Conflict);
            Assert.Equal("1", answer.Header("Retry-After"));
        });
        Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Body).Distinct());
    }

    [Fact]
    public async Task Another_body_address_or_media_type_under_the_same_key_is_422()
    {
        var editor = app.AsKey("articles:write", "articles:publish");
        Assert.Equal(HttpStatusCode.Created, (await editor.Send("POST", Articles, Article("原文"), (Header, "other"))).Status);

        (await editor.Send("POST", Articles, Article("別的"), (Header, "other"))).Problem(HttpStatusCode.UnprocessableEntity);
        (await editor.Send("POST", $"{Articles}?note=x", Article("原文"), (Header, "other"))).Problem(HttpStatusCode.UnprocessableEntity);
        (await editor.Send("POST", $"{Articles}/1/publish", Article("原文"), (Header, "other"))).Problem(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await Count("別的"));
    }

    [Fact]
    public async Task The_same_key_of_another_caller_is_another_key()
    {
        var (one, other) = (app.AsKey("articles:write"), app.AsKey("articles:write"));

        var first = await one.Send("POST", Articles, Article("兩人"), (Header, "shared"));
        var second = await other.Send("POST", Articles, Article("兩人"), (Header, "shared"));

        Assert.Null(second.Header("Idempotent-Replayed"));
        Assert.NotEqual(first.Header("Location"), second.Header("Location"));
        Assert.Equal(2, await Count("兩人"));
    }

    [Fact]
    public async Task What_was_refused_is_not_kept_and_may_be_put_right_under_the_same_key()
    {
        var editor = app.AsKey("articles:write");

        (await editor.Send("POST", Articles, new { headline = "" }, (Header, "second-try"))).Problem(HttpStatusCode.BadRequest);
        var right = await editor.Send("POST", Articles, Article("改好了"), (Header, "second-try"));

        Assert.Equal(HttpStatusCode.Created, right.Status);
        Assert.Null(right.Header("Idempotent-Replayed"));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"open")]
    [InlineData("two words")]
    [InlineData("one, two")]
    [InlineData("鍵")]
    [InlineData("LONG")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        var editor = app.AsKey("articles:write");

        var answer = await editor.Send("POST", Articles, Article("無鍵"), (Header, key == "LONG" ? new string('k', 256) : key));

        Assert.Equal(Header, answer.Problem(HttpStatusCode.BadRequest).GetProperty("errors")[0].GetProperty("parameter").GetString());
        Assert.Equal(0, await Count("無鍵"));
    }

    [Fact]
    public async Task A_key_has_255_characters_at_most_and_quotes_do_not_count()
    {
        var editor = app.AsKey("articles:write");
        var key = new string('k', 255);

        var first = await editor.Send("POST", Articles, Article("長鍵"), (Header, key));
        var again = await editor.Send("POST", Articles, Article("長鍵"), (Header, $"\"{key}\""));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task Reads_and_other_methods_do_not_look_at_the_header() =>
        Assert.Equal(HttpStatusCode.OK, (await app.AsKey("articles:write").Ask(Articles, "GET", (Header, "two words"))).Status);

    [Fact]
    public async Task A_new_key_is_shown_again_and_stands_nowhere_in_the_store()
    {
        var admin = app.AsKey("admin");
        var body = new { name = "importer", scopes = new[] { "articles:write" } };

        var first = await admin.Send("POST", "/api/v1/keys", body, (Header, "key-1"));
        var again = await admin.Send("POST", "/api/v1/keys", body, (Header, "key-1"));
        var secret = first.Json.GetProperty("key").GetString()!;
        var stored = await app.InStore(db => Task.FromResult(db.IdempotentAnswers.Single(answer => answer.Key == "key-1")));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.True(stored.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0);
        Assert.False(await app.Store.Holds(secret[^30..]), "The store holds the key.");
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day()
    {
        using var own = new NewsApiApp();
        var editor = own.AsKey("articles:write");
        var first = await editor.Send("POST", Articles, Article("一天"), (Header, "day"));

        own.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        var within = await editor.Send("POST", Articles, Article("一天"), (Header, "day"));
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        var after = await editor.Send("POST", Articles, Article("一天"), (Header, "day"));

        Assert.Equal("true", within.Header("Idempotent-Replayed"));
        Assert.Null(after.Header("Idempotent-Replayed"));
        Assert.NotEqual(first.Header("Location"), after.Header("Location"));
        Assert.Equal(1, await own.InStore(db => Task.FromResult(db.IdempotentAnswers.Count())));
    }

    [Fact]
    public async Task After_a_restart_the_answer_is_still_there()
    {
        using var before = new NewsApiApp();
        var (_, key) = await before.GivenKey("articles:write");
        var first = await before.AsBearer(key).Send("POST", Articles, Article("重啟"), (Header, "restart"));

        using var after = new NewsApiApp(before.Store);
        var again = await after.AsBearer(key).Send("POST", Articles, Article("重啟"), (Header, "restart"));

        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.Equal(first.Body, again.Body);
    }

    [Fact]
    public async Task An_answer_that_only_another_token_opens_is_409_and_nothing_is_done_again()
    {
        var (one, other) = (app.AsKey("articles:write"), app.AsKey("articles:write"));
        await one.Send("POST", Articles, Article("換票"), (Header, "sealed-1"));
        await other.Send("POST", Articles, Article("換票"), (Header, "sealed-2"));
        await app.InStore(async db =>
        {
            // As if the first caller had a new token for the same name: what is kept was sealed with another one.
            var foreign = db.IdempotentAnswers.Single(answer => answer.Key == "sealed-2");
            var own = db.IdempotentAnswers.Single(answer => answer.Key == "sealed-1");
            db.Entry(own).Property(answer => answer.Body).CurrentValue = foreign.Body;
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var problem = (await one.Send("POST", Articles, Article("換票"), (Header, "sealed-1"))).Problem(HttpStatusCode.Conflict);

        Assert.Contains("token", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, await Count("換票"));
    }

    [Fact]
    public async Task Without_a_valid_key_of_ours_nothing_is_replayed()
    {
        var editor = app.AsKey("articles:write");
        await editor.Send("POST", Articles, Article("無權"), (Header, "no-access"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsReader().Send("POST", Articles, Article("無權"), (Header, "no-access"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.AsKey("drafts:read").Send("POST", Articles, Article("無權"), (Header, "no-access"))).Status);
    }

    private static object Article(string headline) => new { headline, sections = new[] { new { kind = "lead", blocks = new[] { new { type = "paragraph", text = "正文。" } } } } };

    private async Task<int> Count(string headline) =>
        (await app.AsKey("drafts:read").GetAll($"{Articles}?status=draft")).Count(article => article.GetProperty("headline").GetString() == headline);
}
