using System.Net;
using System.Text.Json;
using NewsApi.Access;

namespace NewsApi.Tests.Editorial;

/// <summary>Creating, replacing, patching and withdrawing articles.</summary>
public sealed class WriteArticleTests(SeededApp app) : IClassFixture<SeededApp>
{
    private const string Articles = "/api/v1/articles";

    private static readonly string[][] Rows = [["日", "船"], ["一", ""]];

    private static readonly string[] Authors = ["林美", "e\u0301"];

    private static object Story(string headline) => new
    {
        headline,
        summary = "三天後，港口重新開放。",
        language = "zh-hant-tw",
        publishedAt = "2026-01-05T08:00:00+08:00",
        publishedPrecision = "minute",
        source = new { name = "海事日報", url = "https://news.example/port" },
        authors = new[] { "林美" },
        tags = new[] { "烏克蘭", "航運" },
        media = new object[] { new { type = "image", caption = "港口", url = "https://news.example/port.jpg" } },
        sections = new object[]
        {
            new { kind = "lead", blocks = new object[] { new { type = "paragraph", text = "港口昨日恢復通航。" } } },
            new
            {
                kind = "demands",
                heading = "工會：兩點要求",
                speaker = "工會",
                blocks = new object[]
                {
                    new { type = "list", ordered = true, items = new[] { new { text = "加薪；" }, new { text = "休假。" } } },
                    new { type = "quote", text = "我們等待答覆。", attribution = "工會主席" },
                    new { type = "image", url = "https://news.example/a.jpg" },
                    new { type = "video", caption = "影片" },
                    new { type = "table", caption = "班次", rows = Rows },
                },
            },
        },
    };

    [Fact]
    public async Task An_article_is_read_as_it_was_written()
    {
        var editor = app.AsKey(Scopes.ArticlesWrite, Scopes.DraftsRead);

        var created = await editor.Send("POST", Articles, Story("港口恢復通航"));

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("no-store, private", created.Header("Cache-Control"));
        var article = created.Json;
        var read = await editor.Ask(created.Header("Location")!);
        Assert.Equal(created.Body, read.Body);
        Assert.Equal(created.Header("ETag"), read.Header("ETag"));
        Assert.Equal("draft", Text(article, "status"));
        Assert.Equal("zh-Hant-TW", Text(article, "language"));
        Assert.Equal("2026-01-05T08:00:00+08:00", Text(article, "publishedAt"));
        Assert.Equal("minute", Text(article, "publishedPrecision"));
        Assert.Equal("港口恢復通航", Text(article, "slug"));
        Assert.Equal(1, article.GetProperty("version").GetInt32());
        Assert.Equal(["烏克蘭", "航運"], article.GetProperty("tags").EnumerateArray().Select(tag => Text(tag, "slug")));
        Assert.Equal(["place", "topic"], article.GetProperty("tags").EnumerateArray().Select(tag => Text(tag, "type")));
        Assert.Equal(["lead", "工會-兩點要求"], article.GetProperty("sections").EnumerateArray().Select(section => Text(section, "anchor")));
        Assert.Equal(["list", "quote", "image", "video", "table"], article.GetProperty("sections")[1].GetProperty("blocks").EnumerateArray().Select(block => Text(block, "type")));
    }

