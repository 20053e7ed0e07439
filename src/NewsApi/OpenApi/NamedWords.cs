using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Closed lists of words that stand in many places, without being an enum in code: with a name, generated clients have one type for them.</summary>
internal static class NamedWords
{
    public static OpenApiSchemaReference Of(string name, string description, IEnumerable<string> words, SchemaRepository schemas)
    {
        if (!schemas.Schemas.ContainsKey(name))
        {
            schemas.AddDefinition(name, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word)!)], Description = description });
        }

        return new OpenApiSchemaReference(name);
    }
}
