using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NewsApi.Http;
using Swashbuckle.AspNetCore.Swagger;

namespace NewsApi.OpenApi;

/// <summary>The document as text, made once for each version of the specification.</summary>
internal sealed class OpenApiText(ISwaggerProvider swagger)
{
    private readonly Lazy<string> _v31 = new(() => Write(swagger, OpenApiSpecVersion.OpenApi3_1));
    private readonly Lazy<string> _v30 = new(() => Write(swagger, OpenApiSpecVersion.OpenApi3_0));

    /// <summary>The document in a version of the specification, indented, ending in a line break.</summary>
    public string Of(OpenApiSpecVersion version) => version == OpenApiSpecVersion.OpenApi3_1 ? _v31.Value : _v30.Value;

    private static string Write(ISwaggerProvider swagger, OpenApiSpecVersion version)
    {
        using var writer = new StringWriter();
        swagger.GetSwagger("v1").SerializeAs(version, new OpenApiJsonWriter(writer));

        // The library's writer escapes Han characters; the contract shows them as themselves.
        var document = JsonNode.Parse(writer.ToString())!;
        if (version == OpenApiSpecVersion.OpenApi3_0)
        {
            SayNullable(document);
        }

        return document.ToJsonString(WireJson.Indented) + "\n";
    }

    /// <summary>Version 3.0 has no type null; "an object or null" is written with <c>nullable</c>, which needs a type beside it.</summary>
    private static void SayNullable(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            if (schema["nullable"] is not null && schema["oneOf"] is JsonArray { Count: 1 } only)
            {
                schema.Remove("oneOf");
                schema["type"] = "object";
                schema["allOf"] = only;
            }

            foreach (var member in schema)
            {
                SayNullable(member.Value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                SayNullable(item);
            }
        }
    }
}
