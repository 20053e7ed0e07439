using System.Text.Json;
using System.Text.Json.Serialization;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>The whole content of an article at one version: what a revision keeps.</summary>
public sealed record RevisionContent
{
    private static readonly JsonSerializerOptions Options = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The article as it was written.</summary>
    public required ArticleInput Article { get; init; }

    /// <summary>Its related-news lists.</summary>
    [System.ComponentModel.DataAnnotations.MaxLength(WireLimits.Few)]
    public required IReadOnlyList<RelatedNewsInput> RelatedNews { get; init; }

    /// <summary>What an article says now. The status is not content: each revision has its own.</summary>
    internal static RevisionContent Of(Article article) => new()
    {
        Article = ArticleInput.Of(article) with { Status = null },
        RelatedNews = [.. article.RelatedNews.OrderBy(list => list.Number).Select(RelatedNewsInput.Of)],
    };

    internal static RevisionContent Read(string json) => JsonSerializer.Deserialize<RevisionContent>(json, Options)!;

    internal string Write() => JsonSerializer.Serialize(this, Options);
}
