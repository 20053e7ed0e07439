using System.Net;
using System.Text.Json;
using NewsApi.Model;

namespace NewsApi.Tests.Editorial;

/// <summary>A preview link shows one article to whoever has it, and nothing else.</summary>
public sealed class PreviewLinkTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Fact]
    public async Task Whoever_has_the_link_sees_the_draft_and_nobody_keeps_it()
    {
        var id = await app.Given(Some.Article("預覽") with { Status = ArticleStatus.Draft });
        var answer = await Create(app, id);

        var seen = await app.AsReader().Ask(Path(answer));
        var head = await app.AsReader().Ask(Path(answer), "HEAD");

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.StartsWith("http://localhost/api/v1/previews/", answer.Json.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal($"/api/v1/articles/{id}/preview-links/{answer.Json.GetProperty("id").GetInt64()}", answer.Header("Location"));
        Assert.Equal(NewsApiApp.Start.AddHours(1), answer.Json.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal("預覽", seen.Json.GetProperty("headline").GetString());
        Assert.Equal("draft", seen.Json.GetProperty("status").GetString());
        Assert.Equal("正文。", seen.Json.GetProperty("sections")[0].GetProperty("blocks")[0].GetProperty("text").GetString());
        Assert.All([seen, head], each =>
        {
            Assert.Equal(HttpStatusCode.OK, each.Status);
            Assert.Equal("no-store, private", string.Join(", ", each.Header("Cache-Control")!.Split(", ").Order()));
            Assert.Equal("noindex", each.Header("X-Robots-Tag"));
            Assert.Equal("no-referrer", each.Header("Referrer-Policy"));
        });
    }

    [Fact]
    public async Task The_link_opens_nothing_else()
    {
        var id = await app.Given(Some.Article("只此一篇") with { Status = ArticleStatus.Draft });
        var other = await app.Given(Some.Article("別篇草稿") with { Status = ArticleStatus.Draft });
        var path = Path(await Create(app, id));
        var reader = app.AsReader();

        Assert.DoesNotContain("別篇草稿", (await reader.Ask(path)).Body, StringComparison.Ordinal);
        foreach (var closed in new[] { $"/api/v1/articles/{id}", $"/api/v1/articles/{id}/sections", $"/api/v1/articles/{id}/revisions", $"/api/v1/articles/{other}", $"{path}/sections", $"{path}x" })
        {
            await reader.GetProblem(closed, HttpStatusCode.NotFound);
        }

        Assert.DoesNotContain("只此一篇", (await reader.Ask("/api/v1/articles")).Body, StringComparison.Ordinal);
        (await app.AsBearer(path.Split('/')[^1]).Ask("/api/v1/articles")).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_plan_of_publication_is_not_shown()
    {
        var id = await app.Given(Some.Article("定時") with { Status = ArticleStatus.Draft });
        var editor = app.AsKey("drafts:read", "articles:write", "articles:publish");
        await editor.Send("POST", $"/api/v1/articles/{id}/publish", new { at = app.Clock.GetUtcNow().AddDays(300) });

        var seen = await app.AsReader().Get(Path(await Create(app, id)));

        Assert.Equal("scheduled", seen.GetProperty("status").GetString());
        Assert.False(seen.TryGetProperty("schedule", out _));
    }

    [Fact]
    public async Task An_expired_revoked_or_unknown_link_answers_the_same()
    {
        using var own = new NewsApiApp();
        var id = await own.Given(Some.Article("過期") with { Status = ArticleStatus.Draft });
        var editor = own.AsKey("drafts:read", "articles:write");
        var (expired, revoked, open) = (await Create(own, id, 60), await Create(own, id), await Create(own, id));
        var link = revoked.Header("Location")!;
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Ask(link, "DELETE")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Ask(link, "DELETE")).Status);
        own.Clock.Advance(TimeSpan.FromSeconds(60));

        var reader = own.AsReader();
        var details = new List<string>();
        foreach (var path in new[] { Path(expired), Path(revoked), "/api/v1/previews/nothing" })
        {
            details.Add((await reader.GetProblem(path, HttpStatusCode.NotFound)).GetProperty("detail").GetString()!);
        }

        Assert.Single(details.Distinct());
        Assert.Equal(HttpStatusCode.OK, (await reader.Ask(Path(open))).Status);
    }

    [Fact]
    public async Task A_withdrawn_article_is_not_shown_and_gets_no_link()
    {
        var id = await app.Given(Some.Article("撤回"));
        var path = Path(await Create(app, id));
        await app.AsKey("drafts:read", "articles:write").Ask($"/api/v1/articles/{id}", "DELETE", ("If-Match", "*"));

        await app.AsReader().GetProblem(path, HttpStatusCode.NotFound);
        (await Create(app, id)).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Links_are_listed_without_their_tokens_and_what_was_done_is_in_the_audit()
    {
        using var own = new NewsApiApp();
        var id = await own.Given(Some.Article("清單") with { Status = ArticleStatus.Draft });
        var editor = own.AsKey("drafts:read", "articles:write");
        var (first, second) = (await Create(own, id), await Create(own, id));
        await editor.Ask(first.Header("Location")!, "DELETE");

        var list = await editor.Ask($"/api/v1/articles/{id}/preview-links");
        var items = list.Json.GetProperty("items").EnumerateArray().ToList();
        var one = await editor.Get(first.Header("Location")!);
        var actions = (await own.AsKey("admin").GetAll("/api/v1/audit")).Select(entry => entry.GetProperty("action").GetString()).ToList();
        var hashes = await own.InStore(db => Task.FromResult(db.PreviewLinks.Select(link => link.TokenHash).ToList()));

        Assert.Equal([second.Json.GetProperty("id").GetInt64(), first.Json.GetProperty("id").GetInt64()], items.Select(item => item.GetProperty("id").GetInt64()));
        Assert.Equal(JsonValueKind.Null, items[0].GetProperty("revokedAt").ValueKind);
        Assert.Equal(one.GetRawText(), items[1].GetRawText());
        Assert.Equal(["createdAt", "createdBy", "expiresAt", "id", "revokedAt"], items[1].EnumerateObject().Select(member => member.Name).Order());
        Assert.All([first, second], answer => Assert.DoesNotContain(Path(answer).Split('/')[^1], list.Body, StringComparison.Ordinal));
        Assert.All(hashes, hash => Assert.Equal(64, hash.Length));
        Assert.Equal(2, actions.Count(action => action == "preview.created"));
        Assert.Single(actions, "preview.revoked");
    }

    [Fact]
    public async Task A_link_belongs_to_its_article()
    {
        var (id, other) = (await app.Given(Some.Article("甲文")), await app.Given(Some.Article("乙文")));
        var link = (await Create(app, id)).Json.GetProperty("id").GetInt64();

        (await app.AsKey("drafts:read", "articles:write").Ask($"/api/v1/articles/{other}/preview-links/{link}", "DELETE")).Problem(HttpStatusCode.NotFound);
        (await app.AsKey("drafts:read", "articles:write").Ask($"/api/v1/articles/999999/preview-links")).Problem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2_592_001)]
    public async Task A_link_lives_a_second_to_thirty_days(int seconds)
    {
        var id = await app.Given(Some.Article("期限"));

        Assert.Equal("/expiresInSeconds", (await Create(app, id, seconds)).Problem(HttpStatusCode.BadRequest).GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    private static Task<Answer> Create(NewsApiApp app, long id, int seconds = 3600) =>
        app.AsKey("drafts:read", "articles:write").Send("POST", $"/api/v1/articles/{id}/preview-links", new { expiresInSeconds = seconds });

    private static string Path(Answer answer) => new Uri(answer.Json.GetProperty("url").GetString()!).AbsolutePath;
}
