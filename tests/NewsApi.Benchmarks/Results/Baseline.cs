using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NewsApi.Benchmarks.Results;

/// <summary>Measurements in a file: <c>baseline.json</c>, which later runs are compared with, or any other.</summary>
internal static class Baseline
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The committed one.</summary>
    public static string Committed { get; } = InSource("../baseline.json");

    /// <summary>A file of the source tree, seen from this one.</summary>
    public static string InSource(string file, [CallerFilePath] string here = "") => Path.GetFullPath(file, Path.GetDirectoryName(here)!);

    /// <summary>Reads a file; nothing where there is none.</summary>
    public static IReadOnlyList<Measurement> Read(string file) => File.Exists(file) ? JsonSerializer.Deserialize<List<Measurement>>(File.ReadAllText(file), Json)! : [];

    /// <summary>Puts measurements into a file, in the places of those with their names. A row stands in a line, so that a difference can be read.</summary>
    public static void Save(string file, IReadOnlyList<Measurement> measured)
    {
        var all = Read(file).Where(old => measured.All(now => now.Name != old.Name)).Concat(measured).OrderBy(one => one.Name, StringComparer.Ordinal);
        File.WriteAllText(file, $"[\n{string.Join(",\n", all.Select(Lines))}\n]\n");
    }

    private static string Lines(Measurement one) =>
        $"{JsonSerializer.Serialize(one with { Rows = [] }, Json)[..^2]}\n  {string.Join(",\n  ", one.Rows.Select(row => JsonSerializer.Serialize(row, Json)))}\n]}}";
}
