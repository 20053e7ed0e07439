using System.Net;

namespace NewsApi.Tests.Access;

/// <summary>What the header Authorization may hold, and what is answered when it holds something else.</summary>
public sealed class BearerTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Articles = "/api/v1/articles";

    [Fact]
    public async Task Reading_needs_no_key() => Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(Articles)).Status);

    [Fact]
    public async Task An_answer_to_a_key_is_kept_by_nobody_and_still_has_its_tag()
    {
        var editor = app.AsKey("articles:write");

        var answer = await editor.Ask(Articles);
        var again = await editor.Ask(Articles, headers: ("If-None-Match", answer.Header("ETag")!));
        var missing = await editor.Ask($"{Articles}/999");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        missing.Problem(HttpStatusCode.NotFound);
        Assert.All([answer, again, missing], each =>
        {
            Assert.Equal("no-store, private", string.Join(", ", each.Header("Cache-Control")!.Split(", ").Order()));
            Assert.Contains("Authorization", each.Header("Vary"), StringComparison.Ordinal);
        });
    }
}
