using System.Net;

namespace NewsApi.Tests.Contract;

/// <summary>Every kind of wrong request, and the parameter its problem must name.</summary>
public sealed class BadInputTests(SeededApp app) : IClassFixture<SeededApp>
{
    private const string Articles = "/api/v1/articles";
    private const string Sections = "/api/v1/sections";
    private const string Entries = "/api/v1/related-news/1/entries";

    /// <summary>Path, the parameter at fault, and a part of what would be right.</summary>
    public static TheoryData<string, string, string> WrongParameters { get; } = new()
    {
        // Names.
        { $"{Articles}?limt=3", "limt", "did you mean limit?" },
        { $"{Articles}?Limit=3", "Limit", "did you mean limit?" },
        { $"{Articles}?q={new string('長', 201)}", "q", "200 characters at most" },
        { $"{Articles}?fields=headlin", "fields", "did you mean headline?" },
        { $"{Sections}?include=article", "include", "is unknown" },
        { $"{Articles}?script=latin", "script", "must be one of original, hans, hant" },
        { $"{Articles}?=5", "", "is unknown" },
        { $"{Articles}/1?limit=3", "limit", "is unknown" },
        { $"{Articles}/1?version=2", "version", "is unknown" },
        { "/api/v1/tags?kind=lead", "kind", "is unknown" },
        { "/api/v1/section-kinds?tag=x", "tag", "is unknown" },
        { $"{Articles}?page[size]=3", "page[size]", "is unknown" },

        // Repeats and empty values.
        { $"{Articles}?limit=3&limit=4", "limit", "more than once" },
        { $"{Articles}?kind=lead&kind=talks", "kind", "more than once" },
        { $"{Articles}?from=2025-06-01&from=2025-06-02", "from", "more than once" },
        { $"{Articles}?limit=", "limit", "no value" },
        { $"{Articles}?limit", "limit", "no value" },
        { $"{Articles}?kind=%20", "kind", "must be one of" },
        { $"{Articles}?TAG=x&tag=烏克蘭", "TAG", "did you mean tag?" },
        { $"{Articles}?tag=烏克蘭&tag=", "tag", "no value" },
        { $"{Articles}?cursor=", "cursor", "no value" },

        // Numbers.
        { $"{Articles}?limit=0", "limit", "from 1 to 100" },
        { $"{Articles}?limit=101", "limit", "from 1 to 100" },
        { $"{Articles}?limit=-1", "limit", "whole number" },
        { $"{Articles}?limit=%2B5", "limit", "whole number" },
        { $"{Articles}?limit=05", "limit", "whole number" },
        { $"{Articles}?limit=5.0", "limit", "whole number" },
        { $"{Articles}?limit=0x10", "limit", "whole number" },
        { $"{Articles}?limit=1e1", "limit", "whole number" },
        { $"{Articles}?limit=５", "limit", "whole number" },
        { $"{Articles}?limit=%205", "limit", "whole number" },
        { $"{Articles}?limit=ten", "limit", "whole number" },
        { $"{Articles}?limit=99999999999999999999", "limit", "whole number" },
        { $"{Articles}?total=1", "total", "true or false" },
        { $"{Articles}?total=True", "total", "true or false" },

        // Ids.
        { $"{Articles}?ids=1abc", "ids", "commas" },
        { $"{Articles}?ids=01", "ids", "commas" },
        { $"{Articles}?ids=１", "ids", "commas" },
        { $"{Articles}?ids=+1", "ids", "commas" },
        { $"{Articles}?ids=0", "ids", "commas" },
        { $"{Articles}?ids=1,,2", "ids", "commas" },
        { $"{Articles}?ids=9223372036854775808", "ids", "commas" },
        { $"{Articles}?ids={string.Join(',', Enumerable.Range(1, 101))}", "ids", "1 to 100 ids" },

        // Words of closed vocabularies.
        { $"{Articles}?kind=demand", "kind", "did you mean demands?" },
        { $"{Articles}?kind=DEMANDS", "kind", "must be one of lead, demands" },
        { $"{Sections}?kind=戰爭", "kind", "must be one of lead, demands" },
        { $"{Articles}?sort=publishedat", "sort", "did you mean" },
        { $"{Articles}?sort=relevance", "sort", "only together with q" },
        { $"{Articles}?sort=-publishedAt,id", "sort", "must be one of" },
        { $"{Articles}?language=chinese!", "language", "BCP 47" },
        { $"{Articles}?language=zh_Hant", "language", "BCP 47" },

        // Times.
        { $"{Articles}?from=2025-02-30", "from", "a day such as" },
        { $"{Articles}?from=2025-6-1", "from", "a day such as" },
        { $"{Articles}?from=yesterday", "from", "a day such as" },
        { $"{Articles}?from=2025年06月14日", "from", "a day such as" },
        { $"{Articles}?from=2025-06-01T00:00:00", "from", "offset" },
        { $"{Articles}?from=2025-06-01T00:00:00+08:00", "from", "%2B" },
        { $"{Articles}?to=2025-06-01T25:00:00Z", "to", "a day such as" },
        { $"{Articles}?from=2025-06-01T00:00:00.Z", "from", "a day such as" },
        { $"{Articles}?from=2025-06-31T00:00:00Z", "from", "a day such as" },
        { $"{Articles}?from=2025-06-01T00:00:00%2B24:00", "from", "a day such as" },
        { $"{Articles}?from=2016-12-31T23:59:60Z", "from", "seconds up to 59" },
        { $"{Articles}?to=2016-12-31T23:59:60.5Z", "to", "seconds up to 59" },
        { $"{Articles}?updatedSince=2016-12-31T23:59:60Z", "updatedSince", "seconds up to 59" },
        { $"{Articles}?updatedSince=2025-06-01", "updatedSince", "an instant" },
        { $"{Articles}?from=2025-06-02&to=2025-06-01", "to", "not be before from" },
        { $"{Sections}?from=2025-06-02&to=2025-06-01", "to", "not be before from" },
        { $"{Entries}?from=2025-06-14T10:00:00Z&to=2025-06-14T09:00:00Z", "to", "not be before from" },

        // Cursors.
        { $"{Articles}?cursor=x", "cursor", "damaged" },
        { $"{Articles}?cursor=%F0%9F%98%80", "cursor", "damaged" },
        { $"{Articles}?cursor=AAAAAAAAAAAA", "cursor", "damaged" },
        { $"{Articles}?cursor={new string('A', 5000)}", "cursor", "damaged" },

        // Text that is none.
        { $"{Articles}?tag=%00", "tag", "control character" },
        { $"{Articles}?source=a%0Ab", "source", "control character" },
        { $"{Sections}?speaker=%1B", "speaker", "control character" },
        { $"{Articles}?tag=%FF", "tag", "UTF-8" },
        { $"{Articles}?tag=%C3%28", "tag", "UTF-8" },
        { $"{Articles}?tag=%ED%A0%80", "tag", "UTF-8" },
        { $"{Articles}?%00=1", "\uFFFD", "is unknown" },

        // Sizes.
        { $"{Articles}?tag={new string('x', 201)}", "tag", "200 characters" },
        { $"{Articles}?source={new string('x', 501)}", "source", "500 characters" },
        { $"{Sections}?speaker={new string('x', 501)}", "speaker", "500 characters" },
        { $"{Articles}?{string.Join('&', Enumerable.Range(1, 11).Select(n => $"tag=t{n}"))}", "tag", "10 times" },
        { $"{Articles}?{new string('x', 3000)}=1", new string('x', 100) + "…", "is unknown" },

        // Ids in paths.
        { $"{Sections}/1abc", "id", "whole number" },
        { $"{Sections}/01", "id", "whole number" },
        { $"{Sections}/１", "id", "whole number" },
        { $"{Sections}/+1", "id", "whole number" },
        { $"{Sections}/-1", "id", "whole number" },
        { $"{Sections}/9223372036854775808", "id", "whole number" },
        { "/api/v1/related-news/abc", "id", "whole number" },
        { "/api/v1/related-news/01/entries", "id", "whole number" },
    };

