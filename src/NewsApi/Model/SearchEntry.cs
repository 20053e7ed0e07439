namespace NewsApi.Model;

/// <summary>Says that an article is in the search index, and as what. The index is made of the articles: it can be thrown away and made again.</summary>
public sealed class SearchEntry
{
    /// <summary>The article.</summary>
    public required long ArticleId { get; init; }

    /// <inheritdoc cref="ArticleId"/>
    public Article? Article { get; init; }

    /// <summary>The version of the article that is in the index.</summary>
    public required int Version { get; set; }

    /// <summary>The form the index keeps it in; a program that knows a newer one indexes it again.</summary>
    public required int Format { get; set; }
}