    [Theory]
    [InlineData("2026-01-05T08:00:00.1234567+08:00", "published", new[] { "航運", "新港口", "烏克蘭", "更新的港口" })]
    [InlineData("1949-10-01T15:00:00.7654321-03:30", "draft", new[] { "更早的港口", "烏克蘭" })]
    [InlineData(null, "published", new string[0])]
    [InlineData(null, "draft", new[] { "烏克蘭" })]
    public async Task What_a_new_article_is_answered_with_is_what_reading_it_gives(string? publishedAt, string status, string[] tags)
    {
        using var own = new SeededApp();
        own.Clock.Advance(TimeSpan.FromTicks(7));
        var editor = own.AsKey(Scopes.ArticlesWrite, Scopes.ArticlesPublish, Scopes.DraftsRead);

        foreach (var headline in new[] { "同一個標題", "同一個標題" })
        {
            var sections = new object[]
            {
                new { kind = "lead", blocks = new object[] { new { type = "paragraph", text = "兩行\n文字 \u00e9 e\u0301 \ud842\udfb7" } } },
                new { kind = "lead", blocks = new object[] { new { type = "table", rows = Rows }, new { type = "list", items = new[] { new { text = "一" } } } } },
                new { kind = "other" },
            };
            var media = new object[] { new { type = "video", url = "https://news.example/film" }, new { type = "image", caption = "港口" } };

            var created = await editor.Send("POST", Articles, new { headline, publishedAt, status, tags, sections, media, authors = Authors });

            Assert.True(created.Status == HttpStatusCode.Created, created.Body);
            var read = await editor.Ask(created.Header("Location")!);
            Assert.Equal(read.Body, created.Body);
            Assert.All(["ETag", "Last-Modified", "Content-Type", "Content-Language"], name => Assert.Equal(read.Header(name), created.Header(name)));
        }
    }

    [Fact]
    public async Task A_headline_is_enough_and_the_script_of_the_text_tells_the_language()
    {
        var writer = app.AsKey(Scopes.ArticlesWrite);

        var traditional = (await writer.Send("POST", Articles, new { headline = "談判順利結束" })).Json;
        var simplified = (await writer.Send("POST", Articles, new { headline = "谈判顺利结束" })).Json;

        Assert.Equal("zh-Hant", Text(traditional, "language"));
        Assert.Equal("zh-Hans", Text(simplified, "language"));
        Assert.Equal(JsonValueKind.Null, traditional.GetProperty("publishedAt").ValueKind);
    }

    [Fact]
    public async Task Publishing_at_once_needs_the_scope_for_it()
    {
        var story = new { headline = "立即發布", status = "published" };

        (await app.AsKey(Scopes.ArticlesWrite).Send("POST", Articles, story)).Problem(HttpStatusCode.Forbidden);
        var created = await app.AsKey(Scopes.ArticlesWrite, Scopes.ArticlesPublish).Send("POST", Articles, story);

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(app.Clock.GetUtcNow(), created.Json.GetProperty("publishedAt").GetDateTimeOffset());
        Assert.Equal("立即發布", Text(await app.AsReader().Get(created.Header("Location")!), "headline"));
    }

