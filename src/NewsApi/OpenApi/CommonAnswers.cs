using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.OpenApi;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Http.Fields;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Declares what every operation can answer besides its own: headers, 304, and each error.</summary>
internal sealed class CommonAnswers : IOperationFilter
{
    /// <summary>Errors that every operation can answer with; 401, because a key that is not valid is refused also where none is needed.</summary>
    private static readonly int[] EveryOperation = [400, 401, 406, 414, 429, 431, 500, 503];

    /// <summary>Errors that some operation can answer with.</summary>
    internal static readonly int[] AnyOperation = [.. EveryOperation, .. WriteAnswers.AnyWrite, 403, 404, 410];

    /// <summary>Name of the security scheme.</summary>
    internal const string Bearer = "bearer";

    /// <summary>Errors that attributes declare; they all look the same.</summary>
    private static readonly string[] Refusals = ["403", "404", "409", "410"];

    private static readonly string[] OnEveryAnswer = ["Access-Control-Allow-Origin", "RateLimit", "RateLimit-Policy", "Vary"];

    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (ScriptFilter.IsTakenBy(context.ApiDescription.ActionDescriptor))
        {
            operation.Parameters = [.. operation.Parameters ?? [], Script(context)];
        }

        if (FieldParameters.OfOrNull(context.ApiDescription) is { } answer)
        {
            operation.Parameters = [.. operation.Parameters ?? [], .. PartsOfAnswers.Of(answer, operation.OperationId!, context.SchemaRepository)];
        }

        Deprecate(operation, context);
        var document = context.Document;
        var responses = operation.Responses!;
        var isList = operation.OperationId!.StartsWith("list", StringComparison.Ordinal);

        var isRead = HttpMethods.IsGet(context.ApiDescription.HttpMethod!);
        foreach (var (status, response) in responses.Where(response => response.Key.StartsWith('2')))
        {
            var ok = (OpenApiResponse)response;
            IEnumerable<string> headers;
            (ok.Description, headers) = status switch
            {
                "201" => ("It is made; the answer shows it.", WriteAnswers.Headers(status, context.ApiDescription)),
                "204" => ("It is done; there is no more to say.", []),
                _ when isList => ("A page of the list.", Names("ETag", "Content-Language", "Link", "Last-Modified")),
                _ when isRead => ("What was asked for.", Names("ETag", "Content-Language", "Last-Modified")),
                _ => ("It is done; the answer shows the result.", WriteAnswers.Headers(status, context.ApiDescription)),
            };
            var offers = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IOffersMediaTypes>().FirstOrDefault();
            var json = ok.Content is { } declared && declared.TryGetValue("application/json", out var found) ? found : null;
            if ((offers?.MediaTypes ?? (json is null ? [] : ["application/json"])) is { Count: > 0 } forms)
            {
                ok.Content = forms.ToDictionary(form => form, form => form == "application/json" && json is not null ? json : new OpenApiMediaType { Schema = OtherForm(form) });
            }

            AddHeaders(ok, [.. headers, "Cache-Control"], document);
        }

        if (isRead)
        {
            var notModified = new OpenApiResponse { Description = "Nothing has changed since the answer whose ETag or date was sent." };
            AddHeaders(notModified, ["ETag", "Cache-Control", "Last-Modified"], document);
            responses["304"] = notModified;
        }

        foreach (var status in EveryOperation)
        {
            responses[$"{status}"] = new OpenApiResponseReference($"Problem{status}", document);
        }

        SayWhoMay(operation, context);

        foreach (var status in Refusals.Where(responses.ContainsKey))
        {
            responses[status] = new OpenApiResponseReference($"Problem{status}", document);
        }

        if (responses.ContainsKey("308"))
        {
            var moved = new OpenApiResponse { Description = "What is asked for has another name by now: `Location` leads to it." };
            AddHeaders(moved, ["Location", "Cache-Control"], document);
            responses["308"] = moved;
        }

