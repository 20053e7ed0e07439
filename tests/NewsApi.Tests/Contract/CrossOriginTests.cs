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
}
