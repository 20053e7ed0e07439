using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NewsApi.Http;

/// <summary>
/// Reads JSON into wire records without letting anything pass in silence, and says everything that is wrong at once, each with
/// its place. The serializer stops at the first mistake, ignores members it does not know and speaks of .NET; so it only gets
/// to see what has been found right along its own description of the types.
/// </summary>
internal static class StrictJson
{
    /// <summary>How deep objects and arrays may be nested.</summary>
    public const int MaxDepth = 64;

    /// <summary>What an instant must be.</summary>
    public const string AnInstant = "an instant with its offset and seconds up to 59, such as 2025-06-02T08:00:00+08:00";

    private const string HalfAPair = "half of a surrogate pair (\\ud800 to \\udfff without its other half), which is no character";

    /// <summary>Options by which a required member may be absent, where it can be null.</summary>
    private static readonly JsonSerializerOptions AbsentIsNull = new(WireJson.Options)
    {
        TypeInfoResolver = WireJson.Options.TypeInfoResolver!.WithAddedModifier(type =>
        {
            foreach (var member in type.Properties.Where(member => member.IsSetNullable))
            {
                member.IsRequired = false;
            }
        }),
    };

    private static readonly Dictionary<Type, (string Name, Func<JsonElement, bool> IsRight)> Scalars = new()
    {
        [typeof(string)] = ("a string", value => value.ValueKind == JsonValueKind.String),
        [typeof(bool)] = ("true or false", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False),
        [typeof(int)] = ($"a whole number from {int.MinValue} to {int.MaxValue}", value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _)),
        [typeof(long)] = ($"a whole number from {long.MinValue} to {long.MaxValue}", value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _)),
        [typeof(double)] = ("a number", value => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)),
        [typeof(decimal)] = ("a number", value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _)),
        [typeof(DateTimeOffset)] = (AnInstant, value => value.ValueKind == JsonValueKind.String && Instant.ReadWithOffsetOrNull(value.GetString()!) is not null),
    };

    /// <summary>Reads a value; null, with at least one error more, when anything is wrong with it.</summary>
    /// <param name="element">The value. A member of type <see cref="JsonElement"/> is taken as it is, to be read like this later.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="at">Where the value is in the body (RFC 6901).</param>
    public static T? Read<T>(JsonElement element, List<ApiProblemError> errors, string at = "") => Read(typeof(T), element, errors, at) is T value ? value : default;

    /// <inheritdoc cref="Read{T}"/>
    public static object? Read(Type type, JsonElement element, List<ApiProblemError> errors, string at = "") =>
        Read(type, element, new Walk(errors), WireJson.Options, at);

    /// <summary>Reads what a patch has made of a document: a member that it removed is null, where it can be null.</summary>
    /// <inheritdoc cref="Read{T}"/>
    public static T? ReadPatched<T>(JsonElement element, List<ApiProblemError> errors, string at = "") =>
        Read(typeof(T), element, new Walk(errors, isAbsentNull: true), AbsentIsNull, at) is T value ? value : default;

    private static object? Read(Type type, JsonElement element, Walk walk, JsonSerializerOptions options, string at)
    {
        walk.Value(element, type, isNullable: false, isPatch: false, at);
        if (walk.IsRight)
        {
            try
            {
                return element.Deserialize(type, options);
            }
            catch (JsonException)
            {
                walk.Add(at, "can't be read here");
            }
        }

        return null;
    }

    /// <summary>Looks for what is wrong with a JSON Merge Patch (RFC 7396) of a type: in its objects members may be absent, and null removes.</summary>
    /// <inheritdoc cref="Read{T}"/>
    /// <returns>Whether it is right.</returns>
    public static bool CheckPatch<T>(JsonElement element, List<ApiProblemError> errors, string at = "")
    {
        var walk = new Walk(errors);
        walk.Value(element, typeof(T), isNullable: false, isPatch: true, at);
        return walk.IsRight;
    }

    /// <summary>Looks for what is wrong with any JSON: names given twice, and text that is none.</summary>
    /// <inheritdoc cref="Read{T}"/>
    /// <returns>Whether it is right.</returns>
    public static bool CheckAny(JsonElement element, List<ApiProblemError> errors, string at = "")
    {
        var walk = new Walk(errors);
        walk.Any(element, at);
        return walk.IsRight;
    }

    /// <summary>What a value of a type must be.</summary>
    private static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Scalars.TryGetValue(type, out var scalar) ? scalar.Name
            : type.IsEnum ? $"one of {string.Join(", ", WireMembers.Words(type))}"
            : WireJson.TypeInfo(type).Kind switch
            {
                JsonTypeInfoKind.Enumerable => "an array",
                JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
                _ => "of another form",
            };
    }

    /// <summary>Whether a string is text: escapes can write what no UTF-8 can.</summary>
    private static bool IsText<T>(ReadOnlySpan<byte> raw, T from, Func<T, string?> read)
    {
        if (raw.IndexOf("\\u"u8) < 0)
        {
            return true;
        }

        try
        {
            return read(from) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>One way through a document. It stops when there is more wrong than anybody wants to read.</summary>
    private sealed class Walk(List<ApiProblemError> errors, bool isAbsentNull = false)
    {
        private int _found;

        public bool IsRight => _found == 0;

        public void Add(string at, string detail)
        {
            if (_found++ < ApiProblem.MaxErrors)
            {
                errors.Add(new ApiProblemError { Pointer = at, Detail = detail });
            }
        }

        /// <summary>Looks at a value of a type.</summary>
        public void Value(JsonElement value, Type type, bool isNullable, bool isPatch, string at)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (_found >= ApiProblem.MaxErrors || type == typeof(JsonElement))
            {
                return;
            }

            if (value.ValueKind == JsonValueKind.Null)
            {
                if (!isNullable)
                {
                    Add(at, $"must be {Expected(type)}, not null");
                }
            }
            else if (!HasText(value))
            {
                Add(at, $"has {HalfAPair}");
            }
            else if (type.IsEnum)
            {
                Word(value, WireMembers.Words(type), at);
            }
            else if (Scalars.TryGetValue(type, out var scalar))
            {
                if (!scalar.IsRight(value))
                {
                    Add(at, $"must be {scalar.Name}{(isNullable ? ", or null" : "")}");
                }
            }
            else
            {
                Structure(value, WireJson.TypeInfo(type), isPatch, at);
            }
        }

        /// <summary>Looks at a value of no type.</summary>
        public void Any(JsonElement value, string at)
        {
            if (_found >= ApiProblem.MaxErrors)
            {
                return;
            }

            if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (var (name, member) in Members(value, at))
                {
                    Any(member, JsonPointer.Member(at, name));
                }
            }
            else if (value.ValueKind == JsonValueKind.Array)
            {
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    Any(item, JsonPointer.Item(at, index));
                }
            }
            else if (!HasText(value))
            {
                Add(at, $"has {HalfAPair}");
            }
        }

        private static bool IsNullableValue(Type type) => Nullable.GetUnderlyingType(type) is not null;

        private static bool HasText(JsonElement value) =>
            value.ValueKind != JsonValueKind.String || IsText(JsonMarshal.GetRawUtf8Value(value), value, static text => text.GetString());

        private void Structure(JsonElement value, JsonTypeInfo type, bool isPatch, string at)
        {
            var isRight = type.Kind switch
            {
                JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => value.ValueKind == JsonValueKind.Object,
                JsonTypeInfoKind.Enumerable => value.ValueKind == JsonValueKind.Array,
                _ => IsReadable(value, type),
            };
            if (!isRight)
            {
                Add(at, $"must be {Expected(type.Type)}");
            }
            else if (type.Kind == JsonTypeInfoKind.Object)
            {
                Object(value, type, isPatch, at);
            }
            else if (type.Kind == JsonTypeInfoKind.Dictionary)
            {
                foreach (var (name, member) in Members(value, at))
                {
                    Value(member, type.ElementType!, isPatch || IsNullableValue(type.ElementType!), isPatch, JsonPointer.Member(at, name));
                }
            }
            else if (type.Kind == JsonTypeInfoKind.Enumerable)
            {
                // An item that is an object or text is never null, and a patch replaces arrays as wholes.
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    Value(item, type.ElementType!, IsNullableValue(type.ElementType!), isPatch: false, JsonPointer.Item(at, index));
                }
            }
        }

        /// <summary>Types that only the serializer can read.</summary>
        private static bool IsReadable(JsonElement value, JsonTypeInfo type)
        {
            try
            {
                value.Deserialize(type);
                return true;
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
            {
                return false;
            }
        }

        private void Object(JsonElement value, JsonTypeInfo type, bool isPatch, string at)
        {
            var members = Members(value, at);
            var discriminator = type.PolymorphismOptions?.TypeDiscriminatorPropertyName;
            if (type.PolymorphismOptions is { } union)
            {
                if (KindOrNull(members, union, isPatch, at) is not { } kind)
                {
                    return;
                }

                type = WireJson.TypeInfo(kind);
            }

            var known = WireMembers.Of(type.Type);
            foreach (var (name, member) in members.Where(member => member.Key != discriminator))
            {
                if (known.TryGetValue(name, out var own))
                {
                    Value(member, own.PropertyType, own.IsSetNullable || isPatch, isPatch, JsonPointer.Member(at, name));
                }
                else
                {
                    Add(JsonPointer.Member(at, name), Unknown(name, discriminator is null ? known.Keys : known.Keys.Prepend(discriminator)));
                }
            }

            foreach (var missing in known.Values.Where(member =>
                !isPatch && !members.ContainsKey(member.Name) && WireMembers.IsRequired(member) && !(isAbsentNull && member.IsSetNullable)))
            {
                Add(JsonPointer.Member(at, missing.Name), $"is missing; it must be {Expected(missing.PropertyType)}{(missing.IsSetNullable ? ", or null" : "")}");
            }
        }

        /// <summary>Which type of a union it is; null, with an error, where it is none. In a patch it may be left out, and shows only where that is applied.</summary>
        private Type? KindOrNull(OrderedDictionary<string, JsonElement> members, JsonPolymorphismOptions union, bool isPatch, string at)
        {
            var kinds = union.DerivedTypes.ToDictionary(kind => (string)kind.TypeDiscriminator!, kind => kind.DerivedType);
            var there = JsonPointer.Member(at, union.TypeDiscriminatorPropertyName);
            if (members.TryGetValue(union.TypeDiscriminatorPropertyName, out var name))
            {
                return Word(name, kinds.Keys, there) ? kinds[name.GetString()!] : null;
            }

            if (!isPatch)
            {
                Add(there, $"is missing; it must be one of {string.Join(", ", kinds.Keys)}");
            }

            return null;
        }

        private bool Word(JsonElement value, IReadOnlyCollection<string> words, string at)
        {
            var word = value.ValueKind == JsonValueKind.String && HasText(value) ? value.GetString()! : "";
            if (words.Contains(word, StringComparer.Ordinal))
            {
                return true;
            }

            Add(at, ParameterRules.OneOf(word, words));
            return false;
        }

        /// <summary>The members of an object whose names are text; of a name that is given again, the first.</summary>
        private OrderedDictionary<string, JsonElement> Members(JsonElement value, string at)
        {
            var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var member in value.EnumerateObject())
            {
                if (!IsText(JsonMarshal.GetRawUtf8PropertyName(member), member, static named => named.Name))
                {
                    Add(at, $"has a member whose name has {HalfAPair}");
                }
                else if (!members.TryAdd(member.Name, member.Value))
                {
                    Add(JsonPointer.Member(at, member.Name), "is given more than once; give it once");
                }
            }

            return members;
        }

        private static string Unknown(string name, IEnumerable<string> known) => NearestName.OrNull(name, known) is { } nearest
            ? $"is unknown; did you mean {nearest}?"
            : $"is unknown; there are {string.Join(", ", known)}";
    }
}
