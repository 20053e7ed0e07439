using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NewsApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Declares what every operation can answer besides its own: headers, 304, and each error.</summary>
internal sealed class CommonAnswers : IOperationFilter
{
    /// <summary>Errors that every operation can answer with.</summary>
    private static readonly int[] EveryOperation = [400, 406, 414, 429, 431, 500, 503];

    /// <summary>Errors that some operation can answer with.</summary>
    internal static readonly int[] AnyOperation = [.. EveryOperation, 404];

    private static readonly string[] OnEveryAnswer = ["Access-Control-Allow-Origin", "RateLimit", "RateLimit-Policy", "Vary"];

    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (ScriptFilter.IsTakenBy(context.ApiDescription.ActionDescriptor))
        {
            operation.Parameters = [.. operation.Parameters ?? [], Script()];
        }

        var document = context.Document;
        var responses = operation.Responses!;
        var isList = operation.OperationId!.StartsWith("list", StringComparison.Ordinal);

        var ok = (OpenApiResponse)responses["200"];
        ok.Description = isList ? "A page of the list." : "What was asked for.";
        ok.Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = ok.Content!["application/json"] };
        AddHeaders(ok, ["ETag", "Cache-Control", "Content-Language", .. isList ? ["Link"] : Array.Empty<string>(), "Last-Modified"], document);

        var notModified = new OpenApiResponse { Description = "Nothing has changed since the answer whose ETag or date was sent." };
        AddHeaders(notModified, ["ETag", "Cache-Control", "Last-Modified"], document);
        responses["304"] = notModified;

        foreach (var status in EveryOperation)
        {
            responses[$"{status}"] = new OpenApiResponseReference($"Problem{status}", document);
        }

        if (responses.ContainsKey("404"))
        {
            responses["404"] = new OpenApiResponseReference("Problem404", document);
        }

        operation.Responses = [];
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
        {
            operation.Responses[status] = response;
        }

        // Reading needs no key.
        operation.Security = [];
    }

    private static OpenApiParameter Script() => new()
    {
        Name = ScriptFilter.Parameter,
        In = ParameterLocation.Query,
        Description = "Chinese text in Simplified (`hans`) or Traditional (`hant`) characters, or as it is stored (`original`). Where absent, `Accept-Language` decides."
            + " Names in addresses stay. `converted` and `Content-Language` say what was done.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ScriptFilter.Values.Select(value => (JsonNode)JsonValue.Create(value)!)] },
        Example = JsonValue.Create(ScriptFilter.Original),
    };

    /// <summary>Gives an answer its headers and those that every answer has.</summary>
    internal static void AddHeaders(OpenApiResponse response, IEnumerable<string> names, OpenApiDocument document) =>
        response.Headers = names.Concat(OnEveryAnswer).ToDictionary(name => name, name => (IOpenApiHeader)new OpenApiHeaderReference(name, document));
}

/// <summary>The parts that answers refer to.</summary>
internal sealed class CommonComponents : IDocumentFilter
{
    /// <inheritdoc/>
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Tags = new HashSet<OpenApiTag>(ApiInfo.Tags);
        var components = swaggerDoc.Components!;
        components.Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["Access-Control-Allow-Origin"] = Header("Which web pages may read the answer.", "^(\\*|https?://.+)$", "*"),
            ["Cache-Control"] = Header("How long the answer may be kept without asking again.", "^[a-z0-9=, -]+$", "public, no-cache"),
            ["Content-Language"] = Header("Language of the text, where it has one.", "^[A-Za-z0-9, -]+$", "zh-Hant"),
            ["ETag"] = Header("Names this version of the answer; send it as `If-None-Match`.", "^(W/)?\"[^\"]*\"$", "\"q83vEjRWeJCrze8SNFZ4kA\""),
            ["Last-Modified"] = Header("When what is shown last changed.", "^[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$", "Mon, 02 Jun 2025 00:00:00 GMT"),
            ["Link"] = Header("The next page, with `rel=\"next\"`; not on the last one.", "^<[^>]+>; rel=\"next\"$", "<https://news.example/api/v1/articles?cursor=x>; rel=\"next\""),
            ["RateLimit"] = Header("How many requests are left in this window.", "^\"[a-z]+\";r=\\d+$", "\"address\";r=59999"),
            ["RateLimit-Policy"] = Header("How many requests a window has, and how many seconds it lasts.", "^\"[a-z]+\";q=\\d+;w=\\d+$", "\"address\";q=60000;w=60"),
            ["Retry-After"] = Header("Seconds to wait before trying again.", "^\\d+$", "30"),
            ["Vary"] = Header("The request headers the answer depends on.", "^[A-Za-z, -]+$", "Accept, Accept-Encoding"),
        };

        var problem = context.SchemaGenerator.GenerateSchema(typeof(ApiProblem), context.SchemaRepository);
        components.Responses = new Dictionary<string, IOpenApiResponse>();
        foreach (var type in CommonAnswers.AnyOperation.Select(ProblemType.For))
        {
            var response = new OpenApiResponse
            {
                Description = $"{type.Title} {type.Description}",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
            };
            CommonAnswers.AddHeaders(response, type.Status is 429 or 503 ? ["Retry-After", "Cache-Control"] : ["Cache-Control"], swaggerDoc);
            components.Responses[$"Problem{type.Status}"] = response;
        }
    }

    private static OpenApiHeader Header(string description, string pattern, string example) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 2000, Pattern = pattern },
        Example = example,
    };
}
