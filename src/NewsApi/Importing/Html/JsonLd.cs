using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NewsApi.Importing.Html;

/// <summary>What the JSON-LD of a page says of the story.</summary>
/// <param name="Headline">The headline.</param>
/// <param name="Authors">Names of the authors.</param>
/// <param name="PublishedAt">When it was published, as written.</param>
/// <param name="Language">The language.</param>
/// <param name="SiteName">Who published it.</param>
/// <param name="Url">Its address.</param>
/// <param name="Description">What it says in short.</param>
internal sealed partial record JsonLd(string? Headline, IReadOnlyList<string> Authors, string? PublishedAt, string? Language, string? SiteName, string? Url, string? Description)
{
    private const int MostThings = 2000;
    private const int LongestScript = 1_000_000;

    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Reads the scripts of a page; null where none speaks of a story.</summary>
    public static JsonLd? ReadOrNull(IEnumerable<string> scripts)
    {
        JsonLd? found = null;
        foreach (var script in scripts.Where(script => script.Length <= LongestScript))
        {
            try
            {
                using var document = Parse(script);
                found ??= Things(document.RootElement).Where(IsStory).Select(Read).FirstOrDefault();
            }
            catch (JsonException)
            {
                found ??= ReadBroken(script);
            }
        }

        return found;
    }

    private static JsonDocument Parse(string script)
    {
        // Line breaks within strings are the commonest mistake, and elsewhere they mean nothing.
        var text = new StringBuilder(script.Length);
        foreach (var character in script)
        {
            text.Append(char.IsControl(character) ? ' ' : character);
        }

        var json = text.Replace("<!--", "").Replace("-->", "").Replace("//<![CDATA[", "").Replace("//]]>", "").ToString().Trim().TrimEnd(';');
        return JsonDocument.Parse(json, Tolerant);
    }

    /// <summary>All objects in it that can be something, however they are wrapped.</summary>
    private static List<JsonElement> Things(JsonElement root)
    {
        var things = new List<JsonElement>();
        var waiting = new Queue<JsonElement>([root]);
        while (waiting.TryDequeue(out var element) && things.Count < MostThings)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray())
                {
                    waiting.Enqueue(item);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                things.Add(element);
                foreach (var name in new[] { "@graph", "mainEntity", "mainEntityOfPage" })
                {
                    if (element.TryGetProperty(name, out var inner))
                    {
                        waiting.Enqueue(inner);
                    }
                }
            }
        }

        return things;
    }

    private static bool IsStory(JsonElement thing) => thing.TryGetProperty("@type", out var type) && (type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(IsStoryName)
        : IsStoryName(type));

    private static bool IsStoryName(JsonElement type) => type.ValueKind == JsonValueKind.String && type.GetString() is { } name
        && (name.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || name.EndsWith("BlogPosting", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Posting", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Report", StringComparison.OrdinalIgnoreCase) || name.EndsWith("NewsStory", StringComparison.OrdinalIgnoreCase));

    private static JsonLd Read(JsonElement thing) => new(
        Text(thing, "headline") ?? Text(thing, "name"),
        thing.TryGetProperty("author", out var author) || thing.TryGetProperty("creator", out author) ? Names(author) : [],
        Text(thing, "datePublished") ?? Text(thing, "dateCreated"),
        Text(thing, "inLanguage"),
        thing.TryGetProperty("publisher", out var publisher) ? Names(publisher).FirstOrDefault() : null,
        Text(thing, "url") ?? Text(thing, "mainEntityOfPage") ?? (thing.TryGetProperty("mainEntityOfPage", out var page) && page.ValueKind == JsonValueKind.Object ? Text(page, "@id") : null),
        Text(thing, "description"));

    private static JsonLd? ReadBroken(string script)
    {
        string? Member(string name) => Regex.Match(script, $"\"{name}\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){{1,600}})\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true } match
            ? Clean(Unescaped().Replace(match.Groups[1].Value, found => found.Groups[1].Success ? ((char)Convert.ToInt32(found.Groups[1].Value, 16)).ToString() : found.Value[1..]))
            : null;

        return script.Contains("Article\"", StringComparison.Ordinal) || script.Contains("Posting\"", StringComparison.Ordinal)
            ? new JsonLd(Member("headline"), [], Member("datePublished"), null, null, null, null)
            : null;
    }

    private static string? Text(JsonElement thing, string name) => thing.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => Clean(value.GetString()),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.String => Clean(value[0].GetString()),
        _ => null,
    } : null;

    private static List<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Clean(value.GetString()) is { } name ? [name] : [],
        JsonValueKind.Object => value.TryGetProperty("name", out var inner) ? Names(inner) : [],
        JsonValueKind.Array => [.. value.EnumerateArray().Take(100).Where(item => item.ValueKind != JsonValueKind.Array).SelectMany(Names)],
        _ => [],
    };

    // Many put HTML where text is meant.
    private static string? Clean(string? text) => text is null ? null : PlainWords.OrNull(Tag().Replace(WebUtility.HtmlDecode(text), ""));

    [GeneratedRegex("</?[a-zA-Z][^>]{0,200}>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\\(?:u([0-9a-fA-F]{4})|.)", RegexOptions.CultureInvariant)]
    private static partial Regex Unescaped();
}
