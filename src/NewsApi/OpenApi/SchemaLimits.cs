using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>States the limits of what goes over the wire: sizes of numbers and times, and the alphabet of text.</summary>
internal sealed class SchemaLimits : ISchemaFilter
{
    // What XML 1.0 can carry too, so that no article can break a feed.
    private const string PlainText = "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]*$";

    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema own)
        {
            return;
        }

        foreach (var property in (own.Properties?.Values ?? []).OfType<OpenApiSchema>())
        {
            Limit(property);
        }

        if (context.Type == typeof(ArticleInput))
        {
            // What is scheduled or withdrawn has routes of its own.
            own.Properties!["status"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String | JsonSchemaType.Null,
                Enum = ["draft", "published"],
                Description = own.Properties["status"].Description,
            };
            LimitItems(own.Properties["authors"], WireLimits.Line);
            LimitItems(own.Properties["tags"], WireLimits.Slug);
        }

        if (context.Type == typeof(ListInput))
        {
            // The generator takes what can't be null for what can't be absent.
            own.Required!.Remove("ordered");
        }

        if (context.Type == typeof(TagInput))
        {
            LimitItems(own.Properties!["aliases"], WireLimits.Slug);
        }

        if (context.Type == typeof(ArticleBatch) && own.Properties!["items"] is OpenApiSchema items)
        {
            // Read one by one, so that each has its own outcome.
            items.Items = context.SchemaGenerator.GenerateSchema(typeof(ArticleInput), context.SchemaRepository);
        }

        if ((context.Type == typeof(KeyRequest) || context.Type.IsAssignableTo(typeof(KeyResponse))) && own.Properties!["scopes"] is OpenApiSchema scopes)
        {
            scopes.Items = NamedWords.Of("Scope", "What a key may be used for.", Scopes.All, context.SchemaRepository);
            scopes.Example = new JsonArray(Scopes.ArticlesWrite);
        }

        foreach (var choice in (own.Properties?.Values ?? []).OfType<OpenApiSchema>().Where(choice => choice.Enum is { Count: > 0 } && choice.Type?.HasFlag(JsonSchemaType.Null) == true))
        {
            // A closed list says of null as of every other value whether it is on it.
            choice.Enum = [.. choice.Enum!, JsonNullSentinel.JsonNull];
        }

        Limit(own);
        if (context.MemberInfo?.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            own.Enum = [.. allowed.Values.Select(value => (JsonNode)JsonValue.Create((string)value!)!)];
        }
    }

    private static void LimitItems(IOpenApiSchema list, int maxLength)
    {
        var item = (OpenApiSchema)list.Items!;
        (item.MinLength, item.MaxLength) = (1, maxLength);
    }

    private static void Limit(OpenApiSchema schema)
    {
        var type = (schema.Type ?? default) & ~JsonSchemaType.Null;
        if (type == JsonSchemaType.Integer)
        {
            schema.Minimum ??= "1";
            schema.Maximum ??= schema.Format == "int64" ? long.MaxValue.ToString(CultureInfo.InvariantCulture) : int.MaxValue.ToString(CultureInfo.InvariantCulture);
        }
        else if (type == JsonSchemaType.String && schema.Enum is not { Count: > 0 })
        {
            if (schema.Format == "date-time")
            {
                schema.MaxLength ??= 35;
            }
            else if (schema.Format is null)
            {
                schema.Pattern ??= PlainText;
            }
        }
        else if (type == JsonSchemaType.Array && schema.Items is OpenApiSchema item)
        {
            if (((item.Type ?? default) & ~JsonSchemaType.Null) == JsonSchemaType.Array)
            {
                // Cells of a row.
                (item.MinItems, item.MaxItems) = (1, WireLimits.Few);
            }

            if (((item.Type ?? default) & ~JsonSchemaType.Null) == JsonSchemaType.String && item.Enum is not { Count: > 0 })
            {
                item.MaxLength ??= WireLimits.Text;
            }

            Limit(item);
        }
    }
}
