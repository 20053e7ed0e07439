using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsApi.Http;

/// <summary>How everything is written as JSON: camelCase, enum values as lower-case words, Han characters as themselves.</summary>
internal static class WireJson
{
    /// <summary>The options, for what is written outside of controllers.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Makes options ours.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        // Nothing here is ever pasted into HTML; the strict encoders write 𠮷, 「 and + as \uXXXX.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }
}
