using System.Net;
using System.Text.Json;
using NewsApi.Access;

namespace NewsApi.Tests.Editorial;

/// <summary>The history of articles.</summary>
public sealed class RevisionTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Articles = "/api/v1/articles";

    [Fact]
    public async Task Everybody_sees_publications_and_corrections_and_only_editors_the_drafts_between_them()
    {
        var editor = app.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", Articles, Story("初稿", "甲", "乙"))).Header("Location")!;
        await editor.Send("PUT", address, Story("二稿", "甲", "乙"), ("If-Match", "*"));
        await editor.Send("POST", $"{address}/publish", new { note = "發布" });
        await editor.Send("PUT", $"{address}?note={Uri.EscapeDataString("更正人名")}", Story("定稿", "甲", "丙", "丁"), ("If-Match", "*"));

        var all = await editor.GetAll($"{address}/revisions?limit=2");
        var shown = await app.AsReader().GetAll($"{address}/revisions?limit=1");

        Assert.Equal([4, 3, 2, 1], all.Select(Number));
        Assert.All(all, revision => Assert.Equal("tests", revision.GetProperty("by").GetString()));
        Assert.Equal([4, 3], shown.Select(Number));
        Assert.All(shown, revision => Assert.False(revision.TryGetProperty("by", out _)));
        Assert.Equal("更正人名", shown[0].GetProperty("note").GetString());
        Assert.False(shown[1].TryGetProperty("changes", out _));
        var changes = shown[0].GetProperty("changes");
        Assert.Equal(("headline", "二稿", "定稿"), Member(Assert.Single(changes.GetProperty("members").EnumerateArray())));
        var section = Assert.Single(changes.GetProperty("sections").EnumerateArray());
        Assert.Equal(1, section.GetProperty("number").GetInt32());
        Assert.Equal(["changed", "added"], section.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("change").GetString()));
        await app.AsReader().GetProblem($"{address}/revisions/1", HttpStatusCode.NotFound);
        Assert.Equal("初稿", (await editor.Get($"{address}/revisions/1")).GetProperty("content").GetProperty("article").GetProperty("headline").GetString());
    }

    [Fact]
    public async Task Restoring_makes_a_new_revision_with_the_old_content()
    {
        var editor = app.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", Articles, Story("原本", "甲"))).Header("Location")!;
        await editor.Send("POST", $"{address}/related-news", """{"entries":[{"publishedAt":"2026-01-05T08:00:00+08:00"}]}""");
        await editor.Send("PUT", address, Story("改壞了", "亂"), ("If-Match", "*"));
        await editor.Send("DELETE", address, null, ("If-Match", "*"));

        (await editor.Send("POST", $"{address}/revisions/9/restore", null)).Problem(HttpStatusCode.NotFound);
        (await editor.Send("POST", $"{address}/revisions/2/restore", null, ("If-Match", "\"v2.x\""))).Problem(HttpStatusCode.PreconditionFailed);
        var restored = (await editor.Send("POST", $"{address}/revisions/2/restore", new { note = "撤錯了" })).Json;

        Assert.Equal("原本", restored.GetProperty("headline").GetString());
        Assert.Equal("draft", restored.GetProperty("status").GetString());
        Assert.Equal(5, restored.GetProperty("version").GetInt32());
        Assert.Equal("甲", restored.GetProperty("sections")[0].GetProperty("blocks")[0].GetProperty("text").GetString());
        Assert.Single(restored.GetProperty("relatedNews").EnumerateArray());
        Assert.Equal(["restored", "withdrawn", "revised", "revised", "created"], (await editor.GetAll($"{address}/revisions")).Select(revision => revision.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task The_audit_names_who_did_what()
    {
        var editor = app.AsKey(Scopes.Admin);
        await editor.Send("POST", Articles, new { headline = "受審計" });

        var entry = (await editor.GetAll("/api/v1/audit?action=article.created")).First(entry => entry.GetProperty("target").GetString() == "article/受審計");

        Assert.Equal("tests", entry.GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_tag_made_with_an_article_is_in_the_audit_once()
    {
        var editor = app.AsKey(Scopes.Admin);
        await editor.Send("POST", $"{Articles}/batch", """{"items":[{"headline":"一","tags":["新標籤"]},{"headline":"二","tags":["新標籤"]},{"headline":""}]}""");
        await editor.Send("POST", Articles, """{"headline":"三","tags":["新標籤"]}""");

        var made = (await editor.GetAll("/api/v1/audit?action=tag.created")).Where(entry => entry.GetProperty("target").GetString() == "tag/新標籤");

        Assert.Equal("tests", Assert.Single(made).GetProperty("by").GetString());
    }

    private static object Story(string headline, params string[] texts) =>
        new { headline, sections = new object[] { new { kind = "lead", blocks = texts.Select(text => new { type = "paragraph", text }) } } };

    private static int Number(JsonElement revision) => revision.GetProperty("number").GetInt32();

    private static (string?, string?, string?) Member(JsonElement member) =>
        (member.GetProperty("member").GetString(), member.GetProperty("before").GetString(), member.GetProperty("after").GetString());
}
