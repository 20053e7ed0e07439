using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace NewsApi.Tests.Contract;

/// <summary>Requests that client libraries tidy up before they send them, written to the socket as they are.</summary>
public sealed class RawRequestTests(RawRequestTests.App app) : IClassFixture<RawRequestTests.App>
{
    /// <summary>The server on a real port.</summary>
    public sealed class App : NoteApp
    {
        public App() => UseKestrel(0);

        public Uri Address
        {
            get
            {
                StartServer();
                return ClientOptions.BaseAddress;
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/articles?tag=100%", 400, "tag")]
    [InlineData("/api/v1/articles?tag=%ZZ", 400, "tag")]
    [InlineData("/api/v1/articles?tag=%FF", 400, "tag")]
    [InlineData("/api/v1/articles?tag=%ED%A0%80", 400, "tag")]
    [InlineData("/api/v1/articles?%FF=1", 400, null)]
    [InlineData("/api/v1/sections/%31", 400, "id")]
    [InlineData("/api/v1/articles/%31", 400, "key")]
    [InlineData("/api/v1/articles/1/sections/%6Cead", 400, "section")]
    [InlineData("/api/v1/%61rticles/1", 400, "path")]
    [InlineData("/api/v1/articles/%2531", 404, "key")]
    [InlineData("/api/v1/articles/a%2Fb", 404, "key")]
    [InlineData("/api/v1/articles/%FF", 404, "key")]
    [InlineData("/api/v1/articles/..%2f..%2fetc%2fpasswd", 404, "key")]
    [InlineData("/api/v1/articles/../../../etc/passwd", 404, null)]
    [InlineData("/api/v1/../../nowhere", 404, null)]
    [InlineData("//api/v1/articles", 404, null)]
    [InlineData("/api/v1//articles", 404, null)]
    public async Task Are_refused_with_a_problem(string target, int status, string? parameter)
    {
        var (answered, _, body) = await Send($"GET {target} HTTP/1.1");

        Assert.Equal(status, answered);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        if (parameter is not null)
        {
            Assert.Equal(parameter, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("parameter").GetString());
        }
    }

    [Theory]
    [InlineData(40_000, 1, 431)]
    [InlineData(200_000, 1, 431)]
    [InlineData(10, 150, 431)]
    [InlineData(10, 50, 200)]
    public async Task Headers_have_limits_that_are_said_in_a_problem(int length, int count, int status)
    {
        var fields = Enumerable.Range(0, count).Select(number => $"X-{number}: {new string('x', length)}");

        var (answered, mediaType, _) = await Send($"GET /api/v1/articles HTTP/1.1\r\n{string.Join("\r\n", fields)}");

        Assert.Equal(status, answered);
        Assert.StartsWith(status == 200 ? "application/json" : "application/problem+json", mediaType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_has_a_limit_that_is_said_in_a_problem()
    {
        var (status, mediaType, _) = await Send($"GET /api/v1/articles/{new string('x', 100_000)} HTTP/1.1");

        Assert.Equal(414, status);
        Assert.Equal("application/problem+json", mediaType);
    }

    [Fact]
    public async Task HEAD_says_how_long_the_body_would_be_and_sends_none()
    {
        var (status, _, body) = await Send("HEAD /api/v1/section-kinds HTTP/1.1");

        Assert.Equal(200, status);
        Assert.Empty(body);
    }

    [Theory]
    [InlineData("/test/notes", 3, 200)]
    [InlineData("/test/notes", 5, 413)]
    [InlineData("/test/notes/optional", 5, 413)]
    [InlineData("/test/notes/large", 5, 200)]
    [InlineData("/test/notes/large", 7, 413)]
    public async Task A_body_has_a_limit_that_is_said_in_a_problem(string path, int megabytes, int status)
    {
        var (json, limit) = path.EndsWith("large", StringComparison.Ordinal) ? ("""{"items":[]}""", 6) : ("""{"headline":"x"}""", 4);
        foreach (var isChunked in new[] { false, true })
        {
            using var client = app.CreateClient();

            // Who is refused while still sending may lose the connection before the answer is read, on a busy machine, and sends it again.
            var answer = await SendAsync() ?? await SendAsync() ?? await SendAsync();
            Assert.NotNull(answer);
            if (status == 200)
            {
                Assert.Equal(HttpStatusCode.OK, answer.Status);
            }
            else
            {
                Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
                Assert.Contains($"{limit * 1024 * 1024} bytes", answer.Problem(HttpStatusCode.RequestEntityTooLarge).GetProperty("detail").GetString(), StringComparison.Ordinal);
            }

            async Task<Answer?> SendAsync()
            {
                using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(json.PadRight(megabytes * 1024 * 1024)));
                body.Headers.ContentType = new("application/json");
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
                request.Headers.TransferEncodingChunked = isChunked;
                request.Headers.ExpectContinue = true;
                try
                {
                    using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                    return await Answer.Of(response);
                }
                catch (HttpRequestException lost) when (lost.InnerException is IOException && status != 200)
                {
                    return null;
                }
            }
        }
    }

    [Theory]
    [InlineData("POST /test/notes HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked", "zz\r\n", 400)]
    [InlineData("POST /test/notes HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 0", "", 400)]
    [InlineData("POST /test/notes HTTP/1.1\r\nContent-Length: 2", "{}", 415)]
    [InlineData("POST /test/notes HTTP/1.1\r\nContent-Type: application/json\r\nContent-Type: text/plain\r\nContent-Length: 2", "{}", 415)]
    [InlineData("POST /test/notes HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 16\r\nX-HTTP-Method-Override: DELETE", "{\"headline\":\"x\"}", 200)]
    public async Task A_body_that_is_sent_oddly_is_understood_or_refused_with_a_problem(string head, string body, int status)
    {
        var (answered, mediaType, _) = await Send(head, body);

        Assert.Equal(status, answered);
        Assert.StartsWith(status == 200 ? "application/json" : "application/problem+json", mediaType, StringComparison.Ordinal);
    }

    private async Task<(int Status, string MediaType, string Body)> Send(string request, string content = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n{content}"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var head = answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        var mediaType = head.First(line => line.StartsWith("Content-Type: ", StringComparison.OrdinalIgnoreCase))["Content-Type: ".Length..];
        return (int.Parse(head[0].Split(' ')[1], null), mediaType, answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }
}
