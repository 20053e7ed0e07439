using System.Net;

namespace NewsApi.Tests.Hosting;

public sealed class HealthTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Answers_GET_and_HEAD_and_is_not_kept_by_caches(string path)
    {
        var get = await app.AsReader().Ask(path);

        Assert.Equal(HttpStatusCode.OK, get.Status);
        Assert.Equal("healthy", get.Json.GetProperty("status").GetString());
        Assert.Contains("no-store", get.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(path, "HEAD")).Status);
        (await app.AsReader().Ask(path, "POST")).Problem(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Is_alive_but_not_ready_when_the_store_is_gone()
    {
        using var own = new NewsApiApp();
        Assert.Equal(HttpStatusCode.OK, (await own.AsReader().Ask("/health/ready")).Status);
        await own.Store.TakeAway();

        Assert.Equal(HttpStatusCode.OK, (await own.AsReader().Ask("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await own.AsReader().Ask("/health/ready")).Status);
        var answer = await own.AsReader().Ask("/api/v1/articles");
        answer.Problem(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(answer.Header("Retry-After"));
    }
}
