using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Articles.Forms;
using NewsApi.Http;
using NewsApi.Paging;
using NewsApi.Search;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>
/// Completes what attributes can't say of a parameter: limits, the words it can be, and an example. The examples of one
/// operation work together and lead to the seed page, so that "Execute" in Swagger UI shows something.
/// </summary>
internal sealed class ParameterExamples : IParameterFilter
{
    /// <summary>Text without control characters.</summary>
    private const string OneLine = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$";

    /// <summary>The same, with something in it besides white space.</summary>
    private const string NoBlankLine = "^[^\\u0000-\\u001F\\u007F-\\u009F]*[^\\u0000-\\u001F\\u007F-\\u009F\\s][^\\u0000-\\u001F\\u007F-\\u009F]*$";

    /// <inheritdoc/>
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        var own = (OpenApiParameter)parameter;
        var schema = (OpenApiSchema)own.Schema!;
        switch (own.Name)
        {
            case "limit" when context.PropertyInfo?.DeclaringType == typeof(SuggestionRequest):
                (schema.Minimum, schema.Maximum, schema.Default) = ("1", $"{SuggestionRequest.MaxLimit}", JsonValue.Create(SuggestionRequest.DefaultLimit));
                own.Example = JsonValue.Create(SuggestionRequest.DefaultLimit);
                break;
            case "limit":
                (schema.Minimum, schema.Maximum, schema.Default) = ("1", $"{PageRequest.MaxLimit}", JsonValue.Create(20));
                own.Example = JsonValue.Create(20);
                break;
            case "cursor":
                own.Example = JsonValue.Create(Cursor.Start);
                break;
            case ArticleFormRequest.Parameter:
                schema.Enum = [.. ArticleForm.Names.Select(form => (JsonNode)JsonValue.Create(form)!)];
                schema.Default = JsonValue.Create(ArticleForm.Json);
                (schema.MinLength, schema.MaxLength, schema.Pattern) = (null, null, null);
                break;
            case "status":
                schema.Enum = [.. ArticleFilter.Statuses.Select(status => (JsonNode)JsonValue.Create(status)!)];
                schema.Default = JsonValue.Create("published");
                break;
            case "atomic":
                schema.Default = JsonValue.Create(false);
                break;
            case "total":
                schema.Default = JsonValue.Create(false);
                own.Example = JsonValue.Create(true);
                break;
            case "sort":
                schema.Enum = [.. ArticleFilter.Sorts.Select(order => (JsonNode)JsonValue.Create(order)!)];
                schema.Default = JsonValue.Create(ArticleFilter.NewestFirst);
                schema.Pattern = null;
                break;
            case "q":
                (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, WireLimits.Query, NoBlankLine);
                own.Required = context.PropertyInfo?.DeclaringType?.Namespace == typeof(SearchFilter).Namespace;
                own.Example = JsonValue.Create(context.PropertyInfo?.DeclaringType == typeof(SuggestionRequest) ? "俄烏" : "停火");
                break;
            case "by":
                (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, WireLimits.Line, OneLine);
                own.Example = JsonValue.Create("development");
                break;
            case "to" when context.PropertyInfo?.DeclaringType == typeof(AuditFilter):
                own.Example = JsonValue.Create("2035-12-31");
                break;
            case "from":
                own.Example = JsonValue.Create("2025-06-01");
                break;
            case "to":
                own.Example = JsonValue.Create("2025-06-30");
                break;
            case "updatedSince":
                own.Example = JsonValue.Create("2025-06-01T00:00:00Z");
                break;
            case "ids":
                (own.Style, own.Explode) = (ParameterStyle.Form, false);
                own.Example = new JsonArray(1);
                break;
            case "tag":
                schema.MaxItems = 10;
                schema.Items = Text(WireLimits.Slug);
                own.Example = new JsonArray("烏克蘭");
                break;
            case "language":
                (schema.MinLength, schema.MaxLength, schema.Pattern) = (2, WireLimits.Language, "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$");
                break;
            case "source" or "speaker" or "note":
                (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, WireLimits.Line, OneLine);
                break;
            case "id" or "number":
                schema.Minimum = "1";
                break;
            default:
                (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, WireLimits.Slug, own.In == ParameterLocation.Path ? "^[^\\s/?#]+$" : OneLine);
                break;
        }
    }

    private static OpenApiSchema Text(int maxLength) => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = maxLength, Pattern = OneLine };
}