    [Theory]
    [InlineData("""{"headline":"甲","id":7}""", "/id")]
    [InlineData("""{"headline":"甲","version":7}""", "/version")]
    [InlineData("""{"headline":"甲","updatedAt":"2026-01-05T08:00:00Z"}""", "/updatedAt")]
    [InlineData("""{"headline":"甲","converted":false}""", "/converted")]
    [InlineData("""{"headline":"甲","links":{}}""", "/links")]
    [InlineData("""{"headline":"甲","relatedNews":[]}""", "/relatedNews")]
    [InlineData("""{"headline":"甲","schedule":{}}""", "/schedule")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","id":1}]}""", "/sections/0/id")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","number":1}]}""", "/sections/0/number")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","anchor":"x"}]}""", "/sections/0/anchor")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","blocks":[{"type":"paragraph","id":1,"text":"乙"}]}]}""", "/sections/0/blocks/0/id")]
    [InlineData("""{"headline":"甲","tags":[{"slug":"烏克蘭"}]}""", "/tags/0")]
    [InlineData("""{"headline":"甲","tags":["烏克蘭","烏克蘭"]}""", "/tags/1")]
    [InlineData("""{"headline":"甲","tags":["NATO","乙","nato"]}""", "/tags/2")]
    [InlineData("""{"headline":"甲","tags":["NATO","★"]}""", "/tags/1")]
    [InlineData("""{"headline":"甲","tags":["Café","CAFE\u0301"]}""", "/tags/1")]
    [InlineData("""{"summary":"乙"}""", "/headline")]
    [InlineData("""{"headline":""}""", "/headline")]
    [InlineData("""{"headline":"甲\n乙"}""", "/headline")]
    [InlineData("""{"headline":"\u200b\u3000\u2060"}""", "/headline")]
    [InlineData("""{"headline":"甲","authors":["乙","\u3164"]}""", "/authors/1")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","blocks":[{"type":"paragraph","text":"\ufeff\n\u00ad"}]}]}""", "/sections/0/blocks/0/text")]
    [InlineData("""{"headline":"甲","summary":"\u0008"}""", "/summary")]
    [InlineData("""{"headline":"甲","language":"chinese!"}""", "/language")]
    [InlineData("""{"headline":"甲","publishedAt":"2026-01-05T08:00:00"}""", "/publishedAt")]
    [InlineData("""{"headline":"甲","publishedAt":"2026-02-30T08:00:00Z"}""", "/publishedAt")]
    [InlineData("""{"headline":"甲","publishedAt":"2016-12-31T23:59:60Z"}""", "/publishedAt")]
    [InlineData("""{"headline":"甲","publishedPrecision":"day"}""", "/publishedPrecision")]
    [InlineData("""{"headline":"甲","status":"withdrawn"}""", "/status")]
    [InlineData("""{"headline":"甲","status":"scheduled"}""", "/status")]
    [InlineData("""{"headline":"甲","status":"public"}""", "/status")]
    [InlineData("""{"headline":"甲","slug":"A B"}""", "/slug")]
    [InlineData("""{"headline":"甲","slug":"12"}""", "/slug")]
    [InlineData("""{"headline":"甲","slug":"\u3164"}""", "/slug")]
    [InlineData("""{"headline":"甲","source":{"name":"乙","url":"javascript:alert(1)"}}""", "/source/url")]
    [InlineData("""{"headline":"甲","media":[{"type":"image"}]}""", "/media/0/url")]
    [InlineData("""{"headline":"甲","media":[{"type":"hologram","caption":"乙"}]}""", "/media/0/type")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"demand"}]}""", "/sections/0/kind")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","blocks":[{"type":"paragraf","text":"乙"}]}]}""", "/sections/0/blocks/0/type")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","blocks":[{"type":"list","items":[]}]}]}""", "/sections/0/blocks/0/items")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","blocks":[{"type":"list","items":[{"text":""}]}]}]}""", "/sections/0/blocks/0/items/0/text")]
    [InlineData("""{"headline":"甲","sections":[{"kind":"lead","blocks":[{"type":"table","rows":[["一"],["一","二"]]}]}]}""", "/sections/0/blocks/0/rows")]
    [InlineData("""{"headline":"甲","headline":"乙"}""", "/headline")]
    public async Task What_can_not_be_an_article_is_refused_where_it_stands(string body, string at)
    {
        var problem = (await app.AsKey(Scopes.Admin).Send("POST", Articles, body)).Problem(HttpStatusCode.BadRequest);

        Assert.Contains(at, problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "pointer")));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_change_says_which_version_it_is_of(string method)
    {
        var editor = app.AsKey(Scopes.Admin);
        var created = await editor.Send("POST", Articles, new { headline = $"並行 {method}" });
        var address = created.Header("Location")!;
        object? body = method == "DELETE" ? null : new { headline = "改過" };

        (await editor.Send(method, address, body)).Problem(HttpStatusCode.PreconditionRequired);
        (await editor.Send(method, address, body, ("If-Match", "\"v7.x\""))).Problem(HttpStatusCode.PreconditionFailed);
        (await editor.Send(method, address, body, ("If-Match", "W/" + created.Header("ETag")))).Problem(HttpStatusCode.PreconditionFailed);
        Assert.Equal(1, (await editor.Get(address)).GetProperty("version").GetInt32());
        var changed = await editor.Send(method, address, body, ("If-Match", created.Header("ETag")!));

        Assert.Equal(method == "DELETE" ? HttpStatusCode.NoContent : HttpStatusCode.OK, changed.Status);
        Assert.True((await editor.Send(method, address, body, ("If-Match", created.Header("ETag")!))).Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_fifty_writers_at_once_one_wins()
    {
        var editor = app.AsKey(Scopes.Admin);
        var created = await editor.Send("POST", Articles, new { headline = "五十人" });

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(number =>
            editor.Send("PUT", created.Header("Location")!, new { headline = $"五十人之{number}" }, ("If-Match", created.Header("ETag")!))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.Problem(HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await editor.Get(created.Header("Location")!)).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Each_of_many_writers_at_once_is_answered_with_what_it_wrote()
    {
        var editor = app.AsKey(Scopes.Admin);
        var article = (await editor.Send("POST", Articles, """{"headline":"爭相改寫","tags":["爭改標籤"]}""")).Header("Location")!;
        var list = $"/api/v1/related-news/{(await editor.Send("POST", $"{article}/related-news", """{"entries":[{"publishedAt":"2026-01-05T08:00:00+08:00"}]}""")).Json.GetProperty("id")}";
        foreach (var (address, member) in new[] { (article, "headline"), (list, "title"), ("/api/v1/tags/爭改標籤", "name") })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async n =>
                (Name: $"第{n}人", Answer: await editor.Send("PATCH", address, $$"""{"{{member}}":"第{{n}}人"}""", ("If-Match", "*")))));

            Assert.All(answers, one => Assert.Equal((HttpStatusCode.OK, one.Name), (one.Answer.Status, Text(one.Answer.Json, member))));
            Assert.Equal(12, answers.Select(one => one.Answer.Header("ETag")).Distinct().Count());
        }
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_leaves_the_rest()
    {
        var editor = app.AsKey(Scopes.Admin);
        var created = await editor.Send("POST", Articles, Story("只改一點"));

        var patched = await editor.Send(
            "PATCH", created.Header("Location")!, """{"summary":null,"source":{"url":null},"authors":["王明"]}""", ("If-Match", "*"), ("Content-Type", "application/merge-patch+json"));

        Assert.Equal(HttpStatusCode.OK, patched.Status);
        var article = patched.Json;
        Assert.Equal(JsonValueKind.Null, article.GetProperty("summary").ValueKind);
        Assert.Equal("海事日報", Text(article.GetProperty("source"), "name"));
        Assert.Equal(JsonValueKind.Null, article.GetProperty("source").GetProperty("url").ValueKind);
        Assert.Equal("王明", Assert.Single(article.GetProperty("authors").EnumerateArray()).GetString());
        Assert.Equal(created.Json.GetProperty("sections").GetRawText(), article.GetProperty("sections").GetRawText());
        Assert.Equal(created.Json.GetProperty("slug").GetRawText(), article.GetProperty("slug").GetRawText());
    }

    [Fact]
    public async Task A_date_that_stays_keeps_its_precision()
    {
        var editor = app.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", Articles, """{"headline":"日期","publishedAt":"2026-01-05T00:00:00+08:00","publishedPrecision":"day"}""")).Header("Location")!;

        var same = await editor.Send("PUT", address, """{"headline":"日期","publishedAt":"2026-01-05T00:00:00+08:00"}""", ("If-Match", "*"));
        var other = await editor.Send("PUT", address, """{"headline":"日期","publishedAt":"2026-01-06T00:00:00+08:00"}""", ("If-Match", "*"));

        Assert.Equal("day", Text(same.Json, "publishedPrecision"));
        Assert.Equal("second", Text(other.Json, "publishedPrecision"));
    }

    [Fact]
    public async Task Sections_and_blocks_that_stay_keep_their_numbers()
    {
        var editor = app.AsKey(Scopes.Admin);
        var created = await editor.Send("POST", Articles, Sections(("lead", null, ["甲", "乙", "丙"]), ("talks", "會談", ["丁"])));

        var replaced = (await editor.Send(
            "PUT", created.Header("Location")!, Sections(("attacks", "會談", ["新"]), ("lead", null, ["零", "甲", "乙改", "丙"]), ("talks", "會談", ["丁"])), ("If-Match", "*"))).Json;

        var before = created.Json.GetProperty("sections");
        var after = replaced.GetProperty("sections");
        Assert.Equal(Id(before[0]), Id(after[1]));
        Assert.Equal(Id(before[1]), Id(after[2]));
        Assert.Equal("會談", Text(after[2], "anchor"));
        Assert.Equal("會談-2", Text(after[0], "anchor"));
        var blocks = before[0].GetProperty("blocks").EnumerateArray().Select(Id).ToList();
        var now = after[1].GetProperty("blocks").EnumerateArray().Select(Id).ToList();
        Assert.Equal([blocks[0], blocks[1], blocks[2]], now.Skip(1));
        Assert.DoesNotContain(now[0], blocks);

        static object Sections(params (string Kind, string? Heading, string[] Texts)[] sections) => new
        {
            headline = "編號",
            sections = sections.Select(section => new { kind = section.Kind, heading = section.Heading, blocks = section.Texts.Select(text => new { type = "paragraph", text }) }),
        };
    }

    [Fact]
    public async Task Sections_and_blocks_that_change_places_keep_their_numbers_and_the_history_says_that_they_moved()
    {
        var editor = app.AsKey(Scopes.Admin);
        var created = await editor.Send("POST", Articles, Story(("lead", null, ["甲", "乙", "丙"]), ("talks", "會談", ["丁"]), ("aid", "救援", ["戊"])));
        var address = created.Header("Location")!;

        var moved = (await editor.Send("PUT", address, Story(("aid", "救援", ["戊"]), ("lead", null, ["丙", "甲", "乙"]), ("talks", "會談", ["丁", "己"])), ("If-Match", "*"))).Json;

        var (before, after) = (created.Json.GetProperty("sections"), moved.GetProperty("sections"));
        Assert.Equal([Id(before[2]), Id(before[0]), Id(before[1])], after.EnumerateArray().Select(Id));
        Assert.Equal([Text(before[2], "anchor"), Text(before[0], "anchor"), Text(before[1], "anchor")], after.EnumerateArray().Select(section => Text(section, "anchor")));
        var (was, now) = (before[0].GetProperty("blocks"), after[1].GetProperty("blocks"));
        Assert.Equal([Id(was[2]), Id(was[0]), Id(was[1])], now.EnumerateArray().Select(Id));
        var changes = (await editor.Get($"{address}/revisions/2")).GetProperty("changes").GetProperty("sections");
        Assert.Equal(["1 moved ", "2 changed moved", "3 changed added"], changes.EnumerateArray().Select(section =>
            $"{section.GetProperty("number")} {Text(section, "change")} {string.Join(' ', section.GetProperty("blocks").EnumerateArray().Select(block => Text(block, "change")))}"));

        static object Story(params (string Kind, string? Heading, string[] Texts)[] sections) => new
        {
            headline = "換位",
            sections = sections.Select(section => new { kind = section.Kind, heading = section.Heading, blocks = section.Texts.Select(text => new { type = "paragraph", text }) }),
        };
    }

    [Theory]
    [InlineData("PUT", """{"headline":"照舊","tags":["照舊標籤"],"publishedAt":"2026-01-05T08:00:00+08:00"}""")]
    [InlineData("PATCH", "{}")]
    [InlineData("PATCH", """{"headline":"照舊","status":"published"}""")]
    public async Task A_change_that_changes_nothing_is_none(string method, string body)
    {
        var editor = app.AsKey(Scopes.Admin);
        var created = await editor.Send(
            "POST", Articles, """{"headline":"照舊","tags":["照舊標籤"],"publishedAt":"2026-01-05T08:00:00+08:00","status":"published"}""");
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await editor.Send(method, created.Header("Location")!, body, ("If-Match", created.Header("ETag")!));
        var restored = await editor.Send("POST", $"{created.Header("Location")}/revisions/1/restore", null);

        Assert.Equal(created.Header("ETag"), answer.Header("ETag"));
        Assert.Equal(created.Body, answer.Body);
        Assert.Equal(created.Body, restored.Body);
        Assert.Single(await editor.GetAll($"{created.Header("Location")}/revisions"));
    }

    [Fact]
    public async Task A_draft_is_written_by_those_who_may_read_it_and_by_the_key_that_made_it()
    {
        var (writer, other, editor) = (app.AsKey(Scopes.ArticlesWrite), app.AsKey(Scopes.ArticlesWrite), app.AsKey(Scopes.ArticlesWrite, Scopes.DraftsRead));
        var created = await writer.Send("POST", Articles, """{"headline":"誰的草稿","sections":[{"kind":"lead","blocks":[{"type":"paragraph","text":"機密"}]}]}""");
        var address = created.Header("Location")!;
        var list = (await writer.Send("POST", $"{address}/related-news", """{"entries":[{"publishedAt":"2026-01-05T08:00:00+08:00"}]}""")).Json.GetProperty("id").GetInt64();

        foreach (var (method, path, body) in new (string, string, object?)[]
        {
            ("PATCH", address, "{}"), ("PUT", address, """{"headline":"搶走"}"""), ("DELETE", address, null),
            ("POST", $"{address}/revisions/1/restore", null), ("POST", $"{address}/preview-links", """{"expiresInSeconds":60}"""), ("GET", $"{address}/preview-links", null),
            ("POST", $"{address}/related-news", """{"entries":[{"publishedAt":"2026-01-05T08:00:00+08:00"}]}"""),
            ("PATCH", $"/api/v1/related-news/{list}", "{}"), ("DELETE", $"/api/v1/related-news/{list}", null),
        })
        {
            (await other.Send(method, path, body, ("If-Match", "*"))).Problem(HttpStatusCode.NotFound);
        }

        Assert.Equal("機密二", Text((await writer.Send("PATCH", address, """{"headline":"機密二"}""", ("If-Match", "*"))).Json, "headline"));
        Assert.Equal("機密三", Text((await editor.Send("PATCH", address, """{"headline":"機密三"}""", ("If-Match", "*"))).Json, "headline"));
        (await writer.Ask(address)).Problem(HttpStatusCode.NotFound);

        Assert.Equal(HttpStatusCode.OK, (await app.AsKey(Scopes.ArticlesPublish).Send("POST", $"{address}/publish", null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.Send("PATCH", address, """{"headline":"更正"}""", ("If-Match", "*"))).Status);
    }

    [Fact]
    public async Task A_published_article_that_is_withdrawn_is_gone_and_one_that_never_was_public_was_never_there()
    {
        var editor = app.AsKey(Scopes.Admin);
        var shown = (await editor.Send("POST", Articles, new { headline = "撤回的稿件", status = "published" })).Header("Location")!;
        var draft = (await editor.Send("POST", Articles, new { headline = "沒發過的稿件" })).Header("Location")!;
        await editor.Send("PATCH", shown, new { slug = "撤回前的新名" }, ("If-Match", "*"));
        await editor.Send("PATCH", shown, new { slug = "撤回的稿件" }, ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Send("DELETE", shown, null, ("If-Match", "*"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Send("DELETE", draft, null, ("If-Match", "*"))).Status);

        await app.AsReader().GetProblem(shown, HttpStatusCode.Gone);
        await app.AsReader().GetProblem($"{Articles}/撤回的稿件", HttpStatusCode.Gone);
        await app.AsReader().GetProblem($"{Articles}/撤回前的新名", HttpStatusCode.Gone);
        await app.AsReader().GetProblem(draft, HttpStatusCode.NotFound);
        Assert.DoesNotContain(await app.AsReader().GetAll(Articles), article => Text(article, "headline") == "撤回的稿件");

        // The name stays taken.
        Assert.Equal("撤回的稿件-2", Text((await editor.Send("POST", Articles, new { headline = "撤回的稿件" })).Json, "slug"));
        (await editor.Send("POST", Articles, new { headline = "別的", slug = "撤回的稿件" })).Problem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_slug_it_once_had_leads_to_the_article_for_ever()
    {
        var editor = app.AsKey(Scopes.Admin);
        var created = (await editor.Send("POST", Articles, new { headline = "舊名", status = "published" })).Header("Location")!;
        foreach (var slug in new[] { "新名", "更新的名" })
        {
            Assert.Equal(slug, Text((await editor.Send("PATCH", created, new { slug }, ("If-Match", "*"))).Json, "slug"));
        }

        using var http = app.CreateDefaultClient();
        foreach (var (address, target) in new[] { ("舊名", "更新的名"), ("新名/sections?limit=3", "更新的名/sections?limit=3") })
        {
            using var answer = await http.GetAsync(new Uri($"{Articles}/{address}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
            Assert.Equal($"{Articles}/{target}", Uri.UnescapeDataString(answer.Headers.Location!.OriginalString));
        }

        (await editor.Send("POST", Articles, new { headline = "別的", slug = "舊名" })).Problem(HttpStatusCode.Conflict);
        Assert.Equal("舊名-2", Text((await editor.Send("POST", Articles, new { headline = "舊名" })).Json, "slug"));
        Assert.Equal("舊名", Text((await editor.Send("PATCH", created, new { slug = "舊名" }, ("If-Match", "*"))).Json, "slug"));
    }

    [Fact]
    public async Task Text_is_composed_and_markup_in_it_stays_text()
    {
        var created = (await app.AsKey(Scopes.ArticlesWrite).Send("POST", Articles, new { headline = "cafe\u0301 <b>&amp;</b>" })).Json;

        Assert.Equal("café <b>&amp;</b>", Text(created, "headline"));
    }

    [Fact]
    public async Task Related_news_is_part_of_its_article()
    {
        var editor = app.AsKey(Scopes.Admin);
        var article = (await editor.Send("POST", Articles, new { headline = "有相關新聞", status = "published" })).Header("Location")!;

        var list = await editor.Send("POST", $"{article}/related-news", """{"title":"更多","entries":[{"publishedAt":"2026-01-05T08:00:00+08:00","articleId":1},{"publishedAt":"2026-01-04T08:00:00+08:00","publishedPrecision":"day","title":"昨日"}]}""");
        var address = list.Header("Location")!;

        Assert.Equal(HttpStatusCode.Created, list.Status);
        Assert.Equal(["2026-01-05 08:00:00", "2026-01-04"], list.Json.GetProperty("entries").EnumerateArray().Select(entry => Text(entry, "printedTime")));
        Assert.Equal(1, list.Json.GetProperty("entries")[0].GetProperty("articleId").GetInt64());
        Assert.Equal(2, (await app.AsReader().Get(article)).GetProperty("version").GetInt32());
        (await editor.Send("PUT", address, """{"entries":[{"publishedAt":"2026-01-05T08:00:00+08:00","articleId":99999}]}""", ("If-Match", "*"))).Problem(HttpStatusCode.BadRequest);
        var replaced = await editor.Send("PATCH", address, """{"title":"其他"}""", ("If-Match", (await editor.Ask(address)).Header("ETag")!));
        Assert.Equal("其他", Text(replaced.Json, "title"));
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Send("DELETE", address, null, ("If-Match", replaced.Header("ETag")!))).Status);
        Assert.Empty((await app.AsReader().Get(article)).GetProperty("relatedNews").EnumerateArray());
        var gone = (await editor.Send("PATCH", address, """{"title":"不在"}""", ("If-Match", "*"))).Problem(HttpStatusCode.NotFound);
        Assert.Equal("id", Text(gone.GetProperty("errors")[0], "parameter"));
    }

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private static long Id(JsonElement element) => element.GetProperty("id").GetInt64();
}
