using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NewsApi.Importing.Feeds;

/// <summary>The members of a JSON object, read as what was meant: whatever the case of their names, a number for a text, one value for a list of one.</summary>
internal sealed class JsonMembers
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 };

    private readonly Dictionary<string, JsonElement> _byName = new(StringComparer.OrdinalIgnoreCase);

    private JsonMembers(JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            // body_html in one version of a format is bodyHtml in another.
            _byName.TryAdd(NameOf(member).Replace("_", "", StringComparison.Ordinal), member.Value);
        }
    }

    /// <summary>The members of a value; null where it is no object.</summary>
    public static JsonMembers? OfOrNull(JsonElement element) => element.ValueKind == JsonValueKind.Object ? new JsonMembers(element) : null;

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document, decoded.</param>
    /// <exception cref="UnreadableDocumentException">It is no JSON.</exception>
    public static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json.AsMemory().TrimStart('\uFEFF'), Options);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new UnreadableDocumentException(
                exception is JsonException { LineNumber: { } line } ? $"The document is no JSON: there is a mistake in line {(line + 1).ToString(CultureInfo.InvariantCulture)}." : "The document is no JSON.");
        }
    }

    /// <summary>Whether there is such a member that is not null.</summary>
    public bool Has(string name) => _byName.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    /// <summary>The text of the first of these members that has one.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_byName.TryGetValue(name, out var value) && TextOf(value) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The values of the first of these members that has some: those of a list, or the one value that stands for one.</summary>
    public IReadOnlyList<JsonElement> List(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_byName.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
            }
        }

        return [];
    }

    /// <summary>The objects in a list; in older versions of some formats it is an object whose members are named.</summary>
    public List<JsonMembers> Objects(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!_byName.TryGetValue(name, out var value))
            {
                continue;
            }

            if (value.ValueKind == JsonValueKind.Array)
            {
                return [.. value.EnumerateArray().Select(OfOrNull).OfType<JsonMembers>()];
            }

            if (value.ValueKind == JsonValueKind.Object)
            {
                var members = value.EnumerateObject().ToList();
                return members.Count > 0 && members.TrueForAll(member => member.Value.ValueKind == JsonValueKind.Object)
                    ? [.. members.Select(member => new JsonMembers(member.Value))]
                    : [new JsonMembers(value)];
            }
        }

        return [];
    }

    /// <summary>A value as text: a number as it is written; null for anything that is none.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character (\ud83d alone), which is no text: the rest of it is.
            return Unescape(value.GetRawText());
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var at = 1; at < raw.Length - 1; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            at++;
            if (raw[at] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                text.Append(raw[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
            }
        }

        return text.ToString();
    }
}
