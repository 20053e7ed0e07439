using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace NewsApi.Persistence;

/// <summary>A list kept as JSON in one column, with Han characters as themselves (EF's own JSON columns write \uXXXX, twice the size).</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static PropertyBuilder<List<T>> IsJson<T>(this PropertyBuilder<List<T>> property) =>
        property.HasConversion(
            new ValueConverter<List<T>, string>(list => Write(list), json => Read<T>(json)),
            new ValueComparer<List<T>>((a, b) => Write(a!) == Write(b!), list => Write(list).GetHashCode(StringComparison.Ordinal), list => Read<T>(Write(list))));

    private static string Write<T>(List<T> list) => JsonSerializer.Serialize(list, Options);

    private static List<T> Read<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, Options) ?? [];
}
