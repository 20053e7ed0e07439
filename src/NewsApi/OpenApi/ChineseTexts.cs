using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsApi.OpenApi;

/// <summary>
/// The texts of the document in Traditional Chinese, in <c>chinese.json</c>. They are found by the English ones: a text stands there once, however often
/// the document has it, and one that is changed in English has none until somebody has looked at the Chinese as well.
/// </summary>
internal static class ChineseTexts
{
    private static readonly string[] Texts = ["summary", "description"];

    /// <summary>What is sent or answered, not said about it.</summary>
    private static readonly string[] Values = ["example", "examples", "default", "enum"];

    private static readonly Lazy<Dictionary<string, string>> ByEnglish = new(Read);

    /// <summary>The Chinese texts by the English ones.</summary>
    public static IReadOnlyDictionary<string, string> All => ByEnglish.Value;

    /// <summary>Puts Chinese texts in place of the English ones of a document.</summary>
    public static void Translate(JsonNode document) => Visit(document, english => All.GetValueOrDefault(english, english));

    /// <summary>The English texts of a document, each once.</summary>
    public static IReadOnlySet<string> In(JsonNode document)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        Visit(document, english =>
        {
            texts.Add(english);
            return english;
        });
        return texts;
    }

    private static void Visit(JsonNode? node, Func<string, string> change)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                if (Texts.Contains(name) && value?.GetValueKind() == JsonValueKind.String)
                {
                    members[name] = change(value.GetValue<string>());
                }
                else if (!Values.Contains(name))
                {
                    Visit(value, change);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Visit(item, change);
            }
        }
    }

    private static Dictionary<string, string> Read()
    {
        using var resource = typeof(ChineseTexts).Assembly.GetManifestResourceStream("NewsApi.OpenApi.chinese.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(resource)!;
    }
}
