using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsApi.Http;

/// <summary>A JSON Merge Patch (RFC 7396): an object with the members that change; null removes one.</summary>
public sealed class MergePatch
{
    /// <summary>A record without members that are only shown: they can't be read back.</summary>
    private static readonly JsonSerializerOptions OnlyWhatIsRead = new(WireJson.Options) { IgnoreReadOnlyProperties = true };

    private readonly JsonElement _patch;

    private MergePatch(JsonElement patch) => _patch = patch;

    /// <summary>The patch of a body; null, with errors, where it is none.</summary>
    internal static MergePatch? ReadOrNull(JsonElement body, List<ApiProblemError> errors)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new ApiProblemError { Pointer = "", Detail = "must be an object with the members to change" });
            return null;
        }

        return StrictJson.CheckAny(body, errors) ? new MergePatch(body.Clone()) : null;
    }

    /// <summary>Whether it names a member of the document.</summary>
    internal bool Names(string member) => _patch.TryGetProperty(member, out _);

    /// <summary>What becomes of a document; the document itself stays as it is.</summary>
    internal JsonNode ApplyTo(JsonNode target) => Apply(target.DeepClone(), _patch)!;

    /// <summary>Applies the patch to what is there and reads the result strictly; null, with errors, where either is wrong.</summary>
    /// <typeparam name="T">The record that is written.</typeparam>
    /// <param name="target">What is there, as that record.</param>
    /// <param name="errors">Takes what is wrong. A member that there is not is refused also where it would be removed.</param>
    internal T? Read<T>(T target, List<ApiProblemError> errors)
        where T : class
    {
        if (!StrictJson.CheckPatch<T>(_patch, errors))
        {
            return null;
        }

        var patched = ApplyTo(JsonSerializer.SerializeToNode(target, OnlyWhatIsRead)!);
        return StrictJson.ReadPatched<T>(JsonSerializer.SerializeToElement(patched, WireJson.Options), errors);
    }

    /// <summary>The algorithm of section 2; changes the target, where that is an object.</summary>
    internal static JsonNode? Apply(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return JsonSerializer.SerializeToNode(patch, WireJson.Options);
        }

        var result = target as JsonObject ?? [];
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                result.Remove(member.Name);
            }
            else if (Apply(result[member.Name], member.Value) is var value && value != result[member.Name])
            {
                result[member.Name] = value;
            }
        }

        return result;
    }
}
