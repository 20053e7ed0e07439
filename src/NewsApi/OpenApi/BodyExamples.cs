using System.Text.Json.Nodes;

namespace NewsApi.OpenApi;

/// <summary>Bodies to begin with, by operation. Each can be sent as it is, and what the store has from its first start is what they speak of.</summary>
internal static class BodyExamples
{
    private const string Rss = """
        <rss version="2.0"><channel><title>港務局</title><item><title>港口恢復通航</title><guid>urn:port:1</guid><description>港口今天恢復通航。</description></item></channel></rss>
        """;

    private const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>港務局</title><entry><title>港口恢復通航</title><id>urn:port:2</id><content>港口今天恢復通航。</content></entry></feed>
        """;

    private const string JsonFeed = """{"version":"https://jsonfeed.org/version/1.1","title":"港務局","items":[{"id":"urn:port:3","title":"港口恢復通航","content_text":"港口今天恢復通航。"}]}""";

    private const string Ninjs = """{"uri":"urn:port:4","standard":{"name":"ninjs","version":"3.1"},"headlines":[{"value":"港口恢復通航"}],"bodies":[{"value":"港口今天恢復通航。"}]}""";

    private const string Export = """
        {"newsapi":"export","version":1,"rows":{"articles":1,"articleRevisions":1}}
        {"table":"articles","id":1,"slug":"港口恢復通航","status":"Published"}
        {"table":"articleRevisions","articleId":1,"number":1,"content":"{\"article\":{\"headline\":\"港口恢復通航\",\"language\":\"zh-Hant\"},\"relatedNews\":[]}"}
        {"end":{"rows":2,"sha256":"00ab40d3f84f4a333ffe25b9628d182e3902c28014cdf10c21ca68dde36a1729"}}

        """;

    private const string Story = """
        {
          "headline": "歐盟外長會議討論對烏援助",
          "summary": "歐盟成員國外長6月23日在布魯塞爾開會，討論下一階段的援助。",
          "language": "zh-Hant",
          "status": "draft",
          "publishedAt": "2025-06-23T00:00:00+08:00",
          "publishedPrecision": "day",
          "source": { "name": "國際新聞社", "url": "https://news.example/eu-ukraine" },
          "authors": ["陳大文"],
          "tags": ["烏克蘭", "歐盟"],
          "sections": [
            {
              "kind": "lead",
              "blocks": [{ "type": "paragraph", "text": "歐盟成員國外長6月23日在布魯塞爾開會，討論下一階段的援助。" }]
            },
            {
              "kind": "demands",
              "heading": "澤連斯基：烏方兩項請求",
              "speaker": "澤連斯基",
              "blocks": [{ "type": "list", "ordered": true, "items": [{ "text": "加快交付防空系統；" }, { "text": "延長經濟援助。" }] }]
            }
          ]
        }
        """;

    private const string Entries = """
        {
          "title": "相關新聞",
          "entries": [
            { "publishedAt": "2025-06-23T09:30:00+08:00", "publishedPrecision": "minute", "title": "歐盟外長抵達布魯塞爾", "url": "https://news.example/arrival" }
          ]
        }
        """;

    private const string Kind = """
        { "slug": "demands", "names": { "zh-Hant": "訴求", "zh-Hans": "诉求", "en": "Demands" }, "description": "What one side demands, offers as a condition or insists on." }
        """;

    private static readonly Dictionary<string, string> ByOperation = new(StringComparer.Ordinal)
    {
        ["createArticle"] = Story,
        ["createArticles"] = $$"""{ "items": [{{Story}}, { "headline": "簡訊：會議延至下月" }] }""",
        ["replaceArticle"] = Story,
        ["patchArticle"] = """{ "summary": "雙方同意交換戰俘，但未能就停火達成一致。" }""",
        ["publishArticle"] = """{ "note": "首次發布" }""",
        ["unpublishArticle"] = """{ "note": "待核實" }""",
        ["restoreArticleRevision"] = """{ "note": "回到第一版" }""",
        ["createPreviewLink"] = """{ "expiresInSeconds": 86400 }""",
        ["addRelatedNews"] = Entries,
        ["replaceRelatedNews"] = Entries,
        ["patchRelatedNews"] = """{ "title": "相關新聞" }""",
        ["createTag"] = """{ "name": "北大西洋公約組織", "type": "organisation", "aliases": ["北約", "NATO"] }""",
        ["replaceTag"] = """{ "name": "烏克蘭", "type": "place", "aliases": ["Ukraine"] }""",
        ["patchTag"] = """{ "aliases": ["Ukraine"] }""",
        ["createSectionKind"] = """
            { "slug": "eyewitness", "names": { "zh-Hant": "目擊", "zh-Hans": "目击", "en": "Eyewitnesses" }, "description": "What people on the spot saw and heard." }
            """,
        ["replaceSectionKind"] = Kind,
        ["patchSectionKind"] = """{ "description": "What one side asks for." }""",
        ["createSubscription"] = """
            {
              "name": "港務局", "url": "https://news.example/feed.xml", "target": "articles", "publish": false, "source": "港務局", "zone": "Asia/Taipei", "intervalMinutes": 30,
              "isActive": false
            }
            """,
        ["patchSubscription"] = """{ "intervalMinutes": 60 }""",
        ["createKey"] = """{ "name": "desk", "scopes": ["articles:write"], "expiresAt": "2035-12-31T00:00:00Z" }""",
    };

    /// <summary>The example of an operation.</summary>
    public static JsonNode? Of(string operationId) => ByOperation.TryGetValue(operationId, out var example) ? JsonNode.Parse(example) : null;

    /// <summary>A little document of a media type.</summary>
    public static string OfDocument(string mediaType) => mediaType switch
    {
        "text/html" or "application/xhtml+xml" => "<!doctype html><title>港口恢復通航</title><h1>港口恢復通航</h1><p>6月14日，港口恢復通航。</p>",
        "application/rss+xml" or "application/xml" or "text/xml" or "application/rdf+xml" or "application/octet-stream" => Rss,
        "application/atom+xml" => Atom,
        "application/feed+json" or "application/json" => JsonFeed,
        "application/vnd.iptc.ninjs+json" => Ninjs,
        "application/x-ndjson" => Export,
        _ => "港口恢復通航\n6月14日，港口恢復通航。\n",
    };
}