    /// <summary>Well-formed paths to what is not there, and the part of the path at fault.</summary>
    public static TheoryData<string, string> Missing { get; } = new()
    {
        { $"{Articles}/999", "key" },
        { $"{Articles}/0", "key" },
        { $"{Articles}/01", "key" },
        { $"{Articles}/1abc", "key" },
        { $"{Articles}/１", "key" },
        { $"{Articles}/+1", "key" },
        { $"{Articles}/9223372036854775808", "key" },
        { $"{Articles}/沒有這篇", "key" },
        { $"{Articles}/%0B", "key" },
        { $"{Articles}/%20", "key" },
        { "/api/v1/tags/%C2%85", "slug" },
        { $"{Articles}/1/sections/%E3%80%80", "section" },
        { $"{Articles}/a%2Fb", "key" },
        { $"{Articles}/{new string('長', 300)}", "key" },
        { $"{Articles}/999/sections", "key" },
        { $"{Articles}/999/related-news", "key" },
        { $"{Articles}/999/provenance", "key" },
        { $"{Articles}/1/sections/99", "section" },
        { $"{Articles}/1/sections/01", "section" },
        { $"{Articles}/1/sections/nowhere", "section" },
        { $"{Sections}/999", "id" },
        { "/api/v1/related-news/999", "id" },
        { "/api/v1/related-news/999/entries", "id" },
        { "/api/v1/tags/沒有這個", "slug" },
    };

