using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Importing;

/// <summary>Documents sent to be imported, and what is told of them.</summary>
public sealed class ImportsTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Page = "港口恢復通航\n6月14日，港口恢復通航。\n各方反應\n船公司表示歡迎。\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_shows_the_story_and_stores_nothing()
    {
        using var own = new NewsApiApp();

        var (status, report) = await Import(own, Page, "?dryRun=true&source=港務局&zone=Asia/Taipei");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(report.GetProperty("dryRun").GetBoolean());
        var article = Only(report);
        Assert.Equal(("created", JsonValueKind.Null), (article.GetProperty("outcome").GetString(), article.GetProperty("id").ValueKind));
        var understood = article.GetProperty("article");
        Assert.Equal("港務局", understood.GetProperty("source").GetProperty("name").GetString());
        Assert.Equal("2025-06-14T00:00:00+08:00", understood.GetProperty("publishedAt").GetString());
        Assert.Equal(2, understood.GetProperty("sections").GetArrayLength());
        Assert.Contains(article.GetProperty("guesses").EnumerateArray(), guess => guess.GetProperty("what").GetString() == "publishedAt" && guess.GetProperty("why").GetString()!.Contains("Asia/Taipei", StringComparison.Ordinal));
        Assert.Equal(0, await own.InStore(db => db.Articles.IgnoreQueryFilters().CountAsync(Cancel)));
    }

    [Fact]
    public async Task An_imported_story_is_a_draft_until_it_is_published_and_never_there_twice()
    {
        using var own = new NewsApiApp();

        var (status, report) = await Import(own, Page);
        Assert.Equal((HttpStatusCode.Created, "created"), (status, Only(report).GetProperty("outcome").GetString()));
        Assert.Empty(await own.AsReader().GetAll("/api/v1/articles"));

        var (again, unchanged) = await Import(own, Page);
        Assert.Equal((HttpStatusCode.OK, "unchanged"), (again, Only(unchanged).GetProperty("outcome").GetString()));
        Assert.Equal(Only(report).GetProperty("id").GetInt64(), Only(unchanged).GetProperty("id").GetInt64());

        var (_, published) = await Import(own, Page, "?publish=true");
        Assert.Equal("updated", Only(published).GetProperty("outcome").GetString());
        Assert.Single(await own.AsReader().GetAll("/api/v1/articles"));
        Assert.Equal(1, await own.InStore(db => db.Articles.IgnoreQueryFilters().CountAsync(Cancel)));
        Assert.Equal(0, (await own.Verify()).Code);
    }

    [Fact]
    public async Task A_story_without_a_date_says_so_and_is_not_doubled_either()
    {
        using var own = new NewsApiApp();
        var (_, first) = await Import(own, "天氣\n今天天氣很好。\n");
        own.Clock.Advance(TimeSpan.FromDays(2));
        var (_, second) = await Import(own, "天氣\n今天天氣很好。\n");

        Assert.Contains("no date", Only(first).GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("unchanged", Only(second).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_story_that_was_withdrawn_stays_so()
    {
        using var own = new NewsApiApp();
        var (_, report) = await Import(own, Page, "?publish=true");
        await own.AsKey("articles:write", "articles:publish", "drafts:read").Send("DELETE", $"/api/v1/articles/{Only(report).GetProperty("id")}", null, ("If-Match", "*"));

        var (_, again) = await Import(own, Page, "?publish=true");

        Assert.Equal("unchanged", Only(again).GetProperty("outcome").GetString());
        Assert.Contains("withdrawn", Only(again).GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty(await own.AsReader().GetAll("/api/v1/articles"));
    }

    [Fact]
    public async Task A_kind_that_this_store_does_not_have_becomes_other_and_is_named()
    {
        const string Item = """
            {"uri": "urn:kinds:1", "language": "zh-Hant", "headline": "兩種章節", "firstcreated": "2025-06-07T10:30:00+08:00",
             "bodies": [{"role": "section:talks", "contenttype": "text/html", "value": "<h2>會談</h2><p>談了。</p>"}, {"role": "section:horoscope", "contenttype": "text/html", "value": "<h2>星座</h2><p>看了。</p>"}]}
            """;

        using var own = new NewsApiApp();
        var (status, report) = await Import(own, Encoding.UTF8.GetBytes(Item), "", "application/vnd.iptc.ninjs+json");
        var (_, again) = await Import(own, Encoding.UTF8.GetBytes(Item), "?dryRun=true", "application/vnd.iptc.ninjs+json");

        Assert.Equal((HttpStatusCode.Created, "created"), (status, Only(report).GetProperty("outcome").GetString()));
        Assert.Contains(Only(report).GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("horoscope", StringComparison.Ordinal));
        Assert.Contains(Only(report).GetProperty("guesses").EnumerateArray(), guess => guess.GetProperty("value").GetString() == "other: 星座");
        Assert.Equal(["talks", "other"], Only(again).GetProperty("article").GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("kind").GetString()));
        Assert.Equal("unchanged", Only(again).GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("utf-8", null)]
    [InlineData("utf-16", null)]
    [InlineData("gb18030", "gb18030")]
    [InlineData("big5", "big5")]
    [InlineData("big5", null)]
    [InlineData("gb18030", "utf-8")]
    public async Task Any_charset_is_read_and_named(string charset, string? label)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding(charset).GetBytes(Page + string.Concat(Enumerable.Repeat("港務局表示，船舶今天可以進出，所有航線恢復正常。\n", 5)));

        var (_, report) = await Import(app, bytes, "?dryRun=true", label is null ? "text/plain" : $"text/plain; charset={label}");

        Assert.Equal("港口恢復通航", Only(report).GetProperty("headline").GetString());
        Assert.Equal(charset, report.GetProperty("charset").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("text/html; charset=bogus", "<h1>港口</h1><p>港口恢復通航。", "bogus")]
    [InlineData("text/html; charset=utf-7", "<h1>港口</h1><p>港口恢復通航。", "utf-7")]
    [InlineData("text/html", "<meta charset=\"x-nowhere\"><h1>港口</h1><p>港口恢復通航。", "x-nowhere")]
    public async Task A_charset_that_nobody_knows_is_named_with_what_was_taken_instead(string mediaType, string page, string label)
    {
        var (_, report) = await Import(app, Encoding.UTF8.GetBytes(page), "?dryRun=true", mediaType);
        var (_, known) = await Import(app, Encoding.UTF8.GetBytes(page), "?dryRun=true", "text/html; charset=utf-8");

        var warning = Assert.Single(report.GetProperty("warnings").EnumerateArray()).GetString()!;
        Assert.Contains($"“{label}”", warning, StringComparison.Ordinal);
        Assert.Contains("utf-8", warning, StringComparison.Ordinal);
        Assert.Equal(label == "x-nowhere" ? 1 : 0, known.GetProperty("warnings").GetArrayLength());
    }

    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><title>x</title><item><title>港口</title></item></channel></rss>", "application/rss+xml")]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><item><title>港口</title></item></rdf:RDF>", "application/rss+xml")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title><entry><title>港口</title></entry></feed>", "application/atom+xml")]
    public async Task A_feed_is_reported_as_what_it_is(string feed, string mediaType)
    {
        foreach (var sentAs in new[] { mediaType, "application/xml" })
        {
            var (_, report) = await Import(app, Encoding.UTF8.GetBytes(feed), "?dryRun=true", sentAs);
            Assert.Equal(mediaType, report.GetProperty("mediaType").GetString());
        }
    }

    [Fact]
    public async Task With_an_idempotency_key_it_is_imported_once_and_no_other_document_is_looked_at()
    {
        using var own = new NewsApiApp();
        var writer = own.AsKey("articles:write");
        Task<Answer> Send(string document) => writer.Send("POST", "/api/v1/imports", document, ("Content-Type", "text/plain"), ("Idempotency-Key", "once"));

        var first = await Send(Page);
        var second = await Send(Page);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, first.Body, "true"), (first.Status, second.Status, second.Body, second.Header("Idempotent-Replayed")));
        (await Send(Page + "又及。")).Problem(HttpStatusCode.UnprocessableEntity);
        (await Send(" ")).Problem(HttpStatusCode.UnprocessableEntity);
    }

    public static TheoryData<string, byte[], string, int> Bad { get; } = new()
    {
        { "nothing", [], "text/plain", 400 },
        { "blanks", "  \n\n　"u8.ToArray(), "text/plain", 400 },
        { "zeros", new byte[10_000], "text/plain", 400 },
        { "random bytes", Random(10_000), "text/plain", 400 },
        { "random bytes", Random(10_000), "text/html", 400 },
        { "a picture", [0x89, 0x50, 0x4E, 0x47], "image/png", 415 },
        { "a form", "a=b"u8.ToArray(), "application/x-www-form-urlencoded", 415 },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task What_is_no_document_is_refused_with_the_reason(string what, byte[] bytes, string mediaType, int expected)
    {
        var (status, problem) = await Import(app, bytes, "", mediaType);

        Assert.True((int)status == expected, $"{what}: {status}");
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Content_codings_are_refused_instead_of_read_as_text()
    {
        using var content = new ByteArrayContent([0x1F, 0x8B, 8, 0]);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        content.Headers.ContentEncoding.Add("gzip");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Send(app, content, "")).Status);
    }

    [Fact]
    public async Task Publishing_needs_its_scope_and_wrong_parameters_are_named()
    {
        using var content = new StringContent(Page, Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(app, content, "?publish=true", "articles:write")).Status);
        var (status, problem) = await Import(app, Page, "?zone=Mars/Olympus");
        Assert.Equal((HttpStatusCode.BadRequest, "zone"), (status, problem.GetProperty("errors")[0].GetProperty("parameter").GetString()));
    }

    private static JsonElement Only(JsonElement report) => Assert.Single(report.GetProperty("articles").EnumerateArray());

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> Import(NewsApiApp app, string text, string query = "") => Import(app, Encoding.UTF8.GetBytes(text), query, "text/plain");

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Import(NewsApiApp app, byte[] bytes, string query, string mediaType)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return await Send(app, content, query, "articles:write", "articles:publish");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Send(NewsApiApp app, HttpContent content, string query, params string[] scopes)
    {
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await app.GivenKey(scopes.Length == 0 ? ["articles:write"] : scopes)).Key);
        using var answer = await client.PostAsync(new Uri($"/api/v1/imports{query}", UriKind.Relative), content, Cancel);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement);
    }
}
