using System.Net;

namespace NewsApi.Tests.Contract;

public sealed class RateLimitTests
{
    private sealed class Limited : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["RateLimiting:Enabled"] = "true", ["RateLimiting:Requests"] = "3", ["RateLimiting:WindowSeconds"] = "3600" };
    }

    [Fact]
    public async Task Says_how_many_requests_are_left_and_refuses_those_beyond()
    {
        using var app = new Limited();
        for (var left = 2; left >= 0; left--)
        {
            var answer = await app.AsReader().Ask("/api/v1/articles");
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal("\"address\";q=3;w=3600", answer.Header("RateLimit-Policy"));
            Assert.Equal($"\"address\";r={left}", answer.Header("RateLimit"));
        }

        var refused = await app.AsReader().Ask("/api/v1/articles");

        refused.Problem(HttpStatusCode.TooManyRequests);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, null), 1, 3600);
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask("/health/ready")).Status);
    }
}
