using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsApi.Transfer;

/// <summary>The first line of an export.</summary>
/// <param name="Newsapi">What the file is: <see cref="Kind"/>.</param>
/// <param name="Version">Version of the form.</param>
/// <param name="Rows">How many lines of which table follow.</param>
internal sealed record ExportHeader([property: JsonRequired] string Newsapi, [property: JsonRequired] int Version, [property: JsonRequired] IReadOnlyDictionary<string, long> Rows)
{
    /// <summary>Says that a file is an export.</summary>
    public const string Kind = "export";

    /// <summary>How every export begins.</summary>
    public const string Beginning = "{\"newsapi\":";

    /// <summary>The version this program writes and reads.</summary>
    public const int Current = 1;
}

/// <summary>The last line of an export, without which it is not whole.</summary>
/// <param name="End">What all other lines come to.</param>
internal sealed record ExportTrailer([property: JsonRequired] ExportSum End);

/// <summary>What the lines of an export come to.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Sha256">SHA-256 over all lines before the last, in lower-case hexadecimal.</param>
internal sealed record ExportSum([property: JsonRequired] long Rows, [property: JsonRequired] string Sha256);

/// <summary>How the first and the last line are written.</summary>
internal static class ExportLine
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T line) => JsonSerializer.Serialize(line, Options);

    public static T? ReadOrNull<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
