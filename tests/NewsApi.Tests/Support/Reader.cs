using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NewsApi.Tests.Support;

/// <summary>A client of the API, with the words tests speak in.</summary>
internal sealed class Reader(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Asks, whatever the answer.</summary>
    public async Task<Answer> Ask(string path, string method = "GET", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.Of(response);
    }

    /// <summary>Sends a body, whatever the answer. A text is sent as it is, anything else as JSON, null not at all. A header <c>Content-Type</c> replaces that of JSON.</summary>
    public async Task<Answer> Send(string method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.Of(response);
    }

    /// <summary>Sends a body of JSON, whatever the answer.</summary>
    public Task<Answer> SendRaw(string path, string json, string method = "POST", params (string Name, string Value)[] headers) =>
        SendRaw(path, new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(json)), "application/json", method, headers);

    /// <summary>Sends a body, whatever the answer.</summary>
    public async Task<Answer> SendRaw(string path, HttpContent body, string? mediaType, string method = "POST", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        if (mediaType is not null)
        {
            body.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.Of(response);
    }

    /// <summary>Asks for something that is there.</summary>
    public async Task<JsonElement> Get(string path)
    {
        var answer = await Ask(path);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path} answered {answer.Status}: {answer.Body}");
        return answer.Json;
    }

    /// <summary>Asks for something that is refused with a problem, and checks that it is one.</summary>
    public async Task<JsonElement> GetProblem(string path, HttpStatusCode status) => (await Ask(path)).Problem(status);

    /// <summary>Asks for a list, page by page to its end.</summary>
    public async Task<IReadOnlyList<JsonElement>> GetAll(string path)
    {
        var items = new List<JsonElement>();
        for (var next = path; next is not null;)
        {
            var page = await Get(next);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("nextCursor").GetString() is { } cursor ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={cursor}" : null;
        }

        return items;
    }
}

/// <summary>An answer, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, string Body, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The body as a problem (RFC 9457) of this status.</summary>
    public JsonElement Problem(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Answered {(int)Status}, not {(int)status}: {Body}");
        Assert.Equal("application/problem+json", MediaType);
        var problem = Json;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.StartsWith("/problems/", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.All(["title", "detail", "instance", "traceId"], member => Assert.NotEqual("", problem.GetProperty(member).GetString()));
        Assert.DoesNotMatch("[.?]\\.$", problem.GetProperty("detail").GetString());
        return problem;
    }

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, System.Text.Encoding.UTF8.GetString(bytes), bytes, headers);
    }
}
