using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NewsApi.Http;

/// <summary>How everything is read and written as JSON: camelCase, enum values as lower-case words, Han characters as themselves.</summary>
internal static class WireJson
{
    /// <summary>The options, for what is read and written outside of controllers.</summary>
    public static JsonSerializerOptions Options { get; } = Locked(Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)));

    /// <summary>The same for people: with line breaks and indents.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };

    /// <summary>What the serializer knows of a type.</summary>
    public static JsonTypeInfo TypeInfo(Type type) => Options.GetTypeInfo(type);

    /// <summary>An instant as it goes over the wire (RFC 3339), for forms that are no JSON of ours.</summary>
    public static string Time(DateTimeOffset at) => JsonSerializer.SerializeToElement(at, Options).GetString()!;

    /// <summary>Makes options ours.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = new WireEncoder();

        // Names and numbers in one spelling; members in any order, also the one that tells the kinds of a union apart.
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowOutOfOrderMetadataProperties = true;
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { InheritedMembersFirst } };
        return options;
    }

    /// <summary>Only options that can't change any more keep what they know of types.</summary>
    private static JsonSerializerOptions Locked(JsonSerializerOptions options)
    {
        options.MakeReadOnly();
        return options;
    }

    /// <summary>An article begins with its id and headline also where a class adds the sections: the serializer would write those first.</summary>
    private static void InheritedMembersFirst(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            for (var declaring = (property.AttributeProvider as MemberInfo)?.DeclaringType; declaring?.BaseType is { } parent; declaring = parent)
            {
                property.Order++;
            }
        }
    }
}
