namespace NewsApi.Model;

/// <summary>A name an article once had in URLs. It leads to the article for ever, and no other can take it.</summary>
public sealed class FormerSlug : IHashed
{
    /// <summary>The name.</summary>
    public required string Slug { get; init; }

    /// <summary>The article that had it.</summary>
    public required long ArticleId { get; init; }

    /// <inheritdoc cref="ArticleId"/>
    public Article? Article { get; init; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [Slug, ArticleId];
}
