using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Editorial;

/// <summary>Many articles at once: each has its own outcome, or all have one.</summary>
public sealed class BatchTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Batch = "/api/v1/articles/batch";

    [Fact]
    public async Task Of_a_thousand_the_good_ones_land_in_order_and_the_bad_ones_say_why()
    {
        using var own = new NewsApiApp();
        var items = Enumerable.Range(0, 1000).Select(number => number % 100 == 7 ? (object)new { headline = $"第{number}篇", subtitle = "?" } : Article($"第{number}篇", tags: ["港口", $"標籤{number % 5}"])).ToArray();

        var answer = await own.AsKey("articles:write").Send("POST", Batch, new { items });

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        var outcomes = answer.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(1000, outcomes.Count);
        Assert.All(outcomes.Index(), outcome =>
        {
            if (outcome.Index % 100 == 7)
            {
                Assert.Equal(400, outcome.Item.GetProperty("status").GetInt32());
                Assert.Equal("/subtitle", outcome.Item.GetProperty("errors")[0].GetProperty("pointer").GetString());
                Assert.False(outcome.Item.TryGetProperty("id", out _));
            }
            else
            {
                Assert.Equal(201, outcome.Item.GetProperty("status").GetInt32());
                Assert.Equal($"第{outcome.Index}篇", outcome.Item.GetProperty("slug").GetString());
                Assert.False(outcome.Item.TryGetProperty("errors", out _));
            }
        });
        Assert.Equal(990, outcomes.Where(outcome => outcome.TryGetProperty("id", out _)).Select(outcome => outcome.GetProperty("id").GetInt64()).Distinct().Count());
        Assert.Equal((990, 990, 6), await own.InStore(db => Task.FromResult((
            db.Articles.IgnoreQueryFilters().Count(), db.ArticleRevisions.Count(), db.Tags.Count()))));
        Assert.Equal(990, await own.InStore(db => Task.FromResult(db.AuditEntries.Count(entry => entry.Action == "article.created"))));
        var last = await own.AsKey("drafts:read").Get($"/api/v1/articles/{outcomes[999].GetProperty("id").GetInt64()}");
        Assert.Equal(["標籤4", "港口"], last.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("停火談判", "停火談判", "停火談判-2", "停火談判-3")]
    [InlineData("1984", "n-1984", "n-1984-2", "n-1984-3")]
    public async Task Equal_headlines_get_names_of_their_own_within_a_batch_and_after_it(string headline, params string[] names)
    {
        using var own = new NewsApiApp();
        var key = own.AsKey("articles:write");

        var batch = await key.Send("POST", Batch, new { items = new[] { Article(headline), Article(headline) } });
        var alone = await key.Send("POST", "/api/v1/articles", Article(headline));

        Assert.Equal<string[]>(names, [.. batch.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()!), await own.InStore(db =>
            db.Articles.IgnoreQueryFilters().OrderByDescending(article => article.Id).Select(article => article.Slug).FirstAsync())]);
        Assert.True(alone.Status is HttpStatusCode.Created or HttpStatusCode.NoContent, alone.Body);
    }

    [Fact]
    public async Task Each_row_is_judged_by_itself()
    {
        await app.Given(Some.Article("已有") with { Slug = "已有" });

        var answer = await app.AsKey("articles:write").Send("POST", Batch, new
        {
            items = new object?[]
            {
                Article("好"),
                null,
                "text",
                Article("要發布", status: "published"),
                Article("撞名", slug: "已有"),
                Article("好"),
                new { headline = "沒有這一類", sections = new[] { new { kind = "weather", blocks = Array.Empty<object>() } } },
                Article("撞名", slug: "自選"),
                Article("撞名", slug: "自選"),
                Article("同一個標籤", tags: ["港口", "港口"]),
            },
        });

        var items = answer.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([201, 400, 400, 403, 409, 201, 400, 201, 409, 400], items.Select(item => item.GetProperty("status").GetInt32()));
        Assert.Equal(["好", "好-2", "自選"], items.Where(item => item.TryGetProperty("slug", out _)).Select(item => item.GetProperty("slug").GetString()));
        Assert.Equal(["", "", "/status", "/slug", "/sections/0/kind", "/slug", "/tags/1"], items.Where(item => item.TryGetProperty("errors", out _)).Select(item => item.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task A_name_given_twice_spoils_only_its_row()
    {
        var answer = await app.AsKey("articles:write").Send("POST", Batch, """{"items":[{"headline":"一","headline":"二"},{"headline":"單名"}]}""");

        Assert.Equal([400, 201], answer.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Atomic_makes_all_or_nothing()
    {
        using var own = new NewsApiApp();
        await own.Given(Some.Article("舊聞") with { Slug = "舊聞" });
        var editor = own.AsKey("articles:write");
        var many = Enumerable.Range(0, 300).Select(number => Article($"全部{number}")).ToList();

        var invalid = await editor.Send("POST", $"{Batch}?atomic=true", new { items = (object[])[Article("甲"), Article(""), Article("乙", status: "published")] });
        var taken = await editor.Send("POST", $"{Batch}?atomic=true", new { items = (object[])[.. many, Article("丙", slug: "舊聞")] });
        var takenAndRepeatable = await editor.Send("POST", $"{Batch}?atomic=true", new { items = (object[])[.. many, Article("丙", slug: "舊聞")] }, ("Idempotency-Key", "atomic"));
        var left = await own.InStore(db => Task.FromResult((db.Articles.IgnoreQueryFilters().Count(), db.ArticleRevisions.Count())));
        var right = await editor.Send("POST", $"{Batch}?atomic=true", new { items = many });

        Assert.Equal(["/items/1/headline", "/items/2/status"], Pointers(invalid));
        Assert.Equal(["/items/300/slug"], Pointers(taken));
        Assert.Equal("`/items/300/slug`: Another article has this slug, or once had it.", taken.Json.GetProperty("detail").GetString());
        Assert.Equal(["/items/300/slug"], Pointers(takenAndRepeatable));
        Assert.Equal((1, 1), left);
        Assert.All(right.Json.GetProperty("items").EnumerateArray(), item => Assert.Equal(201, item.GetProperty("status").GetInt32()));

        static IEnumerable<string?> Pointers(Answer answer) =>
            answer.Problem(HttpStatusCode.BadRequest).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Published_rows_are_seen_by_everybody_where_the_key_may_publish()
    {
        var answer = await app.AsKey("articles:write", "articles:publish").Send("POST", Batch, new { items = (object[])[Article("快訊", status: "published")] });

        var slug = answer.Json.GetProperty("items")[0].GetProperty("slug").GetString()!;
        Assert.Equal("快訊", (await app.AsReader().Get($"/api/v1/articles/{slug}")).GetProperty("headline").GetString());
    }

    [Theory]
    [InlineData("""{"items":[]}""", "/items")]
    [InlineData("""{"items":null}""", "/items")]
    [InlineData("""{"items":{}}""", "/items")]
    [InlineData("""{}""", "/items")]
    [InlineData("""[]""", "")]
    [InlineData("""{"items":[{"headline":"a"}],"atomic":true}""", "/atomic")]
    [InlineData("MANY", "/items")]
    public async Task An_envelope_that_is_none_is_refused_whole(string body, string place)
    {
        body = body == "MANY" ? JsonSerializer.Serialize(new { items = Enumerable.Repeat(new { headline = "a" }, 1001) }) : body;

        var problem = (await app.AsKey("articles:write").Send("POST", Batch, body)).Problem(HttpStatusCode.BadRequest);

        Assert.Equal(place, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_batch_sent_again_with_its_idempotency_key_makes_nothing_more()
    {
        var editor = app.AsKey("articles:write");
        var body = new { items = Enumerable.Range(0, 150).Select(number => Article($"重送{number}")) };

        var first = await editor.Send("POST", Batch, body, ("Idempotency-Key", "batch"));
        var again = await editor.Send("POST", Batch, body, ("Idempotency-Key", "batch"));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.Equal(first.Body, again.Body);
    }

    [Fact]
    public async Task A_batch_may_be_larger_than_other_bodies()
    {
        var paragraph = new { type = "paragraph", text = new string('文', 20_000) };
        var item = new { headline = "長文", sections = new[] { new { kind = "lead", blocks = Enumerable.Repeat(paragraph, 100) } } };

        var answer = await app.AsKey("articles:write").Send("POST", Batch, new { items = new[] { item } });

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        Assert.Equal(201, answer.Json.GetProperty("items")[0].GetProperty("status").GetInt32());
    }

    private static Dictionary<string, object> Article(string headline, string? status = null, string? slug = null, string[]? tags = null)
    {
        var article = new Dictionary<string, object>
        {
            ["headline"] = headline,
            ["sections"] = new[] { new { kind = "lead", blocks = new[] { new { type = "paragraph", text = "正文。" } } } },
        };
        foreach (var (name, value) in new (string, object?)[] { ("status", status), ("slug", slug), ("tags", tags) })
        {
            if (value is not null)
            {
                article[name] = value;
            }
        }

        return article;
    }
}
