using System.Security.Cryptography;
using System.Text.Json;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing.Feeds;

namespace NewsApi.Importing;

/// <summary>
/// Reads what another store of this program exported: each article as it stands there, of its latest revision. A whole store, with its
/// history, keys and numbers, is moved by the command <c>import</c> instead.
/// </summary>
internal static class ExportReader
{
    private const string Withdrawn = "Withdrawn";

    /// <summary>Reads the articles that were not withdrawn, in the order of their numbers.</summary>
    /// <param name="text">The export, decoded: a JSON object to a line.</param>
    /// <param name="bytes">The export as it came, over whose lines before the last a hash stands in the last.</param>
    /// <param name="warnings">Gets a sentence for what is left out.</param>
    /// <exception cref="UnreadableDocumentException">It is damaged, was changed, or ends early.</exception>
    public static IReadOnlyList<ReadStory> Read(string text, ReadOnlySpan<byte> bytes, List<string> warnings)
    {
        var articles = new SortedDictionary<long, Exported>();
        var number = 0;
        string? sum = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace())
            {
                continue;
            }

            using var json = Parse(line, number);
            var row = JsonMembers.OfOrNull(json.RootElement) ?? throw new UnreadableDocumentException($"Line {number} of the export is no object.");
            sum = json.RootElement.TryGetProperty("end", out var end) && JsonMembers.OfOrNull(end)?.Text("sha256") is { } hash ? hash : null;
            if (row.Text("table") is ("articles" or "articleRevisions" or "articleOrigins") and var table && Number(json.RootElement, table == "articles" ? "id" : "articleId") is { } id)
            {
                articles[id] = (articles.GetValueOrDefault(id) ?? new Exported()).With(table, row, Number(json.RootElement, "number") ?? 0, number);
            }
        }

        if (sum is null)
        {
            throw new UnreadableDocumentException("The export ends early: its last line is not the one every export ends with.");
        }

        var lines = bytes.TrimEnd("\r\n"u8);
        if (Convert.ToHexStringLower(SHA256.HashData(lines[..(lines.LastIndexOf((byte)'\n') + 1)])) != sum)
        {
            throw new UnreadableDocumentException("The export was changed after it was written: its lines do not match the SHA-256 in the last one.");
        }

        warnings.Add("Of an export, articles are imported as they stand. Their history and numbers, keys, preview links and the audit stay behind; the command `import` moves a whole store.");
        return [.. articles.Values.Where(article => article.Status != Withdrawn && article.Content is not null).Select(Story)];
    }

    private static ReadStory Story(Exported exported)
    {
        var errors = new List<ApiProblemError>();
        using var content = Parse(exported.Content, exported.Line);
        var article = Member(content, "article") is { } element ? StrictJson.Read<ArticleInput>(element, errors, "/article") : null;
        var lists = Member(content, "relatedNews") is { } related ? StrictJson.Read<List<RelatedNewsInput>>(related, errors, "/relatedNews") : [];
        if (article is null || lists is null || errors.Count > 0)
        {
            throw new UnreadableDocumentException($"Line {exported.Line} of the export is no revision of an article{(errors is [var first, ..] ? $": {first.Pointer} {first.Detail}" : "")}.");
        }

        return new ReadStory(
            article.ToDraft() with { RelatedNews = [.. lists.Select(list => list.ToDraft())] },
            [],
            [],
            exported.Identity ?? (exported.Slug is null ? null : $"newsapi:{exported.Slug}"),
            exported.Fingerprint);
    }

    private static JsonElement? Member(JsonDocument content, string name) =>
        content.RootElement.ValueKind == JsonValueKind.Object && content.RootElement.TryGetProperty(name, out var value) ? value : null;

    private static long? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static JsonDocument Parse(ReadOnlySpan<char> json, int line)
    {
        try
        {
            return JsonMembers.Parse(json.ToString());
        }
        catch (UnreadableDocumentException)
        {
            throw new UnreadableDocumentException($"Line {line} of the export is no JSON; the export is damaged, or ends early.");
        }
    }

    /// <summary>What was read of one article so far.</summary>
    private sealed record Exported
    {
        public string? Slug { get; init; }

        public string? Status { get; init; }

        public string? Identity { get; init; }

        public string? Fingerprint { get; init; }

        public string? Content { get; init; }

        public long Revision { get; init; }

        public int Line { get; init; }

        public Exported With(string table, JsonMembers row, long number, int line) => table switch
        {
            "articles" => this with { Slug = row.Text("slug"), Status = row.Text("status") },
            "articleOrigins" => this with { Identity = row.Text("identity"), Fingerprint = row.Text("fingerprint") },
            _ when number >= Revision => this with { Revision = number, Content = row.Text("content"), Line = line },
            _ => this,
        };
    }
}
