using System.Net;
using System.Text.Json;
using NewsApi.Access;

namespace NewsApi.Tests.Contract;

/// <summary>The document says of every read that needs no key whether one makes a difference: tools send a key only where it is declared.</summary>
public sealed class OptionalKeyTests
{
    [Fact]
    public async Task A_key_is_optional_exactly_where_it_shows_more()
    {
        // The seed is what all examples lead to. As a draft, only a key shows it.
        await using var app = new SeededApp();
        var developer = app.AsKey(Scopes.Admin);
        await developer.Send("POST", "/api/v1/articles/1/unpublish", null);
        foreach (var (path, operation) in Reads(await app.AsReader().Get("/openapi/v1.json")).Where(read => !NeedsKey(read.Operation)))
        {
            var isDeclared = operation.GetProperty("security").EnumerateArray().Any(way => way.EnumerateObject().Any());
            var showsMore = false;
            foreach (var address in Addresses(path, operation))
            {
                var (without, with) = (await app.AsReader().Ask(address), await developer.Ask(address));
                showsMore |= without.Status != with.Status || (with.Status == HttpStatusCode.OK && without.Body != with.Body);
            }

            Assert.True(isDeclared == showsMore, $"{path}: declared {isDeclared}, shows more {showsMore}");
            Assert.Equal(isDeclared, operation.GetProperty("description").GetString()!.Contains("also shows", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_wrong_key_is_refused_everywhere_as_documented()
    {
        await using var app = new SeededApp();
        foreach (var (path, operation) in Reads(await app.AsReader().Get("/openapi/v1.json")))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsBearer("news_wrong").Ask(Addresses(path, operation).First())).Status);
            Assert.True(operation.GetProperty("responses").TryGetProperty("401", out _), path);
        }
    }

    private static IEnumerable<(string Path, JsonElement Operation)> Reads(JsonElement document) => document.GetProperty("paths").EnumerateObject()
        .Where(path => path.Value.TryGetProperty("get", out _)).Select(path => (path.Name, path.Value.GetProperty("get")));

    private static bool NeedsKey(JsonElement operation) =>
        operation.GetProperty("security").EnumerateArray().ToList() is { Count: > 0 } ways && ways.All(way => way.EnumerateObject().Any());

    /// <summary>The address of the example, alone and with each word that a parameter can be.</summary>
    private static IEnumerable<string> Addresses(string path, JsonElement operation)
    {
        var parameters = operation.TryGetProperty("parameters", out var some) ? some.EnumerateArray().ToList() : [];
        var plain = parameters.Where(parameter => parameter.GetProperty("in").GetString() == "path").Aggregate(path, (filled, parameter) => filled.Replace(
            $"{{{parameter.GetProperty("name")}}}", Uri.EscapeDataString(parameter.GetProperty("example").ToString()), StringComparison.Ordinal));
        return parameters
            .Where(parameter => parameter.GetProperty("in").GetString() == "query" && parameter.GetProperty("schema").TryGetProperty("enum", out _))
            .SelectMany(parameter => parameter.GetProperty("schema").GetProperty("enum").EnumerateArray().Select(word => $"{plain}?{parameter.GetProperty("name")}={word}"))
            .Prepend(plain);
    }
}
