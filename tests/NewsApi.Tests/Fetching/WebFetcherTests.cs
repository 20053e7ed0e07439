using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Fetching;

namespace NewsApi.Tests.Fetching;

/// <summary>Where this server does not go, however the way there is written.</summary>
public sealed class WebFetcherTests(WebFetcherTests.App app) : IClassFixture<WebFetcherTests.App>
{
    /// <summary>A server that may ask one address of this machine, and no other.</summary>
    public sealed class App : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Outgoing:AllowedNetworks"] = "127.0.0.1/32 10.99.0.0/16", ["Site:BaseUrl"] = "https://news.example" };
    }

    /// <summary>Ways to write an address of this machine that is not allowed, and others.</summary>
    public static TheoryData<string> Forbidden { get; } =
    [
        "http://127.0.0.2:{port}/", "http://2130706434:{port}/", "http://0x7f000002:{port}/", "http://0x7f.0.0.2:{port}/", "http://017700000002:{port}/", "http://0177.0.0.2:{port}/",
        "http://127.2:{port}/", "http://127.0.2:{port}/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.2]:{port}/", "http://[::ffff:7f00:2]:{port}/", "http://[0:0:0:0:0:ffff:127.0.0.2]:{port}/",
        "http://[::127.0.0.2]:{port}/", "http://[64:ff9b::7f00:2]:{port}/", "http://[2002:7f00:2::]:{port}/", "http://0.0.0.0:{port}/", "http://0:{port}/", "http://[::]:{port}/",
        "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://[fd00::1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://100.100.100.200/", "http://224.0.0.1/",
        "http://１２７.０.０.２:{port}/", "http://127。0。0。2:{port}/",
    ];

    [Theory, MemberData(nameof(Forbidden))]
    public async Task It_is_not_asked(string url)
    {
        await using var server = await FeedServer.Start();

        var answer = await Get(url.Replace("{port}", $"{new Uri(server.Url).Port}", StringComparison.Ordinal));

        Assert.Contains("no public address", Assert.IsType<WebAnswer.Failed>(answer).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory, MemberData(nameof(Forbidden))]
    public async Task It_is_not_asked_after_a_redirect_either(string url)
    {
        await using var server = await FeedServer.Start();
        server.Redirect("/", 302, string.Concat(url.Replace("{port}", $"{new Uri(server.Url).Port}", StringComparison.Ordinal).Select(c => char.IsAscii(c) ? $"{c}" : Uri.EscapeDataString($"{c}"))));

        var answer = await Get($"{server.Url}/");

        Assert.Matches("no public address|There is no server of this name|but not where to", Assert.IsType<WebAnswer.Failed>(answer).Reason);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}/")]
    [InlineData("http://2130706433:{port}/")]
    [InlineData("http://0x7f000001:{port}/")]
    [InlineData("http://127.1:{port}/")]
    public async Task An_allowed_network_is_asked_in_every_spelling(string url)
    {
        await using var server = await FeedServer.Start();
        server.Serve("something", "text/plain");

        var answer = await Get(url.Replace("{port}", $"{new Uri(server.Url).Port}", StringComparison.Ordinal));

        Assert.Equal("something"u8.ToArray(), Assert.IsType<WebAnswer.Answered>(answer).Body);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("LOCALHOST")]
    [InlineData("a.localhost")]
    public async Task The_names_of_this_machine_lead_nowhere_unless_it_is_allowed(string name)
    {
        await using var server = await FeedServer.Start();
        await using var own = new NewsApiApp();

        var answer = await Get($"http://{name}:{new Uri(server.Url).Port}/", own);

        Assert.Matches("no public address|no server of this name", Assert.IsType<WebAnswer.Failed>(answer).Reason);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_name_that_leads_into_the_own_network_is_not_asked()
    {
        var name = Dns.GetHostName();
        var addresses = await Dns.GetHostAddressesAsync(name, TestContext.Current.CancellationToken);
        Assert.SkipWhen(addresses.Length == 0 || addresses.Any(PublicAddresses.Include), "The name of this machine leads to no address of its own network.");
        await using var own = new NewsApiApp();

        var answer = await Get($"http://{name}:9/", own);

        Assert.Contains("no public address", Assert.IsType<WebAnswer.Failed>(answer).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/", "neither http nor https")]
    [InlineData("file:///etc/passwd", "neither http nor https")]
    [InlineData("gopher://127.0.0.1:70/", "neither http nor https")]
    [InlineData("http://user:secret@127.0.0.1/", "user name")]
    public async Task A_redirect_leads_only_to_pages_of_the_web(string location, string reason)
    {
        await using var server = await FeedServer.Start();
        server.Redirect("/", 307, location);

        Assert.Contains(reason, Assert.IsType<WebAnswer.Failed>(await Get($"{server.Url}/")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_no_fourth()
    {
        await using var server = await FeedServer.Start();
        server.Serve("end", "text/plain");
        server.Redirect("/1", 301, "/2");
        server.Redirect("/2", 302, "3");
        server.Redirect("/3", 307, $"{server.Url}/4");
        server.Redirect("/0", 308, "/1");

        var three = Assert.IsType<WebAnswer.Answered>(await Get($"{server.Url}/1"));
        var four = Assert.IsType<WebAnswer.Failed>(await Get($"{server.Url}/0"));

        Assert.Equal(($"{server.Url}/4", $"{server.Url}/2"), (three.Url.AbsoluteUri, three.MovedTo!.AbsoluteUri));
        Assert.Equal("The server redirects more than 3 times.", four.Reason);
    }

    [Fact]
    public async Task A_request_says_who_asks_and_carries_nothing_else_along()
    {
        await using var server = await FeedServer.Start();
        server.Refuse(200, ("Set-Cookie", "a=b"));

        await Get($"{server.Url}/");
        await Get($"{server.Url}/");

        Assert.All(server.Requests, request =>
        {
            Assert.Matches(@"^NewsApi/\d+\.\d+\.\d+ \(\+https://news\.example/\)$", request.Headers["User-Agent"]);
            Assert.Equal(["Accept-Encoding", "Host", "User-Agent"], request.Headers.Keys.Order(StringComparer.Ordinal));
        });
        Assert.Equal(2, server.Requests.Count);
    }

    private Task<WebAnswer> Get(string url, NewsApiApp? of = null) =>
        (of ?? app).Services.GetRequiredService<WebFetcher>().GetAsync(new Uri(url), new Dictionary<string, string>(), TestContext.Current.CancellationToken);
}
