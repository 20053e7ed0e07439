namespace NewsApi.Model;

/// <summary>
/// Says that an article is in the search index, and as what, with what ordering and counting what was found need of it, so that two thousand
/// found cost one short row each. The index is made of the articles: it can be thrown away and made again.
/// </summary>
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

    /// <summary>When the story appeared.</summary>
    public required DateTimeOffset PublishedAt { get; set; }

    /// <summary>Where it was published first; null where unknown.</summary>
    public string? Source { get; set; }

    /// <summary>The kinds of its sections, each once, parted by spaces.</summary>
    public required string Kinds { get; set; }

    /// <summary>The numbers of its tags, parted by spaces.</summary>
    public required string Tags { get; set; }
}
