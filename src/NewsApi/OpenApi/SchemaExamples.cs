using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Sections;
using NewsApi.Subscriptions;
using NewsApi.Tags;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NewsApi.OpenApi;

/// <summary>Examples of members, from the seed story. Without them Swagger UI makes up text from the patterns, which nobody can read.</summary>
internal sealed class SchemaExamples : ISchemaFilter
{
    private static readonly Dictionary<string, JsonNode> ByMember = new(StringComparer.Ordinal)
    {
        ["slug"] = "俄烏第二輪直接談判在土耳其舉行",
        ["headline"] = "俄烏第二輪直接談判在土耳其舉行",
        ["summary"] = "當地時間6月2日，俄羅斯與烏克蘭第二輪直接談判在土耳其伊斯坦布爾的契拉昂宮舉行。",
        ["language"] = "zh-Hant",
        ["publishedAt"] = "2025-06-02T00:00:00+08:00",
        ["publishedPrecision"] = "day",
        ["updatedAt"] = "2025-06-14T03:00:00+00:00",
        ["importedAt"] = "2025-06-14T03:00:00+00:00",
        ["name"] = "烏克蘭",
        ["url"] = "https://news.example/story",
        ["caption"] = "俄烏第二輪直接談判在土耳其舉行",
        ["self"] = "/api/v1/articles/1",
        ["html"] = "/articles/1",
        ["sections"] = "/api/v1/articles/1/sections",
        ["relatedNews"] = "/api/v1/articles/1/related-news",
        ["provenance"] = "/api/v1/articles/1/provenance",
        ["anchor"] = "澤連斯基-烏方三大訴求",
        ["kind"] = "demands",
        ["heading"] = "澤連斯基：烏方三大訴求",
        ["speaker"] = "澤連斯基",
        ["attribution"] = "澤連斯基",
        ["text"] = "要求實現全面無條件停火；",
        ["title"] = "國際新聞精選",
        ["printedTime"] = "2025年06月14日 10:34:18",
        ["document"] = "source.txt",
        ["mediaType"] = "text/plain",
        ["evidence"] = "Every byte fits UTF-8.",
        ["sha256"] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ["original"] = "當(dāng)天,烏克蘭代表團(tuán)抵達(dá)土耳其伊斯坦布爾。",
        ["before"] = "?;鹛嶙h",
        ["after"] = "停火提議",
        ["reason"] = "A lead byte was lost; of the characters that fit, the words around it chose this one.",
        ["what"] = "publishedAt",
        ["value"] = "2025-06-02",
        ["why"] = "The day is the first date in the text, 6月2日; the year is from the newest related news, 2025-06-14.",
        ["description"] = "What one side demands, offers as a condition or insists on.",
        ["zh-Hant"] = "訴求",
        ["zh-Hans"] = "诉求",
        ["en"] = "Demands",
        ["type"] = "/problems/invalid-request",
        ["detail"] = "`limt` is unknown; did you mean limit?",
        ["instance"] = "/api/v1/articles",
        ["traceId"] = "7c8d80a724661c40cf2e1e6c2077d5bf",
        ["parameter"] = "limt",
        ["prefix"] = "k3w8z2pq",
        ["key"] = "news_k3w8z2pq_…",
        ["createdAt"] = "2025-06-14T03:00:00+00:00",
        ["createdBy"] = "development",
        ["expiresAt"] = "2035-12-31T00:00:00+00:00",
        ["lastUsedAt"] = "2025-06-14T03:00:00+00:00",
        ["revokedAt"] = "2025-06-14T03:00:00+00:00",
        ["at"] = "2025-06-14T03:00:00+00:00",
        ["by"] = "development",
        ["action"] = "key.created",
        ["target"] = "key/1",
        ["note"] = "更正日期",
        ["source"] = "港務局",
        ["zone"] = "Asia/Taipei",
        ["lastPolledAt"] = "2025-06-14T03:00:00+00:00",
        ["nextPollAt"] = "2025-06-14T03:30:00+00:00",
        ["lastDetail"] = "The server answers 404 Not Found.",
        ["pointer"] = "/sections/0/kind",
        ["nextCursor"] = Paging.Cursor.Start,
    };

    /// <summary>Members that mean something else in one schema.</summary>
    private static readonly Dictionary<(Type, string), JsonNode> ByTypeAndMember = new()
    {
        [(typeof(ApiProblem), "title")] = "The request is not valid.",
        [(typeof(TagReference), "slug")] = "烏克蘭",
        [(typeof(TagResponse), "slug")] = "烏克蘭",
        [(typeof(SectionKindResponse), "slug")] = "demands",
        [(typeof(TagInput), "slug")] = "烏克蘭",
        [(typeof(SectionKindInput), "slug")] = "demands",
        [(typeof(SourceInput), "name")] = "國際新聞社",
        [(typeof(PublicationPlan), "at")] = "2035-12-31T00:00:00Z",
        [(typeof(SourceResponse), "name")] = "NewsApi seed",
        [(typeof(CharsetResponse), "name")] = "utf-8",
        [(typeof(KeyRequest), "name")] = "desk",
        [(typeof(KeyRequest), "expiresAt")] = "2035-12-31T00:00:00Z",
        [(typeof(KeyResponse), "name")] = "desk",
        [(typeof(CreatedKeyResponse), "name")] = "desk",
        [(typeof(SubscriptionInput), "name")] = "港務局",
        [(typeof(SubscriptionInput), "url")] = "https://news.example/feed.xml",
        [(typeof(SubscriptionResponse), "name")] = "港務局",
        [(typeof(SubscriptionResponse), "url")] = "https://news.example/feed.xml",
        [(typeof(AuditEntryResponse), "detail")] = "k3w8z2pq: articles:write",
        [(typeof(RepairResponse), "kind")] = "lost-lead-byte",
    };

    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            // A word of a closed list is its own example.
            var isText = property is OpenApiSchema { Enum: not { Count: > 0 } } own && ((own.Type ?? default) & ~JsonSchemaType.Null) == JsonSchemaType.String;
            if (isText && (ByTypeAndMember.TryGetValue((context.Type, name), out var example) || ByMember.TryGetValue(name, out example)))
            {
                ((OpenApiSchema)property).Example = example.DeepClone();
            }
        }
    }
}
