using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Pages;

/// <summary>
/// The files of the reader (<c>wwwroot</c>: styles, modules, icons), which travel in the program. Their addresses begin with a fingerprint of all of
/// them together, so that browsers keep them for good, and a module finds the others, which it names relative to itself, in the same version.
/// </summary>
internal sealed class PageFiles
{
    private const string Folder = "wwwroot/";

    private static readonly Dictionary<string, string> MediaTypes = new()
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public PageFiles()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var program = Assembly.GetExecutingAssembly();
        foreach (var name in program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var resource = program.GetManifestResourceStream(name)!;
            var bytes = new byte[resource.Length];
            resource.ReadExactly(bytes);
            hash.AppendData(bytes);
            _files.Add(name[Folder.Length..], bytes);
        }

        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    /// <summary>The fingerprint.</summary>
    public string Version { get; }

    /// <summary>The path of a file.</summary>
    public string PathOf(string name) => $"/assets/{Version}/{name}";

    /// <summary>
    /// A file. Under another version there may be another text: while nodes are replaced one after the other, a page of a new one asks an
    /// old one as well. Such an answer is good for now, but not for keeping.
    /// </summary>
    public IResult Get(HttpContext context, string version, string name)
    {
        if (!_files.TryGetValue(name, out var bytes))
        {
            return Results.NotFound();
        }

        context.Response.Headers[HeaderNames.CacheControl] = version == Version ? "public, max-age=31536000, immutable" : "public, no-cache";
        return Results.Bytes(bytes, MediaTypes[Path.GetExtension(name)]);
    }
}
