using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace NewsApi.Http.Fields;

/// <summary>The members that an object of an answer is written with, which <c>fields</c> can name.</summary>
internal sealed class FieldMembers
{
    private static readonly ConcurrentDictionary<Type, FieldMembers?> ByType = new();

    private readonly FrozenDictionary<string, Type> _types;
    private readonly FrozenDictionary<string, string> _namesOfProperties;

    private FieldMembers(IReadOnlyList<JsonPropertyInfo> members, string? discriminator)
    {
        Discriminator = discriminator;

        // Kinds of a union share names, and what is under one name is alike in all of them.
        var distinct = members.DistinctBy(member => member.Name).ToList();
        Names = [.. discriminator is null ? [] : new[] { discriminator }, .. distinct.Select(member => member.Name)];
        _types = distinct.ToFrozenDictionary(member => member.Name, member => member.PropertyType, StringComparer.Ordinal);
        _namesOfProperties = distinct.Where(member => member.AttributeProvider is MemberInfo)
            .ToFrozenDictionary(member => ((MemberInfo)member.AttributeProvider!).Name, member => member.Name, StringComparer.Ordinal);
    }

    /// <summary>Their names, in the order they are written in.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The member that tells the kinds of a union apart, which is written whatever is selected; null where the object is of one kind.</summary>
    public string? Discriminator { get; }

    /// <summary>The members of a type, or of the items of a list; null for what has none, such as text.</summary>
    public static FieldMembers? OfOrNull(Type type) => ByType.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, Read);

    /// <summary>The members of one of the members; null where it has none.</summary>
    public FieldMembers? InnerOrNull(string name) => _types.TryGetValue(name, out var type) ? OfOrNull(type) : null;

    /// <summary>The name a property is written under; null where it is not written.</summary>
    public string? NameOrNull(MemberInfo property) => _namesOfProperties.GetValueOrDefault(property.Name);

    private static FieldMembers? Read(Type type)
    {
        var info = WireJson.TypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => OfOrNull(info.ElementType!),
            JsonTypeInfoKind.Object => new FieldMembers(
                [.. Written(info), .. (info.PolymorphismOptions?.DerivedTypes ?? []).SelectMany(kind => Written(WireJson.TypeInfo(kind.DerivedType)))],
                info.PolymorphismOptions?.TypeDiscriminatorPropertyName),
            _ => null,
        };
    }

    private static IEnumerable<JsonPropertyInfo> Written(JsonTypeInfo type) => type.Properties.Where(member => member.Get is not null).OrderBy(member => member.Order);
}
