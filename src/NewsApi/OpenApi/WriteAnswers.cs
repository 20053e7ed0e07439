using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using NewsApi.Articles;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Ingestion;
using NewsApi.RelatedNews;
using NewsApi.Sections;
using NewsApi.Subscriptions;
using NewsApi.Tags;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Declares what operations that write take and answer besides their own: bodies, preconditions, and keys that make them happen once.</summary>
internal sealed class WriteAnswers : IOperationFilter
{
    /// <summary>Errors that only operations that write can answer with.</summary>
    internal static readonly int[] AnyWrite = [409, 412, 413, 415, 422, 428];

    private const string Json = "application/json";

    /// <summary>Operations that look at a version where they are told one.</summary>
    private static readonly string[] MayMatch = ["publishArticle", "unpublishArticle", "restoreArticleRevision", "addRelatedNews"];

    /// <summary>What has a version, and so an entity tag that names it.</summary>
    private static readonly Type[] Versioned = [typeof(ArticleResponse), typeof(RelatedNewsResponse), typeof(SectionKindResponse), typeof(TagResponse), typeof(SubscriptionResponse)];

    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var errors = new List<int>();
        if (operation.RequestBody is OpenApiRequestBody body)
        {
            Describe(body, operation.OperationId!, context);
            errors.AddRange([413, 415]);
        }
        else if (context.MethodInfo.IsDefined(typeof(ReadsDocumentAttribute), inherit: false))
        {
            operation.RequestBody = Document();
            Add(operation, Prefer());
            Add(operation, ContentLocation());
            errors.AddRange([413, 415]);
        }

        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<NeedsIfMatchAttribute>().Any())
        {
            Add(operation, IfMatch(isRequired: true));
            errors.AddRange([412, 428]);
        }
        else if (MayMatch.Contains(operation.OperationId))
        {
            Add(operation, IfMatch(isRequired: false));
            errors.Add(412);
        }

        if (HttpMethods.IsPost(context.ApiDescription.HttpMethod!))
        {
            Add(operation, IdempotencyKey(operation.OperationId!));
            errors.AddRange([409, 422]);
        }

        foreach (var status in errors)
        {
            operation.Responses![$"{status}"] = new OpenApiResponseReference($"Problem{status}", context.Document);
        }
    }

    /// <summary>Headers of a good answer of an operation that writes.</summary>
    internal static IEnumerable<string> Headers(string status, ApiDescription description)
    {
        var result = description.SupportedResponseTypes.FirstOrDefault(response => response.StatusCode is >= 200 and < 300)?.Type;
        if (result == typeof(ArticleResponse))
        {
            yield return HeaderNames.LastModified;
        }

        if (Versioned.Contains(result))
        {
            yield return HeaderNames.ETag;
            yield return HeaderNames.ContentLanguage;
        }

        if (status is "201" or "202")
        {
            yield return HeaderNames.Location;
        }

        if (HttpMethods.IsPost(description.HttpMethod!))
        {
            yield return IdempotencyFilter.Replayed;
        }
    }

    private static void Describe(OpenApiRequestBody body, string operationId, OperationFilterContext context)
    {
        var parameter = context.MethodInfo.GetParameters().Single(parameter => parameter.IsDefined(typeof(FromBodyAttribute), inherit: false));
        var attribute = (FromBodyAttribute)parameter.GetCustomAttributes(typeof(FromBodyAttribute), inherit: false)[0];
        body.Required = attribute.EmptyBodyBehavior != EmptyBodyBehavior.Allow;

        var isPatch = parameter.ParameterType == typeof(MergePatch);
        var schema = body.Content![Json].Schema;
        if (isPatch)
        {
            schema = PatchSchemas.Of(PatchSchemas.Target(context.MethodInfo), context);
            context.SchemaRepository.Schemas.Remove(nameof(MergePatch));
        }

        if (!body.Required)
        {
            // JSON has a word for nothing as well.
            schema = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema!] };
        }

        string[] forms = isPatch ? ["application/merge-patch+json", Json] : [Json];
        body.Content = forms.ToDictionary(form => form, _ => new OpenApiMediaType { Schema = schema, Example = BodyExamples.Of(operationId) });
    }

    /// <summary>The body is the document itself, whatever it is.</summary>
    private static OpenApiRequestBody Document() => new()
    {
        Description = "The document.",
        Required = true,
        Content = MediaTypes.All.ToDictionary(type => type, type => new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", MinLength = 1, MaxLength = ImportsController.MaxBytes },
            Example = JsonValue.Create(BodyExamples.OfDocument(type)),
        }),
    };

    private static void Add(OpenApiOperation operation, OpenApiParameter parameter) => operation.Parameters = [.. operation.Parameters ?? [], parameter];

    private static OpenApiParameter IfMatch(bool isRequired) => new()
    {
        Name = HeaderNames.IfMatch,
        In = ParameterLocation.Header,
        Required = isRequired,
        Description = "The `ETag` of the version that is to be changed, or several; `*` for whichever there is. At another version nothing is changed, and the answer is 412."
            + (isRequired ? "" : " Where absent, any version will do."),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = WireLimits.Url, Pattern = "^(\\*|[ -~]*\"[!-~]*\"[ -~]*)$" },
        Example = JsonValue.Create("*"),
    };

    private static OpenApiParameter ContentLocation() => new()
    {
        Name = HeaderNames.ContentLocation,
        In = ParameterLocation.Header,
        Description = "Where the document is from, an absolute http or https address: links in it are relative to that, and a page is known again by it.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", MinLength = 1, MaxLength = WireLimits.Url },
        Example = JsonValue.Create("https://news.example/2025/06/port"),
    };

    private static OpenApiParameter Prefer() => new()
    {
        Name = ReadsDocumentAttribute.Prefer,
        In = ParameterLocation.Header,
        Description = $"`{ReadsDocumentAttribute.RespondAsync}` (RFC 7240) to be answered 202 at once, whatever the size of the document. Other preferences are passed over.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = WireLimits.Line, Pattern = "^[ -~]+$" },
        Example = JsonValue.Create("wait=10"),
    };

    private static OpenApiParameter IdempotencyKey(string operationId) => new()
    {
        Name = IdempotencyFilter.Header,
        In = ParameterLocation.Header,
        Description = $"Whatever is new for each request, such as a UUID, in quotes. However often the request is sent with it within {IdempotencyFilter.Kept.TotalHours} hours, it is done once,"
            + " and its answer is sent again. Take another for another request.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = (2 * IdempotencyFilter.MaxLength) + 2, Pattern = "^(\"([!#-\\[\\]-~]|\\\\[\"\\\\]){1,255}\"|[!#-+.-\\[\\]-~-]{1,255})$" },
        Example = JsonValue.Create($"\"8e03978e-40d5-43dd-bc93-{Ending(operationId)}\""),
    };

    /// <summary>One key stands for one request: the examples of two operations must not be the same.</summary>
    private static string Ending(string operationId) =>
        operationId == "createArticle" ? "6894a57f9324" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(operationId)))[..12];
}
