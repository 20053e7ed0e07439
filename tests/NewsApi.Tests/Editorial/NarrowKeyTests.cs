using System.Net;
using System.Text.Json;
using NewsApi.Access;

namespace NewsApi.Tests.Editorial;

/// <summary>What keys with few scopes can't find out or undo, and what no editor loses unawares.</summary>
public sealed class NarrowKeyTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Articles = "/api/v1/articles";

    [Fact]
    public async Task A_revision_that_may_not_be_read_can_not_be_restored()
    {
        var editor = app.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", Articles, """{"headline":"線人","summary":"乾淨"}""")).Header("Location")!;
        await editor.Send("PATCH", address, """{"summary":"線人姓名"}""", ("If-Match", "*"));
        await editor.Send("PATCH", address, """{"summary":"乾淨"}""", ("If-Match", "*"));
        await editor.Send("POST", $"{address}/publish", null);

        (await app.AsKey(Scopes.ArticlesWrite).Send("POST", $"{address}/revisions/2/restore", null)).Problem(HttpStatusCode.NotFound);
        Assert.Equal("乾淨", (await app.AsReader().Get(address)).GetProperty("summary").GetString());
        Assert.Equal(HttpStatusCode.OK, (await editor.Send("POST", $"{address}/revisions/2/restore", null)).Status);
    }

    [Fact]
    public async Task A_key_that_only_publishes_learns_nothing_of_what_is_not_public()
    {
        var (editor, publisher) = (app.AsKey(Scopes.Admin), app.AsKey(Scopes.ArticlesPublish));
        var address = (await editor.Send("POST", Articles, """{"headline":"未公開"}""")).Header("Location")!;

        foreach (var (path, body) in new[] { ("unpublish", "{}"), ("publish", """{"at":"2030-01-01T00:00:00Z"}""") })
        {
            var answer = await publisher.Send("POST", $"{address}/{path}", body);
            Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Body));
        }

        Assert.Equal("未公開", (await publisher.Send("POST", $"{address}/publish", null)).Json.GetProperty("headline").GetString());
    }

    [Fact]
    public async Task The_tag_of_something_else_is_no_tag_of_this()
    {
        var editor = app.AsKey(Scopes.Admin);
        var one = await editor.Send("POST", Articles, """{"headline":"此篇"}""");
        var other = await editor.Send("POST", Articles, """{"headline":"彼篇"}""");
        (await editor.Send("PATCH", one.Header("Location")!, """{"headline":"混了"}""", ("If-Match", other.Header("ETag")!))).Problem(HttpStatusCode.PreconditionFailed);

        var tag = (await editor.Send("POST", "/api/v1/tags", """{"name":"再生","type":"topic"}""")).Header("ETag")!;
        await editor.Send("DELETE", "/api/v1/tags/再生", null, ("If-Match", tag));
        await editor.Send("POST", "/api/v1/tags", """{"name":"再生！","slug":"再生","type":"person"}""");
        (await editor.Send("PUT", "/api/v1/tags/再生", """{"name":"再生","type":"topic"}""", ("If-Match", tag))).Problem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_link_to_a_draft_is_shown_nowhere_and_survives_being_sent_back()
    {
        var editor = app.AsKey(Scopes.Admin);
        var draft = (await editor.Send("POST", Articles, """{"headline":"連到的草稿"}""")).Json.GetProperty("id").GetInt64();
        var article = await editor.Send("POST", Articles, """{"headline":"有連結","status":"published"}""");
        var list = await editor.Send("POST", $"{article.Header("Location")}/related-news", $$"""{"entries":[{"publishedAt":"2026-01-05T08:00:00+08:00","title":"甲","articleId":{{draft}}}]}""");
        var path = list.Header("Location")!;
        Assert.Equal(JsonValueKind.Null, ArticleId((await app.AsReader().Get(path)).GetProperty("entries")[0]).ValueKind);
        var revision = await app.AsReader().Get($"{article.Header("Location")}/revisions/2");
        Assert.Equal(JsonValueKind.Null, ArticleId(revision.GetProperty("content").GetProperty("relatedNews")[0].GetProperty("entries")[0]).ValueKind);
        Assert.Equal(draft, ArticleId((await editor.Get($"{article.Header("Location")}/revisions/2")).GetProperty("content").GetProperty("relatedNews")[0].GetProperty("entries")[0]).GetInt64());

        var back = await editor.Send("PUT", path, """{"title":"新題","entries":[{"publishedAt":"2026-01-05T08:00:00+08:00","printedTime":"PRINTED","title":"甲","articleId":null}]}"""
            .Replace("PRINTED", list.Json.GetProperty("entries")[0].GetProperty("printedTime").GetString(), StringComparison.Ordinal), ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.OK, back.Status);
        await editor.Send("POST", $"{Articles}/{draft}/publish", null);

        Assert.Equal(draft, ArticleId((await app.AsReader().Get(path)).GetProperty("entries")[0]).GetInt64());

        static JsonElement ArticleId(JsonElement entry) => entry.TryGetProperty("articleId", out var id) ? id : JsonDocument.Parse("null").RootElement;
    }

    [Fact]
    public async Task An_article_without_a_date_goes_round_and_a_date_can_be_taken_away()
    {
        var editor = app.AsKey(Scopes.Admin);
        var created = await editor.Send("POST", Articles, """{"headline":"無日期"}""");
        Assert.Equal(JsonValueKind.Null, created.Json.GetProperty("publishedPrecision").ValueKind);
        Assert.Equal(HttpStatusCode.OK, (await editor.Send("PUT", created.Header("Location")!, """{"headline":"無日期","publishedAt":null,"publishedPrecision":null}""", ("If-Match", "*"))).Status);

        var dated = (await editor.Send("POST", Articles, """{"headline":"有日期","publishedAt":"2026-01-05T08:00:00+08:00","publishedPrecision":"minute"}""")).Header("Location")!;
        var without = await editor.Send("PATCH", dated, """{"publishedAt":null}""", ("If-Match", "*"));
        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Null), (without.Status, without.Json.GetProperty("publishedAt").ValueKind));
    }

    [Fact]
    public async Task A_planned_end_can_be_called_off_without_ending_anything()
    {
        var editor = app.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", Articles, """{"headline":"取消下架","status":"published"}""")).Header("Location")!;
        await editor.Send("POST", $"{address}/unpublish", """{"at":"2030-01-01T00:00:00Z"}""");

        var kept = await editor.Send("POST", $"{address}/publish", null);

        Assert.Equal("published", kept.Json.GetProperty("status").GetString());
        Assert.False(kept.Json.TryGetProperty("schedule", out _));
    }

    [Fact]
    public async Task What_an_article_was_once_called_names_it_in_writes_as_well()
    {
        var editor = app.AsKey(Scopes.Admin);
        await editor.Send("POST", Articles, """{"headline":"本名"}""");
        await editor.Send("PATCH", $"{Articles}/本名", """{"slug":"改名"}""", ("If-Match", "*"));

        Assert.Equal("新題", (await editor.Send("PATCH", $"{Articles}/本名", """{"headline":"新題"}""", ("If-Match", "*"))).Json.GetProperty("headline").GetString());
    }
}
