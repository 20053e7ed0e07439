namespace NewsApi.Model;

/// <summary>A list of other news printed with a story, each with its time.</summary>
public sealed class RelatedNewsList
{
    /// <summary>Number of the list across all articles.</summary>
    public long Id { get; init; }

    /// <summary>The article it was printed with.</summary>
    public long ArticleId { get; init; }

    /// <inheritdoc cref="ArticleId"/>
    public Article? Article { get; init; }

    /// <summary>Place among the article's lists, counted from 1.</summary>
    public int Number { get; set; }

    /// <summary>Title as printed, without the colon; null where it has none.</summary>
    public string? Title { get; set; }

    /// <summary>Time of the newest entry: lists across articles are ordered by it, and an index needs it in this table.</summary>
    public DateTimeOffset NewestAt { get; set; }

    /// <inheritdoc cref="Section.IsPublic"/>
    public bool IsPublic { get; set; }

    /// <summary>The entries, in the order printed.</summary>
    public List<RelatedNewsEntry> Entries { get; init; } = [];
}

/// <summary>One line of a related-news list.</summary>
public sealed class RelatedNewsEntry
{
    /// <summary>Number of the entry across all lists.</summary>
    public long Id { get; init; }

    /// <summary>The list it is part of.</summary>
    public long ListId { get; init; }

    /// <summary>Place in the list as printed, counted from 1.</summary>
    public required int Number { get; set; }

    /// <summary>When that news appeared, as an instant.</summary>
    public required DateTimeOffset PublishedAt { get; set; }

    /// <inheritdoc cref="Article.PublishedOffsetMinutes"/>
    public required int PublishedOffsetMinutes { get; set; }

    /// <summary>How much of <see cref="PublishedAt"/> was printed.</summary>
    public required DatePrecision PublishedPrecision { get; set; }

    /// <summary>The time exactly as printed.</summary>
    public required string PrintedTime { get; set; }

    /// <summary>Title as printed; null where the list prints only times. Never invented.</summary>
    public string? Title { get; set; }

    /// <summary>Where that news is; null where the page has no link.</summary>
    public string? Url { get; set; }

    /// <summary>The article here that the entry speaks of, when there is one.</summary>
    public long? LinkedArticleId { get; set; }

    /// <inheritdoc cref="LinkedArticleId"/>
    public Article? LinkedArticle { get; init; }
}
