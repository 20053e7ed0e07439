using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NewsApi.Http;

/// <summary>Places in a JSON document (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>A member of an object.</summary>
    public static string Member(string at, string name) =>
        $"{at}/{ShownName.Of(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>An item of an array, counted from 0.</summary>
    public static string Item(string at, int index) => $"{at}/{index}";

    /// <summary>The place that a property path such as <c>Sections[0].Blocks[1].Text</c> means, with the names on the wire: <c>/sections/0/blocks/1/text</c>.</summary>
    /// <param name="root">Type the path begins at.</param>
    /// <param name="path">The path; one that is a pointer already is taken as it is.</param>
    /// <param name="at">Where the root is.</param>
    public static string OfProperty(Type root, string path, string at = "")
    {
        if (path.StartsWith('/'))
        {
            return at + path;
        }

        var type = (Type?)root;
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, indexes) = part.Split('[', ']') is [var first, .. var rest] ? (first, rest) : (part, []);
            if (name.Length > 0)
            {
                var member = type is null ? null : MemberOrNull(WireJson.TypeInfo(type), name);
                at = Member(at, member?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(name));
                type = member?.PropertyType;
            }

            foreach (var index in indexes.Where(index => index.Length > 0))
            {
                at = Member(at, index);
                type = type is null ? null : WireJson.TypeInfo(type).ElementType;
            }
        }

        return at;
    }

    /// <summary>The member that a property becomes; of a union, whichever kind has it.</summary>
    private static JsonPropertyInfo? MemberOrNull(JsonTypeInfo type, string property) =>
        type.Properties.FirstOrDefault(member => (member.AttributeProvider as MemberInfo)?.Name == property)
        ?? type.PolymorphismOptions?.DerivedTypes.Select(kind => MemberOrNull(WireJson.TypeInfo(kind.DerivedType), property)).FirstOrDefault(member => member is not null);
}
