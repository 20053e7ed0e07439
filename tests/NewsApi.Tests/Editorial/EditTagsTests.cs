using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Editorial;

/// <summary>Tags and their other names, written through the API.</summary>
public sealed class EditTagsTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private static readonly (string, string) Any = ("If-Match", "*");

    private readonly Reader _editor = app.AsKey(Scopes.ArticlesWrite, Scopes.ArticlesPublish);

    [Fact]
    public async Task A_tag_is_made_and_shown_with_its_names()
    {
        var made = await _editor.Send("POST", "/api/v1/tags", new { name = "烏克蘭", type = "place", aliases = These("Ukraine", "乌克兰") });

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("/api/v1/tags/%E7%83%8F%E5%85%8B%E8%98%AD", made.Header("Location"));
        Assert.Equal("烏克蘭 烏克蘭 place 0 Ukraine,乌克兰", Summary(made.Json));
        var read = await app.AsReader().Ask(made.Header("Location")!);
        Assert.Equal(made.Body, read.Body);
        Assert.Equal(made.Header("ETag"), read.Header("ETag"));
        Assert.StartsWith("\"v1-", read.Header("ETag"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_write_needs_the_scope()
    {
        var reader = app.AsKey(Scopes.DraftsRead, Scopes.ArticlesPublish);
        foreach (var (method, path) in new[] { ("POST", "/api/v1/tags"), ("PUT", "/api/v1/tags/x"), ("PATCH", "/api/v1/tags/x"), ("DELETE", "/api/v1/tags/x") })
        {
            (await reader.Send(method, path, new { name = "甲", type = "topic" }, Any)).Problem(HttpStatusCode.Forbidden);
            (await app.AsReader().Send(method, path, new { name = "甲", type = "topic" }, Any)).Problem(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_tag_is_replaced_patched_and_removed_at_the_version_that_was_read()
    {
        var first = await Given(new { name = "歐盟", type = "topic", aliases = These("EU") });
        var path = first.Header("Location")!;

        (await _editor.Send("PUT", path, new { name = "歐盟", type = "organisation" })).Problem(HttpStatusCode.PreconditionRequired);
        var second = await _editor.Send("PUT", path, new { name = "歐洲聯盟", type = "organisation" }, Tag(first));
        Assert.Equal("歐盟 歐洲聯盟 organisation 0 ", Summary(Ok(second)));
        (await _editor.Send("PUT", path, new { name = "別的", type = "organisation" }, Tag(first))).Problem(HttpStatusCode.PreconditionFailed);

        var third = await _editor.Send("PATCH", path, new { aliases = These("European Union") }, Tag(second));
        Assert.Equal("歐盟 歐洲聯盟 organisation 0 European Union", Summary(Ok(third)));
        Assert.StartsWith("\"v3-", third.Header("ETag"), StringComparison.Ordinal);
        (await _editor.Send("PATCH", path, new { name = "別的" }, Tag(second))).Problem(HttpStatusCode.PreconditionFailed);
        (await _editor.Send("DELETE", path, null, Tag(second))).Problem(HttpStatusCode.PreconditionFailed);

        Assert.Equal(HttpStatusCode.NoContent, (await _editor.Send("DELETE", path, null, Tag(third))).Status);
        await app.AsReader().GetProblem(path, HttpStatusCode.NotFound);
        await app.AsReader().GetProblem("/api/v1/tags/european-union", HttpStatusCode.NotFound);
        Assert.Equal(
            ["tag.created", "tag.revised", "tag.revised", "tag.removed"],
            await app.InStore(db => db.AuditEntries.Where(entry => entry.Target == "tag/歐盟").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_tag_in_use_stays_and_says_how_many_use_it()
    {
        var tag = await Given(new { name = "停火", type = "event" });
        foreach (var status in new[] { ArticleStatus.Draft, ArticleStatus.Published })
        {
            await app.Given(Some.Article($"停火一{status}") with { Status = status, Tags = [new TagDraft("停火", TagType.Topic)] });
        }

        var withdrawn = await app.Given(Some.Article("停火二") with { Tags = [new TagDraft("停火", TagType.Topic)] });
        Assert.Equal(HttpStatusCode.NoContent, (await _editor.Send("DELETE", $"/api/v1/articles/{withdrawn}", null, Any)).Status);

        var problem = (await _editor.Send("DELETE", tag.Header("Location")!, null, Any)).Problem(HttpStatusCode.Conflict);

        Assert.StartsWith("3 articles", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await app.AsReader().Get(tag.Header("Location")!)).GetProperty("articleCount").GetInt32());
    }

    [Fact]
    public async Task A_slug_that_is_changed_goes_on_leading_to_the_tag()
    {
        var tag = await Given(new { name = "Kiev", type = "place" });
        var id = await app.Given(Some.Article("基輔") with { Tags = [new TagDraft("Kiev", TagType.Topic)] });

        var moved = await _editor.Send("PATCH", "/api/v1/tags/kiev", new { name = "Kyiv", slug = "kyiv" }, Tag(tag));
        Assert.Equal("kyiv Kyiv place 1 kiev", Summary(Ok(moved)));
        await LeadsTo("/api/v1/tags/kiev?script=hans", "/api/v1/tags/kyiv?script=hans");
        foreach (var name in new[] { "kiev", "kyiv" })
        {
            Assert.Equal(id, Assert.Single(await app.AsReader().GetAll($"/api/v1/articles?tag={name}")).GetProperty("id").GetInt64());
            Assert.Single(await app.AsReader().GetAll($"/api/v1/sections?tag={name}"));
        }

        // Nothing that is written later takes it away, except the tag itself, which may have it back.
        Assert.Equal("kyiv Kyiv place 1 kiev", Summary(Ok(await _editor.Send("PUT", "/api/v1/tags/kyiv", new { name = "Kyiv", type = "place" }, Any))));
        Assert.Equal("/slug", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "Other", slug = "kiev", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("kiev Kyiv place 1 kyiv", Summary(Ok(await _editor.Send("PATCH", "/api/v1/tags/kyiv", new { slug = "kiev" }, Any))));
        await LeadsTo("/api/v1/tags/kyiv", "/api/v1/tags/kiev");
    }

    [Fact]
    public async Task A_tag_with_as_many_names_as_it_may_have_is_still_changed_when_its_slug_was()
    {
        await Given(new { name = "百名", slug = "many", type = "place", aliases = Enumerable.Range(1, 100).Select(number => $"名{number}") });
        Ok(await _editor.Send("PATCH", "/api/v1/tags/many", new { slug = "many-2" }, Any));

        var changed = Ok(await _editor.Send("PATCH", "/api/v1/tags/many-2", new { type = "topic" }, Any));

        Assert.Equal("topic", changed.GetProperty("type").GetString());
        Assert.Equal(101, changed.GetProperty("aliases").GetArrayLength());
    }

    [Fact]
    public async Task Another_name_leads_to_the_tag_wherever_a_tag_is_named()
    {
        await Given(new { name = "北約", type = "organisation", aliases = These("NATO") });
        var article = await _editor.Send("POST", "/api/v1/articles", new { headline = "北約峰會", tags = These("NATO") });

        Assert.Equal("北約", Assert.Single(article.Json.GetProperty("tags").EnumerateArray()).GetProperty("slug").GetString());
        await app.AsReader().GetProblem("/api/v1/tags/nato", HttpStatusCode.NotFound);
        await app.Given(Some.Article("北約演習") with { Tags = [new TagDraft("nato", TagType.Topic)] });
        await LeadsTo("/api/v1/tags/nato", "/api/v1/tags/%E5%8C%97%E7%B4%84");
        Assert.Single(await app.AsReader().GetAll("/api/v1/articles?tag=nato"));
        Assert.Single(await app.AsReader().GetAll("/api/v1/sections?tag=nato"));
        Assert.Empty(await app.AsReader().GetAll("/api/v1/sections?tag=nato&tag=kein"));
    }

    [Fact]
    public async Task No_two_tags_share_a_name()
    {
        await Given(new { name = "俄羅斯", type = "place", aliases = These("Russia") });

        Assert.Equal("/name", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "俄羅斯", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("/name", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "RUSSIA", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("/slug", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "俄", slug = "russia", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("/aliases/1", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "俄國", type = "place", aliases = These("俄", "俄羅斯") }), HttpStatusCode.Conflict));
        Assert.Equal("/aliases/0", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "俄國", type = "place", aliases = These("russia") }), HttpStatusCode.Conflict));
        Assert.Equal("/aliases/1", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "俄國", type = "place", aliases = These("俄", "俄") }), HttpStatusCode.BadRequest));
        await app.AsReader().GetProblem("/api/v1/tags/俄國", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_name_leads_to_its_tag_alone_also_where_its_slug_is_another()
    {
        var tag = await Given(new { name = "Germany", slug = "de", type = "place", aliases = These("德國", "germany") });

        Assert.Equal("de Germany place 0 德國", Summary(tag.Json));
        await LeadsTo("/api/v1/tags/germany", "/api/v1/tags/de");
        Assert.Equal(["de"], await TagsOf("柏林", "Germany"));
        Assert.Equal(["de"], await TagsOf("波恩", "germany", "德國", "de"));
        Assert.Equal("/name", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "GERMANY", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("/name", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "德國", slug = "deutschland", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("/name", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "De", slug = "denmark", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("/slug", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "別的", slug = "germany", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("/aliases/0", Pointer(await _editor.Send("POST", "/api/v1/tags", new { name = "別的", type = "place", aliases = These("Germany") }), HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_tag_that_is_renamed_leaves_its_old_name_to_others_and_takes_the_new_one()
    {
        var tag = await Given(new { name = "Burma", slug = "mm", type = "place" });
        var other = await Given(new { name = "Rangoon", slug = "rgn", type = "place", aliases = These("Yangon") });

        Assert.Equal("/name", Pointer(await _editor.Send("PATCH", "/api/v1/tags/mm", new { name = "yangon" }, Tag(tag)), HttpStatusCode.Conflict));
        Assert.Equal("/name", Pointer(await _editor.Send("PUT", "/api/v1/tags/mm", new { name = "RGN", type = "place" }, Tag(tag)), HttpStatusCode.Conflict));
        Assert.Equal("mm Myanmar place 0 ", Summary(Ok(await _editor.Send("PATCH", "/api/v1/tags/mm", new { name = "Myanmar" }, Tag(tag)))));
        Assert.Equal(["mm"], await TagsOf("緬甸", "Myanmar"));
        Assert.Equal("rgn Yangon place 0 Burma", Summary(Ok(await _editor.Send("PUT", "/api/v1/tags/rgn", new { name = "Yangon", type = "place", aliases = These("Burma") }, Tag(other)))));
    }

    [Fact]
    public async Task No_two_tags_share_a_name_either_where_addresses_have_readings()
    {
        await using var pinyin = new PinyinApp();
        var editor = pinyin.AsKey(Scopes.ArticlesWrite);
        Assert.Equal(HttpStatusCode.Created, (await editor.Send("POST", "/api/v1/tags", new { name = "北京", type = "place" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await editor.Send("POST", "/api/v1/tags", new { name = "Shanghai City", slug = "上海", type = "place" })).Status);

        Assert.Equal("/slug", Pointer(await editor.Send("POST", "/api/v1/tags", new { name = "Peking", slug = "北京", type = "place" }), HttpStatusCode.Conflict));
        Assert.Equal("/name", Pointer(await editor.Send("POST", "/api/v1/tags", new { name = "上海", type = "place" }), HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("""{"type":"place"}""", "/name")]
    [InlineData("""{"name":"甲"}""", "/type")]
    [InlineData("""{"name":"甲","type":"planet"}""", "/type")]
    [InlineData("""{"name":" 甲","type":"place"}""", "/name")]
    [InlineData("""{"name":"甲\u0007","type":"place"}""", "/name")]
    [InlineData("""{"name":"\u2800","type":"place"}""", "/name")]
    [InlineData("""{"name":"！？","type":"place"}""", "/name")]
    [InlineData("""{"name":"甲","type":"place","aliases":["乙","★"]}""", "/aliases/1")]
    [InlineData("""{"name":"甲","type":"place","slug":"A b"}""", "/slug")]
    [InlineData("""{"name":"甲","type":"place","slug":""}""", "/slug")]
    [InlineData("""{"name":"甲","type":"place","aliases":["乙",""]}""", "/aliases/1")]
    [InlineData("""{"name":"甲","type":"place","aliases":[null]}""", "/aliases/0")]
    [InlineData("""{"name":"甲","type":"place","articleCount":1}""", "/articleCount")]
    [InlineData("""{"name":"甲","type":"place","version":1}""", "/version")]
    public async Task What_is_no_tag_is_refused_with_its_place(string body, string at)
    {
        Assert.Equal(at, Pointer(await _editor.Send("POST", "/api/v1/tags", body), HttpStatusCode.BadRequest));
        Assert.Equal(at, Pointer(await _editor.Send("PUT", "/api/v1/tags/x", body, Any), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_tag_that_there_is_not_is_not_written()
    {
        (await _editor.Send("PUT", "/api/v1/tags/nirgends", new { name = "甲", type = "topic" }, Any)).Problem(HttpStatusCode.NotFound);
        (await _editor.Send("PATCH", "/api/v1/tags/nirgends", new { name = "甲" }, Any)).Problem(HttpStatusCode.NotFound);
        (await _editor.Send("DELETE", "/api/v1/tags/nirgends", null, Any)).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_many_writers_at_once_one_wins_per_version()
    {
        var tag = await Given(new { name = "競爭", type = "topic" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => _editor.Send("PATCH", tag.Header("Location")!, new { name = $"競爭{n}" }, Tag(tag))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
    }

    private static string[] These(params string[] names) => names;

    private static string Summary(JsonElement tag) =>
        $"{tag.GetProperty("slug")} {tag.GetProperty("name")} {tag.GetProperty("type")} {tag.GetProperty("articleCount")} {string.Join(',', tag.GetProperty("aliases").EnumerateArray())}";

    private static (string, string) Tag(Answer answer) => ("If-Match", answer.Header("ETag")!);

    private static JsonElement Ok(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, $"{answer.Status}: {answer.Body}");
        return answer.Json;
    }

    private static string? Pointer(Answer answer, HttpStatusCode status) => answer.Problem(status).GetProperty("errors")[0].GetProperty("pointer").GetString();

    private async Task<Answer> Given(object tag)
    {
        var made = await _editor.Send("POST", "/api/v1/tags", tag);
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        return made;
    }

    private sealed class PinyinApp : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Slugs:Style"] = "Pinyin" };
    }

    private async Task<IEnumerable<string?>> TagsOf(string headline, params string[] tags)
    {
        var article = await _editor.Send("POST", "/api/v1/articles", new { headline, tags, status = "published" });
        Assert.True(article.Status == HttpStatusCode.Created, article.Body);
        return article.Json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("slug").GetString());
    }

    private async Task LeadsTo(string path, string location)
    {
        using var http = app.CreateClient(new Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var answer = await new Reader(http).Ask(path);
        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.Status);
        Assert.Equal(location, answer.Header("Location"));
    }
}
