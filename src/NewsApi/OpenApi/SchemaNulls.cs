using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using NewsApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>
/// Tells what can be null from what can be absent, which the generator does not: a member that is left out where it is null is
/// never null, and one that is another object may be. Generated clients have their types from this.
/// </summary>
internal sealed class SchemaNulls : ISchemaFilter
{
    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } members })
        {
            return;
        }

        foreach (var member in WireJson.TypeInfo(context.Type).Properties.Where(member => members.ContainsKey(member.Name)))
        {
            if (IsLeftOutWhereNull(member))
            {
                if (members[member.Name] is OpenApiSchema own)
                {
                    own.Type &= ~JsonSchemaType.Null;
                }
            }
            else if (members[member.Name] is OpenApiSchemaReference other && member.IsGetNullable)
            {
                var either = new OpenApiSchema { Description = other.Description, OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, other] };
                (members[member.Name], other.Description) = (either, null);
            }
        }
    }

    private static bool IsLeftOutWhereNull(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];
}
