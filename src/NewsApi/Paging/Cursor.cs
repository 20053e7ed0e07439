using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NewsApi.Paging;

/// <summary>
/// A place in a list: the sort keys of the last item before it. Written as URL-safe Base64 with a checksum over the list,
/// its filters and its order, so that a damaged cursor, or one of another list, is told from a right one. It holds no secret.
/// </summary>
public sealed class Cursor
{
    /// <summary>Most characters a cursor has.</summary>
    public const int MaxLength = 500;

    private const int ChecksumLength = 6;

    private Cursor(IReadOnlyList<string> keys) => Keys = keys;

    /// <summary>The start of any list. It means the same whatever the list, so it is bound to none.</summary>
    public static string Start { get; } = Write([], scope: "");

    /// <summary>A place of our own making, which is not sent out.</summary>
    internal static Cursor At(IReadOnlyList<string> keys) => new(keys);

    /// <summary>Sort keys of the last item seen; none at the start of a list.</summary>
    internal IReadOnlyList<string> Keys { get; }

    /// <summary>Writes the place behind an item, bound to a list.</summary>
    /// <param name="keys">Sort keys of the item.</param>
    /// <param name="scope">The list with its filters and order.</param>
    internal static string Write(IReadOnlyList<string> keys, string scope)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(keys);
        return Base64Url.EncodeToString([.. Checksum(payload, scope), .. payload]);
    }

    /// <summary>Reads a cursor; null when it is damaged or belongs to another list.</summary>
    internal static Cursor? ReadOrNull(string text, string scope)
    {
        if (text == Start)
        {
            return new Cursor([]);
        }

        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        var payload = bytes.AsSpan(Math.Min(ChecksumLength, bytes.Length));

        // Several texts decode to the same bytes; only the one we write is right.
        if (Base64Url.EncodeToString(bytes) != text || !bytes.AsSpan(0, bytes.Length - payload.Length).SequenceEqual(Checksum(payload, scope)))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<string[]>(payload) is { } keys && Array.TrueForAll(keys, key => key is not null) ? new Cursor(keys) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> payload, string scope) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(scope), 0, .. payload]).AsSpan(0, ChecksumLength);
}
