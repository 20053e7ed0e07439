using System.Net;

namespace NewsApi.Tests.Contract;

/// <summary>Which version is read and which is changed (RFC 9110, section 13).</summary>
public sealed class PreconditionTests(NoteApp app) : IClassFixture<NoteApp>
{
    private const string Version3 = "/test/notes/versions/3";

    private static readonly string[] Codings = ["identity", "br", "gzip"];

    [Fact]
    public async Task Every_form_of_a_version_has_a_tag_of_its_own_that_names_the_version()
    {
        var tags = new List<string>();
        foreach (var coding in Codings)
        {
            tags.Add((await app.AsReader().Ask(Version3, headers: ("Accept-Encoding", coding))).Header("ETag")!);
        }

        Assert.Equal(3, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.StartsWith("\"v3-01234567.", tag, StringComparison.Ordinal));
        foreach (var tag in tags)
        {
            Assert.Equal(HttpStatusCode.OK, (await Change(tag)).Status);
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await Change(tag, version: 4)).Status);
        }
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("POST")]
    public async Task What_a_write_answers_has_the_tag_that_reading_it_would_give(string method)
    {
        var read = await app.AsReader().Ask(Version3);
        var written = await Change("*", method: method, headers: [("Accept-Encoding", "br"), ("If-None-Match", "\"other\"")]);

        Assert.Equal(HttpStatusCode.OK, written.Status);
        Assert.Equal(read.Header("ETag"), written.Header("ETag"));
        Assert.Equal(read.Body, written.Body);
        Assert.Null(written.Header("Content-Encoding"));
        Assert.Equal(HttpStatusCode.NotModified, (await app.AsReader().Ask(Version3, headers: ("If-None-Match", written.Header("ETag")!))).Status);
    }

    [Fact]
    public async Task What_was_created_has_its_tag_too()
    {
        var created = await app.AsReader().Ask("/test/notes/versions", "POST");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("/test/notes/versions/1", created.Header("Location"));
        Assert.Equal((await app.AsReader().Ask("/test/notes/versions/1")).Header("ETag"), created.Header("ETag"));
    }

    [Fact]
    public async Task What_a_write_answers_without_a_version_has_no_tag() =>
        Assert.Null((await app.AsReader().SendRaw("/test/notes", """{"headline":"x"}""")).Header("ETag"));

    [Theory]
    [InlineData("*", true)]
    [InlineData("\"v3-01234567.x\"", true)]
    [InlineData("\"v3-01234567.x-br\"", true)]
    [InlineData("\"v2-01234567.x\", \"v3-01234567.x\"", true)]
    [InlineData("\"v2-01234567.x\",,\"v3-01234567.x\"", true)]
    [InlineData("\"other\" , \"v3-01234567.a,b\"", true)]
    [InlineData("W/\"v3-01234567.x\"", false)]
    [InlineData("W/\"v3-01234567.x\", \"v2-01234567.x\"", false)]
    [InlineData("\"v30-01234567.x\"", false)]
    [InlineData("\"v2-01234567.x\"", false)]
    [InlineData("\"v03-01234567.x\"", false)]
    [InlineData("\"v3\"", false)]
    [InlineData("\"3\"", false)]
    [InlineData("\"V3.x\"", false)]
    [InlineData("\"\"", false)]
    public async Task A_change_goes_through_only_at_a_version_that_was_read(string ifMatch, bool isRight)
    {
        var answer = await Change(ifMatch);

        if (isRight)
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        }
        else
        {
            var detail = answer.Problem(HttpStatusCode.PreconditionFailed).GetProperty("detail").GetString();
            Assert.Contains("version 3", detail, StringComparison.Ordinal);
            Assert.Equal(ifMatch.Contains("W/", StringComparison.Ordinal), detail!.Contains("weak tag", StringComparison.Ordinal));
            Assert.Null(answer.Header("ETag"));
        }
    }

    [Theory]
    [InlineData("v3-01234567.x")]
    [InlineData("3")]
    [InlineData("\"v3-01234567.x")]
    [InlineData("\"v3-01234567.x\" \"v2-01234567.x\"")]
    [InlineData("*, \"v3-01234567.x\"")]
    [InlineData("\"v3-01234567.x\", garbage")]
    [InlineData("**")]
    [InlineData(",")]
    public async Task A_malformed_precondition_is_refused(string ifMatch)
    {
        foreach (var answer in new[] { await Change(ifMatch), await Change(ifMatch, isRequired: false), await app.AsReader().Ask(Version3, headers: ("If-Match", ifMatch)) })
        {
            var problem = answer.Problem(HttpStatusCode.BadRequest);
            Assert.Equal("If-Match", problem.GetProperty("errors")[0].GetProperty("parameter").GetString());
            Assert.Contains("entity tags in quotes", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_change_without_a_precondition_is_told_to_send_one() => Assert.Contains(
        "If-Match", (await Change(null)).Problem(HttpStatusCode.PreconditionRequired).GetProperty("detail").GetString(), StringComparison.Ordinal);

    [Fact]
    public async Task Where_none_is_required_none_is_fine() => Assert.Equal(HttpStatusCode.OK, (await Change(null, isRequired: false)).Status);

    [Theory]
    [InlineData("*", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"v3-01234567.x\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"v2-01234567.x\"", HttpStatusCode.OK)]
    public async Task If_None_Match_refuses_a_write(string ifNoneMatch, HttpStatusCode status)
    {
        var answer = await Change("*", headers: ("If-None-Match", ifNoneMatch));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status != HttpStatusCode.OK, answer.Body.Contains("`If-None-Match`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task If_Match_on_a_read_compares_strongly_with_the_form_that_is_sent()
    {
        var tag = (await app.AsReader().Ask(Version3)).Header("ETag")!;

        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(Version3, headers: ("If-Match", tag))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(Version3, headers: ("If-Match", $"\"x\", {tag}"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(Version3, headers: ("If-Match", "*"))).Status);
        var failed = await app.AsReader().Ask(Version3, headers: ("If-Match", "W/" + tag));
        Assert.Contains(tag, failed.Problem(HttpStatusCode.PreconditionFailed).GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await app.AsReader().Ask(Version3, "GET", ("If-Match", tag), ("Accept-Encoding", "br"))).Problem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_HEAD_that_fails_its_precondition_has_no_body()
    {
        var answer = await app.AsReader().Ask(Version3, "HEAD", ("If-Match", "\"x\""));

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.Status);
        Assert.Empty(answer.Bytes);
    }

    /// <summary>Section 13.2.2: If-Match, else If-Unmodified-Since; then If-None-Match, else If-Modified-Since. "tag" stands for the tag there is.</summary>
    [Theory]
    [InlineData("tag", null, null, null, 200)]
    [InlineData("tag", -1, null, null, 200)]
    [InlineData("\"x\"", 1, null, null, 412)]
    [InlineData("\"x\"", null, "tag", null, 412)]
    [InlineData("tag", null, "tag", null, 304)]
    [InlineData(null, -1, null, null, 412)]
    [InlineData(null, -1, "tag", null, 412)]
    [InlineData(null, 0, null, null, 200)]
    [InlineData(null, 1, "tag", null, 304)]
    [InlineData(null, 1, null, 0, 304)]
    [InlineData(null, null, "\"x\"", 0, 200)]
    public async Task Preconditions_are_looked_at_in_their_order(string? ifMatch, int? unmodifiedSince, string? ifNoneMatch, int? modifiedSince, int status)
    {
        var tag = (await app.AsReader().Ask(Version3)).Header("ETag")!;
        var headers = new (string Name, string? Value)[]
        {
            ("If-Match", ifMatch == "tag" ? tag : ifMatch),
            ("If-Unmodified-Since", Date(unmodifiedSince)),
            ("If-None-Match", ifNoneMatch == "tag" ? tag : ifNoneMatch),
            ("If-Modified-Since", Date(modifiedSince)),
        };

        var answer = await app.AsReader().Ask(Version3, "GET", [.. headers.Where(header => header.Value is not null).Select(header => (header.Name, header.Value!))]);

        Assert.Equal(status, (int)answer.Status);

        static string? Date(int? seconds) => seconds is { } number ? NotesController.Changed.AddSeconds(number).ToString("R") : null;
    }

    [Fact]
    public async Task A_date_that_is_none_is_no_precondition() =>
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(Version3, headers: ("If-Unmodified-Since", "yesterday"))).Status);

    [Theory]
    [InlineData(401, "unauthorized")]
    [InlineData(403, "forbidden")]
    [InlineData(409, "conflict")]
    [InlineData(410, "gone")]
    [InlineData(412, "precondition-failed")]
    [InlineData(422, "idempotency-key-reused")]
    [InlineData(428, "precondition-required")]
    public async Task Every_kind_of_refusal_has_a_page(int status, string slug)
    {
        var problem = (await app.AsReader().Ask($"/test/notes/refused/{status}")).Problem((HttpStatusCode)status);

        Assert.Equal($"/problems/{slug}", problem.GetProperty("type").GetString());
        Assert.Equal("So it is.", problem.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask($"/problems/{slug}")).Status);
    }

    private Task<Answer> Change(string? ifMatch, int version = 3, string method = "PUT", bool isRequired = true, params (string Name, string Value)[] headers) => app.AsReader().Ask(
        $"/test/notes/versions/{version}{(isRequired ? "" : "?required=false")}",
        method,
        [.. ifMatch is null ? Array.Empty<(string, string)>() : [("If-Match", ifMatch)], .. headers]);
}
