using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NewsApi.OpenApi;

namespace NewsApi.Tests.Contract;

/// <summary>The published contract: the committed copy, its other version, and its examples.</summary>
public sealed partial class OpenApiTests(SeededApp app) : IClassFixture<SeededApp>
{
    [Fact]
    public async Task The_document_is_the_committed_one() =>
        Snapshot.Matches((await app.AsReader().Ask("/openapi/v1.json")).Body, "../../../docs/openapi.json");

    [Fact]
    public async Task Version_3_0_says_the_same()
    {
        var v31 = await app.AsReader().Get("/openapi/v1.json");
        var v30 = await app.AsReader().Get("/openapi/v1-3.0.json");

        Assert.StartsWith("3.1", v31.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("3.0", v30.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(Outline(v31), Outline(v30));
    }

    [Fact]
    public async Task Every_operation_and_parameter_is_described_and_has_an_example()
    {
        foreach (var (path, operation) in Operations(await app.AsReader().Get("/openapi/v1.json")))
        {
            Assert.All(["summary", "description", "operationId"], member => Assert.NotEqual("", operation.GetProperty(member).GetString()));
            foreach (var parameter in Parameters(operation))
            {
                Assert.True(parameter.GetProperty("description").GetString() is { Length: > 0 }, $"{path} {parameter.GetProperty("name")}");
                Assert.True(parameter.TryGetProperty("example", out _), $"{path} {parameter.GetProperty("name")}");
            }

            Assert.Contains("400", operation.GetProperty("responses").EnumerateObject().Select(response => response.Name));
            Assert.Contains("429", operation.GetProperty("responses").EnumerateObject().Select(response => response.Name));
            Assert.Contains("500", operation.GetProperty("responses").EnumerateObject().Select(response => response.Name));
        }
    }

    [Fact]
    public async Task Execute_succeeds_untouched_on_every_read_and_shows_the_seed()
    {
        // As in Development, where whoever tries it has this key.
        var developer = app.AsBearer((await app.GivenNamedKey("development", null, "admin")).Key);
        await developer.Send("POST", "/api/v1/keys", """{"name": "desk", "scopes": ["articles:write"]}""");

        await developer.Send("POST", "/api/v1/articles/1/preview-links", """{"expiresInSeconds": 3600}""");
        await developer.Send("POST", "/api/v1/imports?dryRun=true", "港口恢復通航", ("Content-Type", "text/plain"), ("Prefer", "respond-async"));
        await developer.Send("POST", "/api/v1/subscriptions", """{"url": "https://news.example/feed.xml", "isActive": false}""");

        // A secret has no example that works.
        foreach (var (path, operation) in Operations(await app.AsReader().Get("/openapi/v1.json"), "get").Where(one => one.Path != "/api/v1/previews/{token}"))
        {
            var reader = operation.GetProperty("security").GetArrayLength() == 0 ? app.AsReader() : developer;

            // Swagger UI fills in every example, also of parameters that may be left out.
            var filled = path;
            var query = new List<string>();
            var required = new List<string>();
            foreach (var parameter in Parameters(operation))
            {
                var name = parameter.GetProperty("name").GetString()!;
                var example = parameter.GetProperty("example");
                var value = Uri.EscapeDataString(example.ValueKind switch
                {
                    JsonValueKind.Array => string.Join(',', example.EnumerateArray()),
                    JsonValueKind.String => example.GetString()!,
                    _ => example.GetRawText(),
                });
                if (parameter.GetProperty("in").GetString() == "path")
                {
                    filled = filled.Replace($"{{{name}}}", value, StringComparison.Ordinal);
                }
                else
                {
                    query.Add($"{name}={value}");
                    if (parameter.TryGetProperty("required", out var isRequired) && isRequired.GetBoolean())
                    {
                        required.Add(query[^1]);
                    }

                    // Each alone as well.
                    var alone = $"{Path(path, operation)}?{string.Join('&', required.Append(query[^1]).Distinct())}";
                    Assert.True((await reader.Ask(alone)).Status == HttpStatusCode.OK, alone);
                }
            }

            var answer = await reader.Ask(query.Count == 0 ? filled : $"{filled}?{string.Join('&', query)}");
            Assert.True(answer.Status == HttpStatusCode.OK && answer.Body.Length > 0, $"{path}: {answer.Body}");
            if (answer.Header("Content-Type")!.Contains("json", StringComparison.Ordinal))
            {
                Assert.True(!answer.Json.TryGetProperty("items", out var items) || items.GetArrayLength() > 0, $"{path} shows nothing: {answer.Body}");
            }
        }
    }

    [Fact]
    public async Task Execute_succeeds_untouched_on_every_write()
    {
        await using var own = new SeededApp();
        var developer = own.AsBearer((await own.GivenNamedKey("development", null, "admin")).Key);
        var document = await own.AsReader().Get("/openapi/v1.json");
        foreach (var (method, path, operation) in Methods.SelectMany(method => Operations(document, method).Select(one => (method, one.Path, one.Operation))))
        {
            if (!operation.TryGetProperty("requestBody", out var body))
            {
                var answer = await developer.Send(method.ToUpperInvariant(), Path(path, operation), null);
                Assert.True((int)answer.Status is 200 or 201, $"{method} {path}: {answer.Body}");
                continue;
            }

            foreach (var (index, form) in body.GetProperty("content").EnumerateObject().Index())
            {
                // A key stands for one request: whoever sends another form sends another.
                var headers = Parameters(operation).Where(parameter => parameter.GetProperty("in").GetString() == "header" && (index == 0 || parameter.GetProperty("name").GetString() != "Idempotency-Key"))
                    .Select(parameter => (parameter.GetProperty("name").GetString()!, parameter.GetProperty("example").GetString()!));
                var answer = await developer.Send(
                    method.ToUpperInvariant(), Path(path, operation), form.Value.GetProperty("example") is { ValueKind: JsonValueKind.String } text ? text.GetString() : form.Value.GetProperty("example").GetRawText(), [.. headers, ("Content-Type", form.Name)]);

                Assert.True((int)answer.Status is 200 or 201, $"{method} {path} {form.Name}: {answer.Body}");
                if (path.EndsWith("/batch", StringComparison.Ordinal))
                {
                    Assert.All(answer.Json.GetProperty("items").EnumerateArray(), item => Assert.Equal(201, item.GetProperty("status").GetInt32()));
                }
            }
        }
    }

    [Fact]
    public async Task Writes_say_what_they_take_and_answer()
    {
        var document = await app.AsReader().Get("/openapi/v1.json");
        foreach (var (path, operation) in Operations(document, "post"))
        {
            Assert.Contains(Parameters(operation), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key" && !parameter.TryGetProperty("required", out _));
            string[] statuses = operation.TryGetProperty("requestBody", out _) ? ["409", "413", "415", "422"] : ["409", "422"];
            Assert.All(statuses, status => Assert.True(operation.GetProperty("responses").TryGetProperty(status, out _), $"{path} {status}"));
        }

        foreach (var (path, operation) in Operations(document, "put").Concat(Operations(document, "patch")))
        {
            Assert.Contains(Parameters(operation), parameter => parameter.GetProperty("name").GetString() == "If-Match" && parameter.GetProperty("required").GetBoolean());
            Assert.All(["412", "413", "415", "428"], status => Assert.True(operation.GetProperty("responses").TryGetProperty(status, out _), $"{path} {status}"));
            Assert.True(operation.GetProperty("responses").GetProperty("200").GetProperty("headers").TryGetProperty("ETag", out _), path);
        }
    }

    [Theory]
    [InlineData("Article")]
    [InlineData("RelatedNews")]
    [InlineData("SectionKind")]
    [InlineData("Subscription")]
    [InlineData("Tag")]
    public async Task A_patch_has_the_members_of_what_it_changes_and_requires_none(string name)
    {
        var schemas = (await app.AsReader().Get("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        var patch = schemas.GetProperty($"{name}Patch");

        Assert.Equal(Members(schemas.GetProperty($"{name}Input")), Members(patch));
        Assert.False(patch.TryGetProperty("required", out _));

        static IEnumerable<string> Members(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(member => member.Name);
    }

    [Fact]
    public async Task Bodies_are_described_as_they_are_read()
    {
        var document = await app.AsReader().Get("/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var list = schemas.GetProperty("ListBlockInput");
        var cells = schemas.GetProperty("TableBlockInput").GetProperty("properties").GetProperty("rows").GetProperty("items");
        var publish = document.GetProperty("paths").GetProperty("/api/v1/articles/{key}/publish").GetProperty("post").GetProperty("requestBody");

        // Points without `ordered` are not numbered; more than 100 cells are refused; and null is no body, where none is needed.
        Assert.DoesNotContain("ordered", list.GetProperty("required").EnumerateArray().Select(member => member.GetString()));
        Assert.Equal((1, 100), (cells.GetProperty("minItems").GetInt32(), cells.GetProperty("maxItems").GetInt32()));
        Assert.Contains("null", publish.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Block")]
    [InlineData("BlockInput")]
    public async Task Blocks_are_a_union_told_apart_by_type(string schema)
    {
        var block = (await app.AsReader().Get("/openapi/v1.json")).GetProperty("components").GetProperty("schemas").GetProperty(schema);

        Assert.Equal("type", block.GetProperty("discriminator").GetProperty("propertyName").GetString());
        Assert.Equal(
            ["paragraph", "list", "quote", "image", "video", "table"],
            block.GetProperty("discriminator").GetProperty("mapping").EnumerateObject().Select(mapping => mapping.Name));
        Assert.Equal(6, block.GetProperty("oneOf").GetArrayLength());
    }

    [Theory]
    [InlineData("Block")]
    [InlineData("BlockInput")]
    public async Task Version_3_0_has_blocks_as_a_base_class_and_what_derives_from_it(string name)
    {
        var schemas = (await app.AsReader().Get("/openapi/v1-3.0.json")).GetProperty("components").GetProperty("schemas");

        foreach (var mapping in schemas.GetProperty(name).GetProperty("discriminator").GetProperty("mapping").EnumerateObject())
        {
            var derived = schemas.GetProperty(mapping.Value.GetString()!.Split('/')[^1]);
            Assert.Equal($"#/components/schemas/{name}", Assert.Single(derived.GetProperty("allOf").EnumerateArray()).GetProperty("$ref").GetString());
            Assert.False(derived.GetProperty("properties").TryGetProperty("type", out _), mapping.Name);
        }
    }

    [Theory]
    [InlineData("SearchHit", "source")]
    [InlineData("ImportJob", "report")]
    [InlineData("Article", "publishedPrecision")]
    public async Task A_member_that_is_something_else_or_null_says_so(string schema, string member)
    {
        var property = (await app.AsReader().Get("/openapi/v1.json")).GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").GetProperty(member);

        Assert.Contains(property.GetProperty("oneOf").EnumerateArray(), choice => choice.TryGetProperty("type", out var type) && type.GetString() == "null");
    }

    [Fact]
    public async Task A_member_that_is_left_out_where_it_is_null_is_never_null()
    {
        var page = (await app.AsReader().Get("/openapi/v1.json")).GetProperty("components").GetProperty("schemas").GetProperty("ArticleSummaryPage");

        Assert.Equal("integer", page.GetProperty("properties").GetProperty("total").GetProperty("type").GetString());
        Assert.DoesNotContain("total", page.GetProperty("required").EnumerateArray().Select(member => member.GetString()));
    }

    [Fact]
    public async Task Every_text_is_there_in_Chinese_and_no_Chinese_text_is_left_over()
    {
        var english = ChineseTexts.In(JsonNode.Parse((await app.AsReader().Ask("/openapi/v1.json")).Body)!);

        Assert.Empty(english.Except(ChineseTexts.All.Keys));
        Assert.Empty(ChineseTexts.All.Keys.Except(english));
    }

    [Fact]
    public void A_Chinese_text_names_the_same_parameters_members_and_values()
    {
        foreach (var (english, chinese) in ChineseTexts.All)
        {
            Assert.Equal(Code().Matches(english).Select(match => match.Value).Order(), Code().Matches(chinese).Select(match => match.Value).Order());
            Assert.True(chinese.Any(character => character is >= '\u4E00' and <= '\u9FFF'), english);
        }
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/openapi/v1-3.0.json")]
    public async Task The_document_is_in_Chinese_only_where_the_address_says_so(string path)
    {
        var english = await app.AsReader().Ask(path);
        var chinese = await app.AsReader().Ask($"{path}?lang=zh");

        Assert.Equal(english.Body, (await app.AsReader().Ask(path, "GET", ("Accept-Language", "zh-TW"))).Body);
        Assert.Equal(english.Body, (await app.AsReader().Ask($"{path}?lang=en")).Body);
        Assert.Equal(("en", "zh-Hant"), (english.Header("Content-Language"), chinese.Header("Content-Language")));
        Assert.Equal(Outline(english.Json), Outline(chinese.Json));
        Assert.All(Operations(chinese.Json), operation => Assert.EndsWith("。", operation.Operation.GetProperty("summary").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_language_of_the_document_is_refused()
    {
        var answer = await app.AsReader().Ask("/openapi/v1.json?lang=fr");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("lang", Assert.Single(answer.Json.GetProperty("errors").EnumerateArray()).GetProperty("parameter").GetString());
    }

    [Theory]
    [InlineData("/swagger")]
    [InlineData("/swagger/?lang=zh")]
    public async Task Swagger_UI_loads_what_it_needs_from_here_and_runs_nothing_inline(string path)
    {
        var page = await app.AsReader().Ask(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("script-src 'self';", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        var files = Source().Matches(page.Body).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("/swagger/swagger-ui-bundle.js", files);
        foreach (var file in files.Where(file => file.StartsWith("/swagger/", StringComparison.Ordinal) || file.StartsWith("/openapi/", StringComparison.Ordinal)))
        {
            Assert.Equal(HttpStatusCode.OK, (await app.AsReader().Ask(file)).Status);
        }

        Assert.DoesNotContain(files, file => file.Contains("//", StringComparison.Ordinal));
        Assert.DoesNotContain("<style", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_a_path_Swagger_UI_and_the_document_lead_below_that_path()
    {
        using var site = new SiteBelowPath();

        var page = await site.AsReader().Ask("/swagger");
        var document = await site.AsReader().Ask("/openapi/v1.json");

        var addresses = Source().Matches(page.Body).Select(match => match.Groups[1].Value).Where(address => address[0] == '/').ToList();
        Assert.Contains("/site/swagger/page.js", addresses);
        Assert.All(addresses, address => Assert.StartsWith("/site/", address, StringComparison.Ordinal));
        Assert.Equal("/site", document.Json.GetProperty("servers")[0].GetProperty("url").GetString());
    }

    private sealed class SiteBelowPath : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Site:BaseUrl"] = "https://news.example/site/" };
    }

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Source();

    /// <summary>Methods that have bodies.</summary>
    private static readonly string[] Methods = ["post", "put", "patch"];

    private static IEnumerable<(string Path, JsonElement Operation)> Operations(JsonElement document, string? method = null) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Where(operation => method is null || operation.Name == method).Select(operation => (path.Name, operation.Value)));

    private static JsonElement.ArrayEnumerator Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : default;

    private static string Path(string path, JsonElement operation) => Parameters(operation)
        .Where(parameter => parameter.GetProperty("in").GetString() == "path")
        .Aggregate(path, (filled, parameter) => filled.Replace(
            $"{{{parameter.GetProperty("name")}}}", Uri.EscapeDataString(parameter.GetProperty("example").ToString()), StringComparison.Ordinal));

    /// <summary>Operations with their parameters and statuses, and schemas with their members, but for what tells blocks apart.</summary>
    private static IEnumerable<string> Outline(JsonElement document) =>
    [
        .. Operations(document).Select(operation =>
            $"{operation.Path} {string.Join(',', Parameters(operation.Operation).Select(p => p.GetProperty("name")))}"
            + $" {string.Join(',', operation.Operation.GetProperty("responses").EnumerateObject().Select(response => response.Name))}"),
        .. document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(schema => !schema.Value.TryGetProperty("enum", out _)).Select(schema =>
            $"{schema.Name} {(schema.Value.TryGetProperty("properties", out var members) ? string.Join(',', members.EnumerateObject().Select(member => member.Name).Where(member => member != "type")) : "")}"),
    ];
}
