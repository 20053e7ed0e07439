using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Contract;

/// <summary><c>fields</c> and <c>include</c>: only the parts of an answer that are wanted.</summary>
public sealed class FieldsTests(FieldsTests.App app) : IClassFixture<FieldsTests.App>
{
    /// <summary>Two stories with something in every member.</summary>
    public sealed class App : NewsApiApp, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            await Given(Whole("國際會議開幕"));
            await Given(Whole("國際會議閉幕"));
        }

        private static ArticleDraft Whole(string headline) => Some.Article(headline) with
        {
            Summary = "會議開幕。",
            SourceName = "聯合報",
            SourceUrl = "https://news.example/1",
            Authors = ["王小明"],
            Tags = [new TagDraft("臺灣", TagType.Place), new TagDraft("總統", TagType.Topic)],
            Media = [new MediaItem { Type = MediaType.Video, Caption = "現場視頻", Url = "https://news.example/video" }],
            Sections =
            [
                Some.Section("lead", null, text: "會議開幕。"),
                new SectionDraft("talks", "發言人：會談順利", "發言人",
                [
                    new ListBlock { Items = ["第一輪會談"], Ordered = true },
                    new QuoteBlock { Text = "談得來𠮷", Attribution = "發言人" },
                    new ImageBlock { Caption = "會場", Url = "https://news.example/image" },
                    new TableBlock { Caption = "時間", Rows = [["國家", "時間"]] },
                ]),
            ],
            RelatedNews = [new RelatedNewsDraft("國際新聞", [new RelatedNewsEntryDraft(Start, DatePrecision.Second, "2026年3月1日 20時", "談判結束")])],
        };
    }

    /// <summary>Every route that is read without a key; those with one are in a test of their own.</summary>
    private static readonly string[] Routes =
    [
        "articles", "articles/1", "articles/1/sections", "articles/1/sections/2", "articles/1/related-news", "articles/1/revisions", "articles/1/revisions/1",
        "sections", "sections/2", "section-kinds", "section-kinds/talks", "related-news", "related-news/1", "related-news/1/entries", "tags", "tags/臺灣",
        "search?q=會議", "search/suggest?q=國際", "articles?include=sections,relatedNews", "search?q=會議&include=relatedNews", "sections?q=會談",
    ];

    /// <summary>Those whose text is shown in the script that is asked for.</summary>
    private static readonly string[] Converted = ["articles/1", "articles?include=sections,relatedNews", "search?q=會議", "sections", "related-news", "tags"];

    public static TheoryData<string> Readings { get; } = [.. Routes, .. Converted.Select(route => With(route, "script=hans"))];

    [Theory, MemberData(nameof(Readings))]
    public async Task Each_member_alone_and_all_but_each_are_what_they_are_in_the_whole_answer(string route)
    {
        var path = $"/api/v1/{route}";
        var whole = Parse(await app.AsReader().Ask(path));
        var item = whole["items"] is JsonArray items ? items[0]!.AsObject() : whole;
        foreach (var (text, named) in item.SelectMany(member => Selections(member.Key, member.Value)))
        {
            var isIncluded = route.Contains("include", StringComparison.Ordinal);
            if (isIncluded && named[0] == '-' && named[1..] is "sections" or "relatedNews")
            {
                continue;
            }

            var asked = With(path, $"fields={text}");
            var shown = Parse(await app.AsReader().Ask(asked));

            // Members that are included stand beside those that are picked.
            var expected = isIncluded ? $"{text},{string.Join(',', Included(path).Where(name => !Names(text).Contains(name)))}".TrimEnd(',') : text;
            Assert.Equal(Trimmed(whole, expected).ToJsonString(), shown.ToJsonString());
        }
    }

    [Theory]
    [InlineData("articles", "*", "id,slug,headline,summary,language,converted,status,publishedAt,publishedPrecision,updatedAt,version,source(name,url),authors,tags[slug,name,type],media[type,caption,url],links(self,html,sections,relatedNews,provenance,revisions)")]
    [InlineData("articles", "publishedAt,headline", "headline,publishedAt")]
    [InlineData("articles", "*,-summary,-links,-media", "id,slug,headline,language,converted,status,publishedAt,publishedPrecision,updatedAt,version,source(name,url),authors,tags[slug,name,type]")]
    [InlineData("articles", "-headline,*,source(name),-links,-tags", "id,slug,summary,language,converted,status,publishedAt,publishedPrecision,updatedAt,version,source(name),authors,media[type,caption,url]")]
    [InlineData("articles", "sections(heading,kind)", "sections[kind,heading]")]
    [InlineData("articles", "headline,relatedNews(entries(printedTime))", "headline,relatedNews[entries[printedTime]]")]
    [InlineData("articles/1", "headline,sections(kind,blocks(text))", "headline,sections[kind,blocks[type,text]|kind,blocks[type|type,text]]")]
    [InlineData("articles/1", "sections(blocks(items(text)))", "sections[blocks[type]|blocks[type,items[text]|type]]")]
    [InlineData("articles/1", "sections(*,-blocks),id", "id,sections[id,number,anchor,kind,heading,speaker,language,converted]")]
    [InlineData("articles/1", "tags(name),media(url,type),links(self)", "tags[name],media[type,url],links(self)")]
    [InlineData("articles/1", "relatedNews(*,-entries)", "relatedNews[id,title,articleId,language,converted,entryCount]")]
    [InlineData("sections", "heading,article(headline)", "heading,article(headline)")]
    [InlineData("section-kinds", "names(zh-Hans)", "names(zh-Hans)")]
    [InlineData("search?q=會議", "headline,highlights(text),sections(heading)", "headline,sections[heading],highlights[text]")]
    [InlineData("tags", "converted,slug", "slug,converted")]
    public async Task Shows_what_is_picked_in_the_order_of_the_whole(string route, string fields, string expected)
    {
        var answer = await app.AsReader().Get(With($"/api/v1/{route}", $"fields={fields}"));

        Assert.Equal(expected, Outline(answer.TryGetProperty("items", out var items) ? items[0] : answer));
    }

    [Fact]
    public async Task What_is_around_the_items_stays_and_the_cursor_works_with_other_members()
    {
        var first = await app.AsReader().Ask("/api/v1/articles?limit=1&total=true&fields=headline");

        Assert.Equal("items[headline],nextCursor,total,totalIsExact", Outline(first.Json));
        Assert.Contains("fields=headline", first.Header("Link"), StringComparison.Ordinal);

        // How much of each item is shown is not part of which list it is.
        var cursor = first.Json.GetProperty("nextCursor").GetString();
        foreach (var other in new[] { "", "&fields=headline", "&fields=id,slug", "&include=sections" })
        {
            var next = await app.AsReader().Get($"/api/v1/articles?limit=1&cursor={cursor}{other}");
            Assert.Equal(1, next.GetProperty("items").GetArrayLength());
            Assert.Equal(JsonValueKind.Null, next.GetProperty("nextCursor").ValueKind);
        }

        Assert.Equal(["items", "nextCursor", "facets"], Members(await app.AsReader().Get("/api/v1/search?q=會議&fields=headline")));
        Assert.Equal(["items", "nextCursor", "similar"], Members(await app.AsReader().Get("/api/v1/articles/1/related-news?fields=title")));

        static IEnumerable<string> Members(JsonElement answer) => answer.EnumerateObject().Select(member => member.Name);
    }

    [Fact]
    public async Task Parts_that_lists_leave_out_are_included_where_they_are_asked_for()
    {
        var whole = await app.AsReader().Get("/api/v1/articles/1");
        foreach (var list in new[] { "/api/v1/articles?ids=1", "/api/v1/search?q=會議" })
        {
            var without = (await app.AsReader().Get(list)).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetInt32() == 1);
            var with = (await app.AsReader().Get($"{list}&include=sections,relatedNews")).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetInt32() == 1);

            Assert.All(["sections", "relatedNews"], part => Assert.False(without.TryGetProperty(part, out _)));
            Assert.All(["sections", "relatedNews"], part => Assert.Equal(whole.GetProperty(part).GetRawText(), with.GetProperty(part).GetRawText()));
        }

        Assert.Equal("headline,sections[heading]", Outline((await app.AsReader().Get("/api/v1/articles?include=sections&fields=headline,sections(heading)")).GetProperty("items")[0]));
        Assert.Equal("headline,relatedNews[id]", Outline((await app.AsReader().Get("/api/v1/articles?include=relatedNews&fields=headline,relatedNews(id)")).GetProperty("items")[0]));
        Assert.Equal("id,sections[kind]", Outline((await app.AsReader().Get("/api/v1/articles?fields=id,sections(kind)")).GetProperty("items")[0]));
    }

    public static TheoryData<string, string, string> Wrong { get; } = new()
    {
        // Names there are not.
        { "articles?fields=headlin", "fields", "names headlin, which is unknown; did you mean headline?" },
        { "articles?fields=Headline", "fields", "did you mean headline?" },
        { "articles?fields=id,%20headline", "fields", "did you mean headline?" },
        { "articles?fields=body", "fields", "names body, which is unknown; there are id, slug, headline" },
        { "articles?fields=hash", "fields", "is unknown" },
        { "articles/1?fields=sections(headng)", "fields", "names sections(headng), which is unknown; did you mean heading?" },
        { "articles/1?fields=sections(blocks(txt))", "fields", "names sections(blocks(txt)), which is unknown; did you mean text?" },
        { "articles/1?fields=*,-boddy", "fields", "names boddy, which is unknown" },
        { "tags?fields=headline", "fields", "there are slug, name, type" },
        { "articles?fields=nextCursor", "fields", "in a list, it names members of the items" },
        { "articles?fields=items(headline)", "fields", "in a list, it names members of the items" },
        { "search?q=會議&fields=facets", "fields", "what is around them always stays" },
        { "articles?fields=國", "fields", "names 國, which is unknown" },

        // Parts of what has none.
        { "articles?fields=headline(x)", "fields", "asks for parts of headline, which has none" },
        { "articles?fields=authors(name)", "fields", "asks for parts of authors, which has none" },
        { "articles/1?fields=sections(blocks(text(x)))", "fields", "asks for parts of sections(blocks(text)), which has none" },

        // Spelling.
        { "articles?fields=headline,", "fields", "has a place without a name" },
        { "articles?fields=,headline", "fields", "has a place without a name" },
        { "articles?fields=headline,,slug", "fields", "has a place without a name" },
        { "articles/1?fields=sections()", "fields", "has a place without a name in sections( )" },
        { "articles/1?fields=sections(heading", "fields", "has a ( without its ), behind sections" },
        { "articles/1?fields=sections(heading))", "fields", "has a ) without its (" },
        { "articles/1?fields=heading)", "fields", "is unknown" },
        { "articles/1?fields=headline)", "fields", "has a ) without its (" },
        { "articles/1?fields=sections(heading)kind", "fields", "has something behind sections( ); write a comma before it" },
        { "articles/1?fields=(heading)", "fields", "has a ( without a name before it" },
        { "articles/1?fields=-", "fields", "has a place without a name" },
        { "articles?fields=headline;slug", "fields", "is unknown" },

        // What contradicts itself.
        { "articles?fields=headline,headline", "fields", "names headline twice" },
        { "articles?fields=*,*", "fields", "names * twice" },
        { "articles?fields=headline,-headline", "fields", "names headline twice" },
        { "articles/1?fields=sections(kind),sections(heading)", "fields", "names sections twice" },
        { "articles?fields=-headline", "fields", "takes headline away where nothing was selected; write *,-headline" },
        { "articles?fields=slug,-headline", "fields", "write *,-headline" },
        { "articles/1?fields=sections(-blocks)", "fields", "write sections(*,-blocks)" },
        { "articles/1?fields=*,-sections(blocks)", "fields", "write sections(*,-…)" },
        { "articles?fields=-*", "fields", "takes everything away" },
        { "articles?fields=*(id)", "fields", "asks for parts of *" },
        { "articles/1?fields=sections(blocks(*,-type))", "fields", "always stays" },
        { "articles?include=sections&fields=*,-sections", "include", "adds sections, which fields takes away" },

        // Too much, nothing, or twice.
        { $"articles?fields={string.Join(',', Enumerable.Repeat("headline", 200))}", "fields", "more than 1000 characters" },
        { "articles?fields=", "fields", "has no value" },
        { "articles?fields=slug&fields=id", "fields", "more than once" },
        { "articles?Fields=slug", "Fields", "did you mean fields?" },

        // Parts to include.
        { "articles?include=section", "include", "must be one of sections, relatedNews; did you mean sections?" },
        { "articles?include=headline", "include", "must be one of sections, relatedNews" },
        { "articles?include=sections,", "include", "has a place without a name" },
        { "articles?include=sections,sections", "include", "names sections twice" },
        { "articles/1?include=sections", "include", "is unknown" },
        { "sections?include=article", "include", "is unknown" },

        // Other forms of an article have no members.
        { "articles/1?fields=headline&format=markdown", "fields", "picks members of JSON; markdown is another form" },
        { "articles/1?fields=headline&format=ninjs", "fields", "ninjs is another form" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task Refuses_what_can_t_be_picked_and_says_what_would_be_right(string path, string parameter, string detail)
    {
        var problem = await app.AsReader().GetProblem($"/api/v1/{path}", HttpStatusCode.BadRequest);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(parameter, error.GetProperty("parameter").GetString());
        Assert.Contains(detail, error.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_forms_that_Accept_asks_for_have_no_members_either()
    {
        var markdown = await app.AsReader().Ask("/api/v1/articles/1?fields=headline", headers: ("Accept", "text/markdown"));
        var any = await app.AsReader().Ask("/api/v1/articles/1?fields=headline", headers: ("Accept", "text/markdown;q=0.5, */*"));

        Assert.Equal("fields", markdown.Problem(HttpStatusCode.BadRequest).GetProperty("errors")[0].GetProperty("parameter").GetString());
        Assert.Equal(HttpStatusCode.OK, any.Status);
    }

    [Theory]
    [InlineData("/feeds/latest.json?fields=items")]
    [InlineData("/sitemap.xml?fields=loc")]
    public async Task Feeds_and_sitemaps_take_no_fields(string path) => await app.AsReader().GetProblem(path, HttpStatusCode.BadRequest);

    [Fact]
    public async Task Routes_for_keys_pick_as_well()
    {
        var admin = app.AsKey(Scopes.Admin);
        await admin.Send("POST", "/api/v1/articles/1/preview-links", """{"expiresInSeconds": 3600}""");
        await admin.Send("POST", "/api/v1/imports?dryRun=true", "港口恢復通航", ("Content-Type", "text/plain"), ("Prefer", "respond-async"));

        foreach (var (path, fields, expected) in new[]
        {
            ("keys", "name,scopes", "name,scopes"),
            ("keys/1", "*,-scopes,-prefix", "id,name,createdAt,createdBy,expiresAt,lastUsedAt,revokedAt"),
            ("audit", "action", "action"),
            ("articles/1/preview-links", "createdBy", "createdBy"),
            ("articles/1/preview-links/1", "id", "id"),
            ("imports", "state,document", "state,document"),
            ("imports/1", "id,report", "id,report"),
            ("imports/1", "document", "document"),
            ("articles/1/revisions", "number,by", "number,by"),
            ("articles?status=any", "status,headline", "headline,status"),
        })
        {
            var answer = await admin.Get(With($"/api/v1/{path}", $"fields={fields}"));
            var item = answer.TryGetProperty("items", out var items) ? items[0] : answer;
            Assert.Equal(expected, string.Join(',', item.EnumerateObject().Select(member => member.Name)));
        }
    }

    [Fact]
    public async Task Each_selection_has_a_tag_of_its_own_and_HEAD_answers_as_GET()
    {
        var reader = app.AsReader();
        var some = await reader.Ask("/api/v1/articles/1?fields=headline");
        var others = await reader.Ask("/api/v1/articles/1?fields=slug");

        Assert.NotEqual(some.Header("ETag"), others.Header("ETag"));
        Assert.Equal(others.Header("Last-Modified"), some.Header("Last-Modified"));
        Assert.Equal("zh-Hant", some.Header("Content-Language"));
        Assert.Equal(HttpStatusCode.NotModified, (await reader.Ask("/api/v1/articles/1?fields=headline", headers: ("If-None-Match", some.Header("ETag")!))).Status);
        Assert.Equal(some.Header("ETag"), (await reader.Ask("/api/v1/articles/1?fields=headline", "HEAD")).Header("ETag"));
        Assert.Equal("{\"headline\":\"國際會議開幕\"}", some.Body);

        // The version is that of the whole, so that what was read in part can be changed.
        Assert.Equal(some.Header("ETag")!.Split('.')[0], (await reader.Ask("/api/v1/articles/1")).Header("ETag")!.Split('.')[0]);
    }

    /// <summary>Each member of an object: alone, with each of its own members, and left out.</summary>
    private static IEnumerable<(string Text, string Named)> Selections(string name, JsonNode? value)
    {
        yield return (name, name);
        yield return ($"*,-{name}", $"-{name}");
        var parts = value is JsonArray items ? [.. items] : new[] { value };
        foreach (var inner in parts.OfType<JsonObject>().SelectMany(part => part).DistinctBy(member => member.Key).SelectMany(member => Selections(member.Key, member.Value)))
        {
            // The kinds of blocks are told apart by it, so that it can't be left out.
            if (name != "blocks" || inner.Named != "-type")
            {
                yield return ($"{name}({inner.Text})", name);
            }
        }
    }

    private static string[] Included(string path) => path.Split("include=")[1].Split('&')[0].Split(',');

    /// <summary>Names of a selection at its first level.</summary>
    private static string[] Names(string fields) => [.. Split(fields).SelectMany(part => part == "*" ? ["sections", "relatedNews"] : new[] { part.Split('(')[0] })];

    /// <summary>What trimming the whole answer leaves.</summary>
    private static JsonObject Trimmed(JsonObject whole, string fields)
    {
        var copy = (JsonObject)whole.DeepClone();
        Trim(copy["items"] is JsonArray ? copy["items"] : copy, fields, isBlock: false);
        return copy;

        static void Trim(JsonNode? node, string fields, bool isBlock)
        {
            var parts = Split(fields).ToList();
            foreach (var item in node is JsonArray items ? [.. items] : new[] { node })
            {
                foreach (var (name, value) in (item as JsonObject ?? []).ToList())
                {
                    if (parts.Find(part => part == name || part.StartsWith($"{name}(", StringComparison.Ordinal)) is { } own)
                    {
                        if (own != name)
                        {
                            Trim(value, own[(name.Length + 1)..^1], isBlock: name == "blocks");
                        }
                    }
                    else if (parts.Contains($"-{name}") || !(parts.Contains("*") || (isBlock && name == "type")))
                    {
                        ((JsonObject)item!).Remove(name);
                    }
                }
            }
        }
    }

    /// <summary>A selection at its commas, those within parentheses aside.</summary>
    private static IEnumerable<string> Split(string fields)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at <= fields.Length; at++)
        {
            if (at == fields.Length || (fields[at] == ',' && depth == 0))
            {
                yield return fields[start..at];
                start = at + 1;
            }
            else
            {
                depth += fields[at] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }
    }

    /// <summary>The members of a value: <c>a,b(c),d[e|f]</c> with each kind of item there is in the list d.</summary>
    private static string Outline(JsonElement value) => string.Join(',', value.EnumerateObject().Select(member => member.Value.ValueKind switch
    {
        JsonValueKind.Object => $"{member.Name}({Outline(member.Value)})",
        JsonValueKind.Array when member.Value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object) =>
            $"{member.Name}[{string.Join('|', member.Value.EnumerateArray().Select(Outline).Distinct())}]",
        _ => member.Name,
    }));

    private static JsonObject Parse(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return JsonNode.Parse(answer.Body)!.AsObject();
    }

    private static string With(string path, string query) => query.Length == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
}
