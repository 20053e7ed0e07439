using System.Net;

namespace NewsApi.Tests.Contract;

/// <summary>Reading the API from web pages.</summary>
public sealed class CrossOriginTests(SeededApp app) : IClassFixture<SeededApp>
{
    private sealed class OneOrigin : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Cors:Origins"] = "https://news.example" };
    }

    [Fact]
    public async Task Any_page_may_read_and_sees_the_headers_it_needs()
    {
        var answer = await app.AsReader().Ask("/api/v1/articles", headers: ("Origin", "https://anywhere.example"));

        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("ETag", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Contains("Link", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_cache_that_asked_without_an_origin_can_serve_a_page() =>
        Assert.Equal("*", (await app.AsReader().Ask("/api/v1/articles")).Header("Access-Control-Allow-Origin"));

    [Fact]
    public async Task A_page_can_read_a_problem_too() => Assert.Equal(
        "*", (await app.AsReader().Ask("/api/v1/articles/999", headers: ("Origin", "https://anywhere.example"))).Header("Access-Control-Allow-Origin"));

    [Fact]
    public async Task A_preflight_is_answered()
    {
        var answer = await app.AsReader().Ask(
            "/api/v1/articles", "OPTIONS", ("Origin", "https://anywhere.example"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "if-none-match"));

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("if-none-match", answer.Header("Access-Control-Allow-Headers"));
    }

    [Fact]
    public async Task Only_the_configured_origins_are_let_in_and_answers_vary_by_origin()
    {
        using var own = new OneOrigin();

        var friend = await own.AsReader().Ask("/api/v1/articles", headers: ("Origin", "https://news.example"));
        var stranger = await own.AsReader().Ask("/api/v1/articles", headers: ("Origin", "https://other.example"));

        Assert.Equal("https://news.example", friend.Header("Access-Control-Allow-Origin"));
        Assert.Null(stranger.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", friend.Header("Vary"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Pages_of_the_configured_origins_may_write_and_others_may_not(string method)
    {
        using var own = new OneOrigin();

        Assert.Contains(method, (await Preflight(own, "https://news.example", method)).Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Null((await Preflight(own, "https://other.example", method)).Header("Access-Control-Allow-Origin"));
        Assert.DoesNotContain(method, (await Preflight(app, "https://news.example", method)).Header("Access-Control-Allow-Methods") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preflight_need_not_be_repeated_for_an_hour() => Assert.Equal("3600", (await Preflight(app, "https://anywhere.example", "GET")).Header("Access-Control-Max-Age"));

    [Fact]
    public Task A_page_sees_where_something_was_created_and_whether_an_answer_was_replayed() => Assert.AllAsync(
        ["Location", "Idempotent-Replayed"],
        async name => Assert.Contains(name, (await app.AsReader().Ask("/api/v1/articles", headers: ("Origin", "https://anywhere.example"))).Header("Access-Control-Expose-Headers"), StringComparison.Ordinal));

    private static Task<Answer> Preflight(NewsApiApp app, string origin, string method) => app.AsReader().Ask(
        "/api/v1/articles", "OPTIONS", ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "authorization, if-match"));
}
