using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using NewsApi.Sections;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Describes blocks as what they are: one of several schemas, told apart by <c>type</c>.</summary>
internal sealed class BlockUnion : ISchemaFilter
{
    private static readonly Dictionary<Type, string> Discriminators = typeof(BlockResponse)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema own)
        {
            return;
        }

        if (context.Type == typeof(BlockResponse))
        {
            foreach (var type in Discriminators.Keys)
            {
                context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);
            }

            var references = Discriminators.ToDictionary(
                derived => derived.Value, derived => new OpenApiSchemaReference(SchemaNames.Of(derived.Key)));
            own.Type = null;
            own.Properties = null;
            own.Required = null;
            own.AdditionalPropertiesAllowed = true;
            own.OneOf = [.. references.Values];
            own.Discriminator = new OpenApiDiscriminator { PropertyName = "type", Mapping = references };
        }
        else if (Discriminators.TryGetValue(context.Type, out var name))
        {
            own.Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(name)!], Description = "Which kind of block it is." },
            }.Concat(own.Properties!).ToDictionary();
            own.Required = new HashSet<string>([.. own.Required ?? new HashSet<string>(), "type"]);
        }
    }
}