        operation.Responses = [];
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
        {
            operation.Responses[status] = response;
        }
    }

    /// <summary>Which key an operation needs or heeds, if any. HTTP authentication knows no scopes in OpenAPI, so they are said in words.</summary>
    private static void SayWhoMay(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var key = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] };
        if (metadata.OfType<NeedsAttribute>().Select(need => need.Scope).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } needs)
        {
            operation.Description = $"{operation.Description} Needs a key with the scope `{string.Join("` and `", needs)}`.".TrimStart();
            operation.Security = [key];
            operation.Responses!["403"] = new OpenApiResponseReference("Problem403", context.Document);
        }
        else if (metadata.OfType<AlsoShowsAttribute>().SingleOrDefault() is { } more)
        {
            // With a key or without: the empty requirement is the one that everybody meets.
            operation.Description = $"{operation.Description} Needs no key; one with the scope `{more.Scope}` also shows {more.What}.".TrimStart();
            operation.Security = [[], key];
        }
        else
        {
            operation.Security = [];
        }
    }

    /// <summary>What it holds its own standard says.</summary>
    private static OpenApiSchema OtherForm(string mediaType) => mediaType.EndsWith("json", StringComparison.Ordinal)
        ? new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema(), Description = $"As the standard of {mediaType} says." }
        : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", MaxLength = WireLimits.Document };

    private static string[] Names(params string[] names) => names;

    private static OpenApiParameter Script(OperationFilterContext context) => new()
    {
        Name = ScriptFilter.Parameter,
        In = ParameterLocation.Query,
        Description = "Chinese text in Simplified (`hans`) or Traditional (`hant`) characters, or as it is stored (`original`). Where absent, `Accept-Language` decides."
            + " Names in addresses stay. `converted` and `Content-Language` say what was done.",
        Schema = NamedWords.Of("Script", "What Chinese text is shown in: characters as they are stored, Simplified or Traditional ones.", ScriptFilter.Values, context.SchemaRepository),
        Example = JsonValue.Create(ScriptFilter.Original),
    };

    /// <summary>Marks what will go.</summary>
    private static void Deprecate(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Deprecated |= context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<DeprecatedAttribute>().Any();
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Deprecated |= context.ApiDescription.ParameterDescriptions.Any(description => description.Name == parameter.Name
                && description.ParameterDescriptor is ControllerParameterDescriptor { ParameterInfo: var info } && info.IsDefined(typeof(DeprecatedAttribute), inherit: false));
        }
    }

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
            ["ETag"] = Header("Names this version of the answer; send it as `If-None-Match`, or as `If-Match` to change what it names.", "^(W/)?\"[^\"]*\"$", "\"q83vEjRWeJCrze8SNFZ4kA\""),
            ["Idempotent-Replayed"] = Header("Says that the answer is the one that was given when the request with this `Idempotency-Key` was done.", "^true$", "true"),
            ["Last-Modified"] = Header("When what is shown last changed.", "^[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$", "Mon, 02 Jun 2025 00:00:00 GMT"),
            ["Location"] = Header("Address of what was made, or of what is asked for.", "^/[^\\s]+$", "/api/v1/keys/1"),
            ["Link"] = Header("The next page, with `rel=\"next\"`; not on the last one.", "^<[^>]+>; rel=\"next\"$", "<https://news.example/api/v1/articles?cursor=x>; rel=\"next\""),
            ["RateLimit"] = Header("How many requests are left in this window, and how many seconds it still lasts; with a key, also of those with it.", "^\"[a-z]+\";r=\\d+;t=\\d+(, \"[a-z]+\";r=\\d+;t=\\d+)?$", "\"address\";r=59999;t=42"),
            ["RateLimit-Policy"] = Header("How many requests a window has, and how many seconds it lasts.", "^\"[a-z]+\";q=\\d+;w=\\d+(, \"[a-z]+\";q=\\d+;w=\\d+)?$", "\"address\";q=60000;w=60"),
            ["Retry-After"] = Header("Seconds to wait before trying again.", "^\\d+$", "30"),
            ["Vary"] = Header("The request headers the answer depends on.", "^[A-Za-z, -]+$", "Accept, Accept-Encoding"),
            ["WWW-Authenticate"] = Header(
                "What is asked for: a key, a valid one, or one with a scope (RFC 6750).", "^Bearer realm=\"NewsApi\"(, [a-z_]+=\"[^\"]*\")*$", "Bearer realm=\"NewsApi\", error=\"insufficient_scope\", scope=\"admin\""),
        };
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [CommonAnswers.Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key such as `news_…`, made with `keys create` or `POST /api/v1/keys`. In Development, the first start prints one."
                    + " Where it is configured, also a token (JWT, RFC 8725) of an identity provider.",
            },
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
            CommonAnswers.AddHeaders(response, [.. Own(type.Status), "Cache-Control"], swaggerDoc);
            components.Responses[$"Problem{type.Status}"] = response;
        }
    }

    private static string[] Own(int status) => status switch
    {
        401 or 403 => ["WWW-Authenticate"],
        409 or 429 or 503 => ["Retry-After"],
        _ => [],
    };

    private static OpenApiHeader Header(string description, string pattern, string example) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 2000, Pattern = pattern },
        Example = example,
    };
}
