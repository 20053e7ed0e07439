using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NewsApi.Model;

/// <summary>
/// A row that carries a hash of what it says. Databases check their own structure, not the bytes of a text; with the hash, one
/// changed byte is found. The hash is set whenever the row is saved.
/// </summary>
public interface IHashed
{
    /// <summary>SHA-256 over the row's content, in lower-case hexadecimal.</summary>
    string Hash { get; set; }

    /// <summary>Everything the row says, part by part, in a fixed order.</summary>
    IEnumerable<object?> HashedParts();
}

/// <summary>Computes the hashes of rows.</summary>
public static class ContentHash
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The hash a row should have. Parts are written as a JSON array, so that none can run into the next.</summary>
    public static string Of(IHashed row)
    {
        ArgumentNullException.ThrowIfNull(row);

        // Instants as the store keeps them: to the microsecond, in UTC.
        var parts = row.HashedParts().Select(part => part is DateTimeOffset instant ? (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : part);
        return Of(JsonSerializer.Serialize(parts, Options));
    }

    /// <summary>SHA-256 of a text as UTF-8, in lower-case hexadecimal.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
