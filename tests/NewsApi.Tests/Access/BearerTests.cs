using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Access;

/// <summary>What the header Authorization may hold, and what is answered when it holds something else.</summary>
public sealed class BearerTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Articles = "/api/v1/articles";
    private const string Keys = "/api/v1/keys";

    /// <summary>The server on a real port.</summary>
    private sealed class OnPort : NewsApiApp
    {
        public OnPort()
        {
            UseKestrel(0);
            StartServer();
        }

        /// <summary>Sends a request as it is written; the status of the answer.</summary>
        public async Task<int> Status(string request)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, ClientOptions.BaseAddress.Port, TestContext.Current.CancellationToken);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return int.Parse((await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split(' ')[1], null);
        }
    }

    [Fact]
    public async Task Reading_needs_no_key_and_its_answers_are_public()
    {
        var answer = await app.AsReader().Ask(Articles);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("public, no-cache", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task An_answer_to_a_key_is_kept_by_nobody_and_still_has_its_tag()
    {
        var editor = app.AsKey("articles:write");

        var answer = await editor.Ask(Articles);
        var again = await editor.Ask(Articles, headers: ("If-None-Match", answer.Header("ETag")!));
        var missing = await editor.Ask($"{Articles}/999");
        var forbidden = await editor.Ask(Keys);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        missing.Problem(HttpStatusCode.NotFound);
        forbidden.Problem(HttpStatusCode.Forbidden);
        Assert.All([answer, again, missing, forbidden], each =>
        {
            Assert.Equal(["no-store", "private"], each.Header("Cache-Control")!.Split(", ").Order(StringComparer.Ordinal));
            Assert.Contains("Authorization", each.Header("Vary"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Without_a_key_401_asks_for_one()
    {
        var answer = await app.AsReader().Ask(Keys);

        answer.Problem(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer realm=\"NewsApi\"", answer.Header("WWW-Authenticate"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Without_the_scope_403_names_it()
    {
        var answer = await app.AsKey("drafts:read", "articles:write", "articles:publish").Ask(Keys);

        Assert.Contains("`admin`", answer.Problem(HttpStatusCode.Forbidden).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("Bearer realm=\"NewsApi\", error=\"insufficient_scope\", scope=\"admin\"", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Basic eDp5")]
    [InlineData("{key}")]
    [InlineData("Basic {key}")]
    [InlineData("Bearer {key}, Bearer {key}")]
    [InlineData("Bearer {key} {key}")]
    [InlineData("Bearer {key}x")]
    [InlineData("Bearer {key}=")]
    [InlineData("Bearer \"{key}\"")]
    [InlineData("Bearer news_")]
    [InlineData("Bearer news_a0000000_")]
    [InlineData("Bearer news_%00")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwic2NvcGUiOiJhZG1pbiJ9.")]
    public async Task Anything_but_one_valid_key_is_refused_also_where_none_is_needed(string header)
    {
        var (_, key) = await app.GivenKey("admin");
        var authorization = ("Authorization", header.Replace("{key}", key, StringComparison.Ordinal));

        foreach (var path in new[] { Articles, Keys, "/health/live", "/nowhere", "/swagger/index.html" })
        {
            var answer = await app.AsReader().Ask(path, headers: authorization);
            answer.Problem(HttpStatusCode.Unauthorized);
            Assert.Equal("Bearer realm=\"NewsApi\", error=\"invalid_token\"", answer.Header("WWW-Authenticate"));
        }
    }

    [Theory]
    [InlineData("Authorization:", 401)]
    [InlineData("Authorization: Bearer\t{key}", 401)]
    [InlineData("Authorization: Bearer {key}\r\nAuthorization: Bearer {key}", 401)]
    [InlineData("Authorization: Bearer {key}\r\nauthorization: Basic eDp5", 401)]
    [InlineData("Authorization: Bearer {key}\r\nAuthorization:", 401)]
    [InlineData("Authorization:   Bearer   {key}  ", 200)]
    [InlineData("Proxy-Authorization: Bearer x", 200)]
    public async Task What_client_libraries_would_tidy_up_is_refused_as_well(string headers, int status)
    {
        using var port = new OnPort();
        var (_, key) = await port.GivenKey("admin");

        Assert.Equal(status, await port.Status($"GET {Articles} HTTP/1.1\r\n{headers.Replace("{key}", key, StringComparison.Ordinal)}"));
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task The_name_of_the_scheme_may_be_written_in_any_case(string scheme)
    {
        var (_, key) = await app.GivenKey("admin");

        Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(Keys, headers: ("Authorization", $"{scheme} {key}"))).Status);
    }

    [Fact]
    public async Task An_unknown_a_wrong_a_revoked_and_an_expired_key_get_the_same_answer()
    {
        using var own = new NewsApiApp();
        var (revoked, revokedKey) = await own.GivenKey("admin");
        var (_, expiredKey) = await own.GivenNamedKey("expired", own.Clock.GetUtcNow().AddMinutes(1), "admin");
        var (_, rightKey) = await own.GivenKey("admin");
        await own.AsBearer(rightKey).Send("DELETE", $"{Keys}/{revoked.Id}", null);
        own.Clock.Advance(TimeSpan.FromMinutes(1));

        string[] wrong =
        [
            revokedKey,
            expiredKey,
            string.Concat(rightKey.AsSpan(0, rightKey.Length - 1), rightKey[^1] == 'a' ? "b" : "a"),
            $"news_a0000000_{new string('a', 43)}",
            "news_x",
        ];
        var answers = new List<string>();
        foreach (var key in wrong)
        {
            var answer = await own.AsBearer(key).Ask(Keys);
            var traceId = answer.Problem(HttpStatusCode.Unauthorized).GetProperty("traceId").GetString()!;
            answers.Add(answer.Header("WWW-Authenticate") + answer.Body.Replace(traceId, "", StringComparison.Ordinal));
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_key_is_valid_up_to_the_moment_it_expires()
    {
        using var own = new NewsApiApp();
        var (_, key) = await own.GivenNamedKey("guest", own.Clock.GetUtcNow().AddMinutes(1), "drafts:read");

        own.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.OK, (await own.AsBearer(key).Ask(Articles)).Status);
        own.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.AsBearer(key).Ask(Articles)).Status);
    }

    [Fact]
    public async Task The_last_use_of_a_key_is_right_to_the_minute()
    {
        using var own = new NewsApiApp();
        var (kept, key) = await own.GivenKey("drafts:read");
        Task<DateTimeOffset?> LastUse() => own.InStore(db => db.ApiKeys.Where(row => row.Id == kept.Id).Select(row => row.LastUsedAt).SingleAsync());
        async Task Until(DateTimeOffset? at)
        {
            for (var attempt = 0; attempt < 100 && await LastUse() != at; attempt++)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.Equal(at, await LastUse());
        }

        Assert.Null(await LastUse());
        await own.AsBearer(key).Ask(Articles);
        await Until(NewsApiApp.Start);

        own.Clock.Advance(TimeSpan.FromSeconds(59));
        await own.AsBearer(key).Ask(Articles);
        own.Clock.Advance(TimeSpan.FromSeconds(31));
        await own.AsBearer(key).Ask(Articles);
        await Until(NewsApiApp.Start.AddSeconds(90));
    }

    [Fact]
    public async Task What_is_left_to_write_of_the_use_of_keys_is_written_when_the_server_ends()
    {
        using var folder = new NewsApiApp();
        await folder.AsReader().Ask(Articles);
        var ids = new List<long>();
        using (var server = new NewsApiApp(folder.Store))
        {
            for (var number = 0; number < 20; number++)
            {
                var (kept, key) = await server.GivenKey("drafts:read");
                ids.Add(kept.Id);
                await server.AsBearer(key).Ask("/health/live");
            }
        }

        Assert.Equal(20, await folder.InStore(db => db.ApiKeys.CountAsync(key => ids.Contains(key.Id) && key.LastUsedAt != null)));
    }
}
