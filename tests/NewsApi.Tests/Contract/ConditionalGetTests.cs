using System.IO.Compression;
using System.Net;
using System.Text;
using NewsApi.Access;

namespace NewsApi.Tests.Contract;

/// <summary>Validators, 304, HEAD and content codings (RFC 9110).</summary>
public sealed class ConditionalGetTests(SeededApp app) : IClassFixture<SeededApp>
{
    public static TheoryData<string> Readable { get; } =
    [
        "/api/v1/articles", "/api/v1/articles/1", "/api/v1/articles/1/sections", "/api/v1/articles/1/sections/2", "/api/v1/articles/1/related-news",
        "/api/v1/articles/1/provenance", "/api/v1/sections", "/api/v1/sections/1", "/api/v1/section-kinds", "/api/v1/related-news", "/api/v1/related-news/1",
        "/api/v1/related-news/1/entries", "/api/v1/tags", "/api/v1/tags/烏克蘭", "/openapi/v1.json", "/openapi/v1-3.0.json",
    ];

    [Theory, MemberData(nameof(Readable))]
    public async Task Every_answer_has_a_tag_that_turns_into_304(string path)
    {
        var reader = app.AsReader();
        var full = await reader.Ask(path);
        var again = await reader.Ask(path, headers: ("If-None-Match", full.Header("ETag")!));

        Assert.Equal(HttpStatusCode.OK, full.Status);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Empty(again.Bytes);
        Assert.All(["ETag", "Cache-Control", "Vary"], name => Assert.Equal(full.Header(name), again.Header(name)));
        Assert.Equal("public, no-cache", full.Header("Cache-Control"));
        Assert.Null(again.Header("Content-Type"));
    }

    [Theory, MemberData(nameof(Readable))]
    public async Task HEAD_is_GET_without_the_body(string path)
    {
        var get = await app.AsReader().Ask(path);
        var head = await app.AsReader().Ask(path, "HEAD");

        Assert.Equal(get.Status, head.Status);
        Assert.Empty(head.Bytes);
        Assert.All(["ETag", "Content-Type", "Content-Length", "Cache-Control", "Vary", "Last-Modified"], name => Assert.Equal(get.Header(name), head.Header(name)));
    }

