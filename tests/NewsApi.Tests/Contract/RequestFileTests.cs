using System.Text.Json;
using System.Text.RegularExpressions;
using NewsApi.Access;

namespace NewsApi.Tests.Contract;

/// <summary><c>NewsApi.http</c>, read as Visual Studio and the REST Client of VS Code read it: every request works, and no route is without one.</summary>
public sealed partial class RequestFileTests
{
    private static readonly string File = Path.GetFullPath("../../../../../src/NewsApi/NewsApi.http", AppContext.BaseDirectory);

    private static readonly string Routes = Path.GetFullPath("../../../../../tests/NewsApi.Tests/Contract/endpoints.txt", AppContext.BaseDirectory);

    [Fact]
    public async Task Every_request_of_the_file_works_from_top_to_bottom()
    {
        await using var app = new SeededApp();
        var variables = new Dictionary<string, string> { ["host"] = "", ["key"] = (await app.GivenKey(Scopes.Admin)).Key };
        var reader = app.AsReader();
        foreach (var request in Requests())
        {
            var answer = await reader.Send(
                request.Method, Fill(request.Address), request.Body is null ? null : Fill(request.Body), [.. request.Headers.Select(header => (header.Name, Fill(header.Value)))]);

            Assert.True((int)answer.Status is >= 200 and < 400, $"{request.Method} {request.Address}: {(int)answer.Status} {answer.Body}");
            if (request.Name is not null)
            {
                foreach (var member in answer.Json.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String))
                {
                    variables[$"{request.Name}.response.body.$.{member.Name}"] = member.Value.ToString();
                }
            }
        }

        string Fill(string text) => Variable().Replace(text, match => variables[match.Groups[1].Value]);
    }

    [Fact]
    public void Every_route_has_a_request()
    {
        var requests = Requests().Select(request => $"{request.Method} {Variable().Replace(request.Address, match => match.Groups[1].Value switch
        {
            "host" => "",
            "preview.response.body.$.url" => "/api/v1/previews/x",
            _ => "1",
        }).Split('?')[0]}").ToList();

        var routes = System.IO.File.ReadAllLines(Routes).Where(line => line.Length > 0).Select(line => line[..line.LastIndexOf(' ')]);
        Assert.All(routes, route => Assert.True(requests.Exists(request => Regex.IsMatch(request, $"^{Parameter().Replace(Regex.Escape(route), "[^/]+")}$")), route));
    }

    [Fact]
    public void The_file_has_no_key_and_asks_the_address_a_server_starts_at()
    {
        var definitions = System.IO.File.ReadAllLines(File).Where(line => line.StartsWith('@')).ToList();

        Assert.Equal(["@host = http://localhost:5080", "@key = news_…"], definitions);
    }

    /// <summary>Requests are parted by lines of <c>###</c>: comments, the request line, headers, and behind an empty line the body.</summary>
    private static IEnumerable<Request> Requests()
    {
        foreach (var part in Separator().Split(System.IO.File.ReadAllText(File)).Skip(1))
        {
            var lines = part.Split('\n').Skip(1).ToList();
            var name = lines.Where(line => line.StartsWith("# @name ", StringComparison.Ordinal)).Select(line => line["# @name ".Length..]).SingleOrDefault();
            var head = lines.SkipWhile(line => line.StartsWith('#')).TakeWhile(line => line.Length > 0).ToList();
            var body = string.Join('\n', lines.SkipWhile(line => line.StartsWith('#')).SkipWhile(line => line.Length > 0)).Trim();
            var first = head[0].Split(' ', 2);
            yield return new Request(
                name, first[0], first[1], [.. head.Skip(1).Select(line => line.Split(": ", 2)).Select(header => (header[0], header[1]))], body.Length == 0 ? null : body);
        }
    }

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex("^###", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"\\\{[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record Request(string? Name, string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, string? Body);
}
