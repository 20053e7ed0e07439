using System.Net;
using System.Text.Json;
using NewsApi.Access;

namespace NewsApi.Tests.Editorial;

/// <summary>Whoever may not read drafts finds no trace of one, whatever is asked.</summary>
public sealed class DraftsAreInvisibleTests(SeededApp app) : IClassFixture<SeededApp>
{
    private const string Secret = "機密草稿";

    private static readonly string[] SecretTags = ["烏克蘭", "機密標籤"];

    [Fact]
    public async Task No_route_shows_a_trace_of_a_draft()
    {
        var editor = app.AsKey(Scopes.Admin);
        var draft = await editor.Send("POST", "/api/v1/articles", new
        {
            headline = Secret,
            tags = SecretTags,
            source = new { name = "機密來源" },
            sections = new object[] { new { kind = "demands", heading = "機密標題", speaker = "機密人士", blocks = new object[] { new { type = "paragraph", text = "機密正文" } } } },
        });
        var id = draft.Json.GetProperty("id").GetInt64();
        var section = draft.Json.GetProperty("sections")[0].GetProperty("id").GetInt64();
        var list = (await editor.Send("POST", $"/api/v1/articles/{id}/related-news", """{"title":"機密列表","entries":[{"publishedAt":"2030-01-05T08:00:00+08:00","title":"機密條目"}]}""")).Json.GetProperty("id").GetInt64();
        await editor.Send("PATCH", "/api/v1/related-news/1", $$"""{"entries":[{"publishedAt":"2025-06-14T10:34:18+08:00","articleId":{{id}}}]}""", ("If-Match", "*"));

        var addresses = (await File.ReadAllLinesAsync(Snapshot.Of("../Contract/endpoints.txt"), TestContext.Current.CancellationToken))
            .Select(line => line.Split(' '))
            .Where(line => line[0] == "GET" && line[2] == "anonymous")
            .Select(line => line[1])
            .SelectMany(route => new[] { $"{id}", "1", Secret, "demands", "機密標籤", $"{section}", $"{list}" }
                .Select(value => route.Replace("{section}", "1", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal)
                    .Replace("{key}", value, StringComparison.Ordinal).Replace("{slug}", value, StringComparison.Ordinal).Replace("{id}", value, StringComparison.Ordinal)
                    .Replace("{token}", value, StringComparison.Ordinal)))
            .Distinct()
            .Concat(["/api/v1/articles?tag=機密標籤&total=true", "/api/v1/articles?source=機密來源", $"/api/v1/articles?ids={id}", "/api/v1/articles?sort=-updatedAt", "/api/v1/sections?speaker=機密人士", "/api/v1/sections?kind=demands"])
            .ToList();
        Assert.True(addresses.Count > 50, "The list of routes was not read.");

        foreach (var who in new[] { app.AsReader(), app.AsKey(Scopes.ArticlesPublish), app.AsKey(Scopes.ArticlesWrite) })
        {
            foreach (var address in addresses)
            {
                var answer = await who.Ask(address);
                Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{address} answers {answer.Status}");

                // What was asked for is repeated in errors.
                var isPage = answer.Body.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal);
                var shown = answer.Status == HttpStatusCode.OK || isPage ? answer.Body : answer.Json.GetProperty("detail").GetString()!;
                Assert.False(shown.Contains("機密", StringComparison.Ordinal), $"{address} shows {shown}");
                Assert.False(answer.Status == HttpStatusCode.OK && address == $"/api/v1/articles/{id}", address);
            }
        }

        await app.AsReader().GetProblem("/api/v1/tags/機密標籤", HttpStatusCode.NotFound);
        Assert.Equal(JsonValueKind.Null, (await app.AsReader().Get("/api/v1/related-news/1/entries")).GetProperty("items")[0].GetProperty("articleId").ValueKind);
        Assert.Equal(1, (await app.AsReader().Get("/api/v1/tags/烏克蘭")).GetProperty("articleCount").GetInt32());
        Assert.Equal(1, (await app.AsReader().Get("/api/v1/articles?total=true")).GetProperty("total").GetInt32());
        Assert.Equal(2, (await app.AsReader().Get("/api/v1/section-kinds")).GetProperty("items").EnumerateArray()
            .Single(kind => kind.GetProperty("slug").GetString() == "demands").GetProperty("sectionCount").GetInt32());
    }

    [Theory]
    [InlineData("draft", HttpStatusCode.Unauthorized)]
    [InlineData("any", HttpStatusCode.Unauthorized)]
    [InlineData("withdrawn", HttpStatusCode.Unauthorized)]
    [InlineData("published", HttpStatusCode.OK)]
    public async Task Asking_for_other_statuses_needs_a_key(string status, HttpStatusCode answer) =>
        Assert.Equal(answer, (await app.AsReader().Ask($"/api/v1/articles?status={status}")).Status);

    [Fact]
    public async Task A_key_that_may_not_read_drafts_is_told_so() =>
        (await app.AsKey(Scopes.ArticlesWrite).Ask("/api/v1/articles?status=draft")).Problem(HttpStatusCode.Forbidden);

    [Fact]
    public async Task A_key_that_may_read_drafts_lists_them()
    {
        await app.AsKey(Scopes.ArticlesWrite).Send("POST", "/api/v1/articles", new { headline = "可見草稿" });
        var reader = app.AsKey(Scopes.DraftsRead);

        var drafts = await reader.GetAll("/api/v1/articles?status=draft");

        Assert.Contains(drafts, article => article.GetProperty("headline").GetString() == "可見草稿");
        Assert.DoesNotContain(await reader.GetAll("/api/v1/articles"), article => article.GetProperty("headline").GetString() == "可見草稿");
        Assert.Equal("可見草稿", (await reader.Get("/api/v1/articles/可見草稿")).GetProperty("headline").GetString());
    }
}
