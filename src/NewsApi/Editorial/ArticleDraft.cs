using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>An article as somebody wants it to be, before it has numbers, names in URLs and a place in the store.</summary>
public sealed record ArticleDraft
{
    /// <inheritdoc cref="Article.Headline"/>
    public required string Headline { get; init; }

    /// <inheritdoc cref="Article.Summary"/>
    public string? Summary { get; init; }

    /// <inheritdoc cref="Article.Language"/>
    public required string Language { get; init; }

    /// <summary>Draft or published; null leaves an article what it is, and makes a new one a draft.</summary>
    public ArticleStatus? Status { get; init; }

    /// <summary>When the story appeared, in the zone it was printed in; null for the moment of publication.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>How much of the date is known; null keeps what is known of a date that stays, and means the second for any other.</summary>
    public DatePrecision? PublishedPrecision { get; init; }

    /// <summary>The name in URLs that is wanted; null for one made of the headline, or for the one there is.</summary>
    public string? Slug { get; init; }

    /// <inheritdoc cref="Article.SourceName"/>
    public string? SourceName { get; init; }

    /// <inheritdoc cref="Article.SourceUrl"/>
    public string? SourceUrl { get; init; }

    /// <inheritdoc cref="Article.Authors"/>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <inheritdoc cref="Article.Tags"/>
    public IReadOnlyList<TagDraft> Tags { get; init; } = [];

    /// <inheritdoc cref="Article.Media"/>
    public IReadOnlyList<MediaItem> Media { get; init; } = [];

    /// <inheritdoc cref="Article.Sections"/>
    public required IReadOnlyList<SectionDraft> Sections { get; init; }

    /// <inheritdoc cref="Article.RelatedNews"/>
    public IReadOnlyList<RelatedNewsDraft> RelatedNews { get; init; } = [];

    /// <inheritdoc cref="Article.Origin"/>
    public ArticleOrigin? Origin { get; init; }
}

/// <summary>A tag by any of its names; it is created when there is none.</summary>
public sealed record TagDraft(string Name, TagType Type);

/// <summary>A section before it has a number and an anchor.</summary>
public sealed record SectionDraft(string KindSlug, string? Heading, string? Speaker, IReadOnlyList<Block> Blocks);

/// <summary>A related-news list before it has a number.</summary>
public sealed record RelatedNewsDraft(string? Title, IReadOnlyList<RelatedNewsEntryDraft> Entries);

/// <summary>One line of a related-news list before it has a number.</summary>
/// <param name="At">The time printed, in the zone it was printed in.</param>
/// <param name="Precision">How much of it was printed.</param>
/// <param name="PrintedTime">The time exactly as printed.</param>
/// <param name="Title">Title as printed, or null.</param>
/// <param name="Url">Where that news is, or null.</param>
/// <param name="LinkedArticleId">The article here that it speaks of, or null.</param>
public sealed record RelatedNewsEntryDraft(DateTimeOffset At, DatePrecision Precision, string PrintedTime, string? Title, string? Url = null, long? LinkedArticleId = null);
