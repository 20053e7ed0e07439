using System.Text;
using System.Text.Json;
using NewsApi.Importing;

namespace NewsApi.Tests.Importing;

/// <summary>The documents beside the tests, each with a file that says what an editor reads in it.</summary>
internal static class TestDocuments
{
    private const string Folder = "NewsApi.Tests.Importing.Documents.";

    private const string ExpectedEnd = ".expected.json";

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(TestDocuments).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith(ExpectedEnd, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal),
    ];

    public static TestDocument Read(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var expected = JsonDocument.Parse(Text(name + ExpectedEnd));
        var facts = expected.RootElement.Clone();
        string? Member(string member, string? otherwise) => facts.TryGetProperty(member, out var value) ? value.GetString() : otherwise;

        var bytes = Encoding.GetEncoding(Member("encode", "utf-8")!).GetBytes(Text(name));
        return new TestDocument(new ImportedDocument(Member("address", name) ?? name, Member("mediaType", "text/plain"), bytes, null, Member("charset", null)), facts);
    }

    private static string Text(string name)
    {
        using var stream = typeof(TestDocuments).Assembly.GetManifestResourceStream(Folder + name)!;
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true));
        return reader.ReadToEnd();
    }
}

/// <summary>A document as it is sent, and what it says.</summary>
internal sealed record TestDocument(ImportedDocument Document, JsonElement Expected);