    [Fact]
    public async Task HEAD_of_what_is_not_there_has_the_status_and_no_body()
    {
        var head = await app.AsReader().Ask("/api/v1/articles/999", "HEAD");

        Assert.Equal(HttpStatusCode.NotFound, head.Status);
        Assert.Empty(head.Bytes);
        Assert.Equal("application/problem+json", head.MediaType);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("W/{0}", true)]
    [InlineData("\"other\", {0}", true)]
    [InlineData("\"other\",W/{0} , \"third\"", true)]
    [InlineData("*", true)]
    [InlineData("\"other\"", false)]
    [InlineData("W/\"other\"", false)]
    [InlineData("garbage", false)]
    [InlineData("**", false)]
    public async Task If_None_Match_takes_lists_and_the_star_and_compares_weakly(string header, bool isMatch)
    {
        var tag = (await app.AsReader().Ask("/api/v1/articles/1")).Header("ETag")!;

        var answer = await app.AsReader().Ask("/api/v1/articles/1", headers: ("If-None-Match", string.Format(null, header, tag)));

        Assert.Equal(isMatch ? HttpStatusCode.NotModified : HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("/api/v1/articles/1")]
    [InlineData("/api/v1/articles/1/sections")]
    [InlineData("/api/v1/articles/1/provenance")]
    [InlineData("/api/v1/sections/2")]
    [InlineData("/api/v1/related-news/1/entries")]
    public async Task What_belongs_to_an_article_says_when_it_last_changed(string path)
    {
        var reader = app.AsReader();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var updated = NewsApiApp.Start.ToString("R");

        Assert.Equal(updated, (await reader.Ask(path)).Header("Last-Modified"));
        Assert.Equal(HttpStatusCode.NotModified, (await reader.Ask(path, headers: ("If-Modified-Since", updated))).Status);
        Assert.Equal(HttpStatusCode.OK, (await reader.Ask(path, headers: ("If-Modified-Since", NewsApiApp.Start.AddSeconds(-1).ToString("R")))).Status);
        Assert.Equal(HttpStatusCode.OK, (await reader.Ask(path, headers: ("If-Modified-Since", "not a date"))).Status);
    }

    [Fact]
    public async Task A_date_is_given_once_its_second_is_over_so_that_no_second_change_hides_behind_it()
    {
        using var own = new NewsApiApp();
        own.Clock.Advance(TimeSpan.FromMilliseconds(200));
        var editor = own.AsKey(Scopes.Admin);
        var path = $"/api/v1/articles/{await own.Given(Some.Article())}";
        own.Clock.Advance(TimeSpan.FromMilliseconds(200));
        var first = await own.AsReader().Ask(path);
        own.Clock.Advance(TimeSpan.FromMilliseconds(200));
        await editor.Send("PATCH", path, new { headline = "港口關閉" }, ("If-Match", "*"));

        var second = await own.AsReader().Ask(path, "GET", ("If-Modified-Since", NewsApiApp.Start.ToString("R")));

        Assert.Null(first.Header("Last-Modified"));
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Null(second.Header("Last-Modified"));
        Assert.NotEqual(first.Header("ETag"), second.Header("ETag"));

        own.Clock.Advance(TimeSpan.FromMilliseconds(400));
        var later = await own.AsReader().Ask(path);
        Assert.Equal(NewsApiApp.Start.ToString("R"), later.Header("Last-Modified"));
        Assert.Equal(NewsApiApp.Start.AddSeconds(1).ToString("R"), later.Header("Date"));
        Assert.Equal(HttpStatusCode.NotModified, (await own.AsReader().Ask(path, "GET", ("If-Modified-Since", later.Header("Last-Modified")!))).Status);
    }

    [Fact]
    public async Task A_date_never_lies_in_the_future_also_where_another_servers_clock_is_ahead()
    {
        using var ahead = new NewsApiApp();
        ahead.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = await ahead.Given(Some.Article());
        using var own = new NewsApiApp(ahead.File);

        Assert.Null((await own.AsReader().Ask($"/api/v1/articles/{id}")).Header("Last-Modified"));
    }

    [Fact]
    public async Task What_changes_with_other_articles_has_no_date() =>
        Assert.Null((await app.AsReader().Ask("/api/v1/articles/1/related-news")).Header("Last-Modified"));

    [Fact]
    public async Task If_None_Match_silences_If_Modified_Since()
    {
        var answer = await app.AsReader().Ask(
            "/api/v1/articles/1", "GET", ("If-None-Match", "\"other\""), ("If-Modified-Since", NewsApiApp.Start.AddDays(1).ToString("R")));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_coded_answer_is_the_same_with_a_tag_of_its_own(string coding)
    {
        var reader = app.AsReader();
        var plain = await reader.Ask("/api/v1/articles/1");
        var coded = await reader.Ask("/api/v1/articles/1", headers: ("Accept-Encoding", coding));

        Assert.Equal(coding, coded.Header("Content-Encoding"));
        Assert.NotEqual(plain.Header("ETag"), coded.Header("ETag"));
        Assert.Equal("Accept-Language, Accept, Accept-Encoding", coded.Header("Vary"));
        Assert.Equal("Accept-Language, Accept, Accept-Encoding", plain.Header("Vary"));
        using Stream stream = coding == "br"
            ? new BrotliStream(new MemoryStream(coded.Bytes), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(coded.Bytes), CompressionMode.Decompress);
        using var text = new StreamReader(stream, Encoding.UTF8);
        Assert.Equal(plain.Body, await text.ReadToEndAsync(TestContext.Current.CancellationToken));

        var again = await reader.Ask("/api/v1/articles/1", "GET", ("Accept-Encoding", coding), ("If-None-Match", coded.Header("ETag")!));
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("zstd-of-the-future")]
    [InlineData("br;q=0, gzip;q=0")]
    public async Task A_coding_there_is_not_gives_the_plain_answer(string coding) =>
        Assert.Null((await app.AsReader().Ask("/api/v1/articles/1", headers: ("Accept-Encoding", coding))).Header("Content-Encoding"));

    [Fact]
    public async Task The_tag_changes_with_the_content()
    {
        using var own = new NewsApiApp();
        var before = (await own.AsReader().Ask("/api/v1/articles")).Header("ETag");
        await own.Given(Some.Article());

        Assert.NotEqual(before, (await own.AsReader().Ask("/api/v1/articles")).Header("ETag"));
    }
}
