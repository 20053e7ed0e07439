using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NewsApi.Http;
using Swashbuckle.AspNetCore.Swagger;

namespace NewsApi.OpenApi;

/// <summary>The document as text, made once for each version of the specification and each language.</summary>
internal sealed class OpenApiText(ISwaggerProvider swagger)
{
    /// <summary>Language of the document itself.</summary>
    public const string English = "en";

    private const string Chinese = "zh";

    private readonly ConcurrentDictionary<(OpenApiSpecVersion Version, bool IsChinese), Lazy<string>> _texts = new();

    /// <summary>The languages there are, by what they are asked for with, and their tags.</summary>
    public static IReadOnlyDictionary<string, string> Languages { get; } = new Dictionary<string, string> { [English] = "en", [Chinese] = "zh-Hant" };

    /// <summary>The document in a version of the specification, indented, ending in a line break.</summary>
    public string Of(OpenApiSpecVersion version, string language = English) =>
        _texts.GetOrAdd((version, language == Chinese), key => new Lazy<string>(() => Write(swagger, key.Version, key.IsChinese))).Value;

    private static string Write(ISwaggerProvider swagger, OpenApiSpecVersion version, bool isChinese)
    {
        using var writer = new StringWriter();
        swagger.GetSwagger("v1").SerializeAs(version, new OpenApiJsonWriter(writer));

        // The library's writer escapes Han characters; the contract shows them as themselves.
        var document = JsonNode.Parse(writer.ToString())!;
        if (version == OpenApiSpecVersion.OpenApi3_0)
        {
            var schemas = document["components"]!["schemas"]!.AsObject();
            SayNullable(document, schemas);
            SayInheritance(schemas);
            RemoveUnusedLists(document, schemas);
        }

        if (isChinese)
        {
            ChineseTexts.Translate(document);
        }

        return document.ToJsonString(WireJson.Indented) + "\n";
    }

    /// <summary>
    /// Version 3.0 has no type null: "this or null" is written with <c>nullable</c>, which needs a type beside it, and a closed list says of null itself
    /// whether it is on it.
    /// </summary>
    private static void SayNullable(JsonNode? node, JsonNode schemas)
    {
        if (node is JsonObject schema)
        {
            if (schema["nullable"] is not null && schema["oneOf"] is JsonArray { Count: 1 } only)
            {
                var other = schemas[NameOf(only[0]!["$ref"]!)]!;
                schema.Remove("oneOf");
                schema["type"] = other["type"]!.DeepClone();
                if (other["enum"] is JsonArray words)
                {
                    schema["enum"] = new JsonArray([.. words.Select(word => word!.DeepClone()), null]);
                }
                else
                {
                    schema["allOf"] = only;
                }
            }

            if (schema["additionalProperties"] is JsonObject { Count: 0 })
            {
                // The tools of 3.0 take an open object for one that was left open.
                schema.Remove("additionalProperties");
            }

            foreach (var member in schema)
            {
                SayNullable(member.Value, schemas);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                SayNullable(item, schemas);
            }
        }
    }

    /// <summary>
    /// Who needs version 3.0 mostly makes classes of it. So a union told apart by a member is written as those understand it: as a base class that
    /// has the member, and the others as what derives from it.
    /// </summary>
    private static void SayInheritance(JsonObject schemas)
    {
        foreach (var (baseName, node) in schemas.Where(schema => schema.Value!["discriminator"] is not null).ToList())
        {
            var union = node!.AsObject();
            var member = union["discriminator"]!["propertyName"]!.GetValue<string>();
            var words = union["discriminator"]!["mapping"]!.AsObject();
            JsonNode? description = null;
            foreach (var derived in words.Select(word => schemas[NameOf(word.Value!)]!.AsObject()))
            {
                var properties = derived["properties"]!.AsObject();
                description = properties[member]!["description"]!.DeepClone();
                properties.Remove(member);
                var required = derived["required"]!.AsArray();
                required.RemoveAll(name => name!.GetValue<string>() == member);
                if (required.Count == 0)
                {
                    derived.Remove("required");
                }

                derived.Remove("additionalProperties");
                derived["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/components/schemas/{baseName}" });
            }

            union.Remove("oneOf");
            union["type"] = "object";
            union["required"] = new JsonArray(member);
            union["properties"] = new JsonObject
            {
                [member] = new JsonObject
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word.Key))]),
                    ["description"] = description,
                },
            };
        }
    }

    /// <summary>Lists of words that nothing refers to any more, because null is on all that were made of them.</summary>
    private static void RemoveUnusedLists(JsonNode document, JsonObject schemas)
    {
        var text = document.ToJsonString();
        foreach (var (name, _) in schemas.Where(schema => schema.Value!["enum"] is not null && !text.Contains($"/{schema.Key}\"", StringComparison.Ordinal)).ToList())
        {
            schemas.Remove(name);
        }
    }

    private static string NameOf(JsonNode reference) => reference.GetValue<string>().Split('/')[^1];
}
