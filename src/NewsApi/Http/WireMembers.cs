using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NewsApi.Http;

/// <summary>What can be written of a type: the members of an object, the words of an enum.</summary>
internal static class WireMembers
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, JsonPropertyInfo>> MembersByType = new();

    private static readonly ConcurrentDictionary<Type, string[]> WordsByType = new();

    /// <summary>The members of an object that can be written, by name.</summary>
    public static IReadOnlyDictionary<string, JsonPropertyInfo> Of(Type type) => MembersByType.GetOrAdd(type, _ => WireJson.TypeInfo(type).Properties
        .Where(member => member is { IsExtensionData: false } and ({ Set: not null } or { AssociatedParameter: not null }))
        .ToFrozenDictionary(member => member.Name, StringComparer.Ordinal));

    /// <summary>Whether a member must be given: <c>required</c>, or a constructor's parameter without a default.</summary>
    public static bool IsRequired(JsonPropertyInfo member) => member.IsRequired || member.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    /// <summary>The words of an enum as they are written.</summary>
    public static string[] Words(Type type) => WordsByType.GetOrAdd(type, _ =>
        [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToElement(value, type, WireJson.Options).GetString()!)]);
}
