using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Model;

namespace NewsApi.Tests.Editorial;

/// <summary>The vocabulary of section kinds, written through the API.</summary>
public sealed class EditSectionKindsTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private static readonly (string, string) Any = ("If-Match", "*");

    private readonly Reader _editor = app.AsKey(Scopes.ArticlesWrite);

    [Fact]
    public async Task A_kind_is_made_and_sections_can_have_it()
    {
        var made = await _editor.Send("POST", "/api/v1/section-kinds", Kind("sanctions"));

        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        Assert.Equal("/api/v1/section-kinds/sanctions", made.Header("Location"));
        var read = await app.AsReader().Ask(made.Header("Location")!);
        Assert.Equal(made.Body, read.Body);
        Assert.Equal(made.Header("ETag"), read.Header("ETag"));
        Assert.Equal("制裁 制裁 Sanctions", Names(read.Json));
        var all = await app.AsReader().GetAll("/api/v1/section-kinds");
        Assert.Contains(all, kind => kind.GetProperty("slug").GetString() == "sanctions");
        Assert.True(read.Json.GetProperty("position").GetInt32() > 0);

        var article = await _editor.Send("POST", "/api/v1/articles", new { headline = "制裁", sections = new[] { new { kind = "sanctions", heading = "制裁" } } });
        Assert.True(article.Status == HttpStatusCode.Created, article.Body);
        Assert.Empty(await app.AsReader().GetAll("/api/v1/sections?kind=sanctions"));
    }

    [Fact]
    public async Task Every_write_needs_the_scope()
    {
        var reader = app.AsKey(Scopes.DraftsRead, Scopes.ArticlesPublish);
        foreach (var (method, path) in new[] { ("POST", ""), ("PUT", "/lead"), ("PATCH", "/lead"), ("DELETE", "/lead") })
        {
            (await reader.Send(method, $"/api/v1/section-kinds{path}", Kind("lead"), Any)).Problem(HttpStatusCode.Forbidden);
            (await app.AsReader().Send(method, $"/api/v1/section-kinds{path}", Kind("lead"), Any)).Problem(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_kind_is_replaced_patched_and_removed_at_the_version_that_was_read()
    {
        const string path = "/api/v1/section-kinds/trade";
        var first = await Given(Kind("trade", position: 500));

        (await _editor.Send("PUT", path, Kind("trade"))).Problem(HttpStatusCode.PreconditionRequired);
        var second = await _editor.Send("PUT", path, Kind("trade", english: "Trade"), Tag(first));
        Assert.Equal("制裁 制裁 Trade", Names(Ok(second)));
        Assert.Equal(500, second.Json.GetProperty("position").GetInt32());
        (await _editor.Send("PUT", path, Kind("trade"), Tag(first))).Problem(HttpStatusCode.PreconditionFailed);

        var third = await _editor.Send("PATCH", path, """{"names":{"zh-Hant":"貿易"},"position":7}""", Tag(second));
        Assert.Equal("貿易 制裁 Trade", Names(Ok(third)));
        Assert.Equal(7, third.Json.GetProperty("position").GetInt32());
        Assert.StartsWith("\"v3-", third.Header("ETag"), StringComparison.Ordinal);
        (await _editor.Send("PATCH", path, new { position = 8 }, Tag(second))).Problem(HttpStatusCode.PreconditionFailed);
        (await _editor.Send("DELETE", path, null, Tag(second))).Problem(HttpStatusCode.PreconditionFailed);

        Assert.Equal(HttpStatusCode.NoContent, (await _editor.Send("DELETE", path, null, Tag(third))).Status);
        await app.AsReader().GetProblem(path, HttpStatusCode.NotFound);
        Assert.Equal(
            ["section-kind.created", "section-kind.revised", "section-kind.revised", "section-kind.removed"],
            await app.InStore(db => db.AuditEntries.Where(entry => entry.Target == "section-kind/trade").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task The_slug_of_a_kind_is_fixed_and_unique()
    {
        await Given(Kind("fixed"));

        Assert.Equal("/slug", Pointer(await _editor.Send("PUT", "/api/v1/section-kinds/fixed", Kind("moved"), Any), HttpStatusCode.BadRequest));
        Assert.Equal("/slug", Pointer(await _editor.Send("PATCH", "/api/v1/section-kinds/fixed", new { slug = "moved" }, Any), HttpStatusCode.BadRequest));
        Assert.Equal("/slug", Pointer(await _editor.Send("POST", "/api/v1/section-kinds", Kind("fixed")), HttpStatusCode.Conflict));
        await app.AsReader().GetProblem("/api/v1/section-kinds/moved", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_kind_in_use_stays_and_says_how_many_use_it()
    {
        await Given(Kind("energy"));
        foreach (var status in new[] { ArticleStatus.Draft, ArticleStatus.Published })
        {
            await app.Given(Some.Article($"能源{status}") with { Status = status, Sections = [Some.Section("energy", "油"), Some.Section("energy", "氣")] });
        }

        var withdrawn = await app.Given(Some.Article("能源") with { Sections = [Some.Section("energy", null)] });
        Assert.Equal(HttpStatusCode.NoContent, (await _editor.Send("DELETE", $"/api/v1/articles/{withdrawn}", null, Any)).Status);

        var problem = (await _editor.Send("DELETE", "/api/v1/section-kinds/energy", null, Any)).Problem(HttpStatusCode.Conflict);

        Assert.StartsWith("5 sections of 3 articles", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await app.AsReader().Get("/api/v1/section-kinds/energy")).GetProperty("sectionCount").GetInt32());
    }

    [Fact]
    public async Task A_kind_that_imports_choose_can_be_changed_but_not_removed()
    {
        (await _editor.Send("DELETE", "/api/v1/section-kinds/casualties", null, Any)).Problem(HttpStatusCode.Conflict);

        Ok(await _editor.Send("PATCH", "/api/v1/section-kinds/casualties", new { description = "Who was hurt." }, Any));
    }

    [Theory]
    [InlineData("""{"names":{"zh-Hant":"甲","zh-Hans":"甲","en":"A"},"description":"A."}""", "/slug")]
    [InlineData("""{"slug":"A b","names":{"zh-Hant":"甲","zh-Hans":"甲","en":"A"},"description":"A."}""", "/slug")]
    [InlineData("""{"slug":"a","names":{"zh-Hant":"甲","zh-Hans":"甲"},"description":"A."}""", "/names/en")]
    [InlineData("""{"slug":"a","names":{"zh-Hant":" 甲","zh-Hans":"甲","en":"A"},"description":"A."}""", "/names/zh-Hant")]
    [InlineData("""{"slug":"a","names":{"zh-Hant":"甲","zh-Hans":"甲","en":"A","de":"A"},"description":"A."}""", "/names/de")]
    [InlineData("""{"slug":"a","names":{"zh-Hant":"甲","zh-Hans":"\u115f","en":"A"},"description":"A."}""", "/names/zh-Hans")]
    [InlineData("""{"slug":"a","names":null,"description":"A."}""", "/names")]
    [InlineData("""{"slug":"a","names":{"zh-Hant":"甲","zh-Hans":"甲","en":"A"},"description":""}""", "/description")]
    [InlineData("""{"slug":"a","names":{"zh-Hant":"甲","zh-Hans":"甲","en":"A"},"description":"A.","position":-1}""", "/position")]
    [InlineData("""{"slug":"a","names":{"zh-Hant":"甲","zh-Hans":"甲","en":"A"},"description":"A.","sectionCount":1}""", "/sectionCount")]
    public async Task What_is_no_kind_is_refused_with_its_place(string body, string at)
    {
        Assert.Equal(at, Pointer(await _editor.Send("POST", "/api/v1/section-kinds", body), HttpStatusCode.BadRequest));
        Assert.Equal(at, Pointer(await _editor.Send("PUT", "/api/v1/section-kinds/a", body, Any), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_kind_that_there_is_not_is_not_written()
    {
        (await _editor.Send("PUT", "/api/v1/section-kinds/nirgends", Kind("nirgends"), Any)).Problem(HttpStatusCode.NotFound);
        (await _editor.Send("PATCH", "/api/v1/section-kinds/nirgends", new { position = 1 }, Any)).Problem(HttpStatusCode.NotFound);
        (await _editor.Send("DELETE", "/api/v1/section-kinds/nirgends", null, Any)).Problem(HttpStatusCode.NotFound);
    }

    private static Dictionary<string, object> Kind(string slug, string english = "Sanctions", int? position = null)
    {
        var kind = new Dictionary<string, object>
        {
            ["slug"] = slug,
            ["names"] = new Dictionary<string, string> { ["zh-Hant"] = "制裁", ["zh-Hans"] = "制裁", ["en"] = english },
            ["description"] = "What is forbidden, and to whom.",
        };
        if (position is { } place)
        {
            kind["position"] = place;
        }

        return kind;
    }

    private static string Names(JsonElement kind) => string.Join(' ', kind.GetProperty("names").EnumerateObject().Select(name => name.Value.GetString()));

    private static (string, string) Tag(Answer answer) => ("If-Match", answer.Header("ETag")!);

    private static JsonElement Ok(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, $"{answer.Status}: {answer.Body}");
        return answer.Json;
    }

    private static string? Pointer(Answer answer, HttpStatusCode status) => answer.Problem(status).GetProperty("errors")[0].GetProperty("pointer").GetString();

    private async Task<Answer> Given(object kind)
    {
        var made = await _editor.Send("POST", "/api/v1/section-kinds", kind);
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        return made;
    }
}
