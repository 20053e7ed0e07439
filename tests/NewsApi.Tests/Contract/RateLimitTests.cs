using System.Net;
using NewsApi.Access;

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
            Assert.Equal($"\"address\";r={left};t=3600", answer.Header("RateLimit"));
        }

        var refused = await app.AsReader().Ask("/api/v1/articles");

        refused.Problem(HttpStatusCode.TooManyRequests);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, null), 1, 3600);
        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask("/health/ready")).Status);
    }

    [Fact]
    public async Task A_key_has_a_limit_of_its_own_and_the_window_ends_for_all()
    {
        using var app = new LimitedKeys();
        var (one, other) = (app.AsKey(Scopes.DraftsRead), app.AsKey(Scopes.DraftsRead));
        var first = await one.Ask("/api/v1/articles");
        Assert.Equal("\"address\";q=100;w=60, \"key\";q=2;w=60", first.Header("RateLimit-Policy"));
        Assert.Equal("\"address\";r=99;t=60, \"key\";r=1;t=60", first.Header("RateLimit"));
        await one.Ask("/api/v1/articles");
        app.Clock.Advance(TimeSpan.FromSeconds(20.5));

        var refused = await one.Ask("/api/v1/articles");
        refused.Problem(HttpStatusCode.TooManyRequests);
        Assert.Equal("40", refused.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await other.Ask("/api/v1/articles")).Status);

        app.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(HttpStatusCode.OK, (await one.Ask("/api/v1/articles")).Status);
    }

    private sealed class LimitedKeys : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["RateLimiting:Enabled"] = "true",
            ["RateLimiting:Requests"] = "100",
            ["RateLimiting:KeyRequests"] = "2",
            ["RateLimiting:WindowSeconds"] = "60",
        };
    }
}