    [Theory, MemberData(nameof(WrongParameters))]
    public async Task A_wrong_parameter_is_named_with_what_would_be_right(string path, string parameter, string wouldBeRight)
    {
        var problem = await app.AsReader().GetProblem(path, HttpStatusCode.BadRequest);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(parameter, error.GetProperty("parameter").GetString());
        Assert.Contains(wouldBeRight, error.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Missing))]
    public async Task What_is_not_there_is_named(string path, string parameter)
    {
        var problem = await app.AsReader().GetProblem(path, HttpStatusCode.NotFound);

        Assert.Equal(parameter, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("parameter").GetString());
    }

    [Theory]
    [InlineData("?from=2016-12-31T23:59:59.9999999Z")]
    [InlineData("?from=2025-06-01t00:00:00.123456789012z")]
    [InlineData("?from=0001-01-01T00:00:00%2B23:59")]
    [InlineData("?to=9999-12-31T23:59:59.9999999-23:59")]
    [InlineData("?to=9999-12-31")]
    [InlineData("?from=0001-01-01")]
    [InlineData("?language=ZH-hant")]
    [InlineData("?source=%20")]
    public async Task What_is_odd_but_right_is_taken(string query) => await app.AsReader().Get($"{Articles}{query}");

    [Theory]
    [InlineData("x")]
    [InlineData("_")]
    [InlineData("𠮷")]
    [InlineData("q")]
    public async Task Nothing_is_suggested_that_has_nothing_in_common_with_what_was_written(string name) => Assert.DoesNotContain(
        "did you mean", (await app.AsReader().Ask($"{Articles}?{name}=1")).Body, StringComparison.Ordinal);

    [Fact]
    public async Task A_problem_stays_small_however_large_the_mistake()
    {
        var many = await app.AsReader().GetProblem($"{Articles}?{string.Join('&', Enumerable.Range(0, 300).Select(n => $"x{n}=1"))}", HttpStatusCode.BadRequest);
        var far = await app.AsReader().GetProblem($"{Articles}/{new string('長', 800)}", HttpStatusCode.NotFound);

        Assert.Equal(100, many.GetProperty("errors").GetArrayLength());
        Assert.InRange(far.GetProperty("instance").GetString()!.Length, 1900, 2000);
    }

    [Fact]
    public async Task JSON_is_UTF_8_whatever_charset_is_accepted() => Assert.Equal(
        "application/json; charset=utf-8", (await app.AsReader().Ask(Articles, headers: ("Accept-Charset", "utf-16"))).Header("Content-Type"));

    [Fact]
    public async Task A_single_mistake_is_said_in_a_sentence_that_ends_once() => Assert.Equal(
        "`limt` is unknown; did you mean limit?", (await app.AsReader().GetProblem($"{Articles}?limt=3", HttpStatusCode.BadRequest)).GetProperty("detail").GetString());

    [Fact]
    public async Task Everything_wrong_with_a_request_is_said_at_once()
    {
        var problem = await app.AsReader().GetProblem($"{Articles}?limit=0&kind=demand&from=x&foo=1", HttpStatusCode.BadRequest);

        Assert.Equal(
            ["foo", "from", "kind", "limit"],
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("parameter").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v2/articles")]
    [InlineData("/api/v1/article")]
    [InlineData("/api/v1/articles/1/comments")]
    [InlineData("/api/v1/articles/1/sections/1/blocks")]
    [InlineData("/api/v1/articles%2F1")]
    [InlineData("/problems/unheard-of")]
    public async Task An_unknown_route_is_a_problem_too(string path) => await app.AsReader().GetProblem(path, HttpStatusCode.NotFound);

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    [InlineData("get")]
    [InlineData("head")]
    public async Task A_method_that_is_not_allowed_is_told_those_that_are(string method)
    {
        var answer = await app.AsReader().Ask("/api/v1/sections/1", method);

        answer.Problem(HttpStatusCode.MethodNotAllowed);
        Assert.Equal("GET, HEAD", answer.Header("Allow"));
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("image/png, application/xml;q=0.9")]
    [InlineData("application/json;q=0")]
    [InlineData("*/*, application/json;q=0")]
    public async Task A_form_there_is_not_is_refused_in_the_form_of_every_error(string accept) =>
        (await app.AsReader().Ask(Articles, headers: ("Accept", accept))).Problem(HttpStatusCode.NotAcceptable);

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8")]
    [InlineData("application/xml;q=0.9, application/json;q=0.1")]
    [InlineData("garbage")]
    public async Task A_form_there_is_is_given(string accept) =>
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(Articles, headers: ("Accept", accept))).Status);

    [Fact]
    public async Task An_address_that_is_too_long_is_a_problem() =>
        await app.AsReader().GetProblem($"{Articles}?source={new string('x', 9000)}", HttpStatusCode.RequestUriTooLong);

    [Fact]
    public async Task Headers_that_are_too_large_are_a_problem() =>
        (await app.AsReader().Ask(Articles, headers: ("X-Large", new string('x', 40_000)))).Problem(HttpStatusCode.RequestHeaderFieldsTooLarge);

    [Fact]
    public async Task A_problem_leads_to_a_page_about_its_kind()
    {
        var problem = await app.AsReader().GetProblem("/nowhere", HttpStatusCode.NotFound);

        var page = await app.AsReader().Ask(problem.GetProperty("type").GetString()!);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("text/html", page.MediaType);
        Assert.Contains("There is no such resource.", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_is_never_kept_by_a_cache()
    {
        var answer = await app.AsReader().Ask("/api/v1/articles/999");

        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Null(answer.Header("ETag"));
    }
}
