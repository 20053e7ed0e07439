using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Describes blocks, as they are shown and as they are written, as what they are: one of several schemas, told apart by <c>type</c>.</summary>
internal sealed class BlockUnion : ISchemaFilter
{
    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema own)
        {
            return;
        }

        if (Members(context.Type) is { Count: > 0 } members)
        {
            foreach (var type in members.Keys)
            {
                context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);
            }

            var references = members.ToDictionary(
                derived => derived.Value, derived => new OpenApiSchemaReference(SchemaNames.Of(derived.Key)));
            own.Type = null;
            own.Properties = null;
            own.Required = null;
            own.AdditionalPropertiesAllowed = true;
            own.OneOf = [.. references.Values];
            own.Discriminator = new OpenApiDiscriminator { PropertyName = "type", Mapping = references };
        }
        else if (context.Type.BaseType is { } union && Members(union).TryGetValue(context.Type, out var name))
        {
            own.Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(name)!], Description = "Which kind of block it is." },
            }.Concat(own.Properties!).ToDictionary();
            own.Required = new HashSet<string>([.. own.Required ?? new HashSet<string>(), "type"]);
        }
    }

    /// <summary>What a type can be, by its discriminator; nothing where it is no union.</summary>
    private static Dictionary<Type, string> Members(Type union) => union
        .GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
        .ToDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);
}
