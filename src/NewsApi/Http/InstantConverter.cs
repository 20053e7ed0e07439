using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsApi.Http;

/// <summary>Reads instants as parameters are read (RFC 3339, with their offset), and writes them as the serializer does.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Instant.ReadWithOffsetOrNull(reader.GetString()!) is { } instant ? instant : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
