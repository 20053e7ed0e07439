namespace NewsApi.Model;

/// <summary>A news story: one headline, its sections in order, and what it refers to.</summary>
public sealed class Article : IHashed
{
    /// <summary>Number of the article; never used again for another one.</summary>
    public long Id { get; init; }

    /// <summary>Readable name in URLs, unique, never only digits (those are ids).</summary>
    public required string Slug { get; set; }

    /// <summary>Headline as printed.</summary>
    public required string Headline { get; set; }

    /// <summary>One or two sentences that say what happened; null where none could be found.</summary>
    public string? Summary { get; set; }

    /// <summary>BCP 47 language tag of the text, such as <c>zh-Hant</c>.</summary>
    public required string Language { get; set; }

    /// <summary>Who may see it.</summary>
    public ArticleStatus Status { get; set; }

    /// <summary>Whether <see cref="PublishedAt"/> was given. Of an article without a date it is when it was created; publishing gives it one.</summary>
    public bool IsDated { get; set; } = true;

    /// <summary>When it was first shown to everybody; null while it never was.</summary>
    public DateTimeOffset? FirstShownAt { get; set; }

    /// <summary>When it is to be published; null where nothing is planned.</summary>
    public DateTimeOffset? PublishAt { get; set; }

    /// <summary>When it is to become a draft again; null where nothing is planned.</summary>
    public DateTimeOffset? UnpublishAt { get; set; }

    /// <summary>Who planned what is planned.</summary>
    public string? PlannedBy { get; set; }

    /// <summary>When the story appeared, as an instant. The zone it was printed in is <see cref="PublishedOffsetMinutes"/>.</summary>
    public DateTimeOffset PublishedAt { get; set; }

    /// <summary>Offset from UTC, in minutes, that <see cref="PublishedAt"/> was given in. SQLite orders instants only in one zone, so it is kept beside.</summary>
    public int PublishedOffsetMinutes { get; set; }

    /// <summary>How much of <see cref="PublishedAt"/> is known; the rest is the start of that period.</summary>
    public DatePrecision PublishedPrecision { get; set; }

    /// <summary>When the article last changed here.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>1 for a new article, one more with each change.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Who published it first; null where unknown.</summary>
    public string? SourceName { get; set; }

    /// <summary>Where it was published first; null where unknown.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>Names of the authors as printed; empty where the page names none.</summary>
    public List<string> Authors { get; set; } = [];

    /// <summary>People, organisations, places, events and topics it is about.</summary>
    public List<Tag> Tags { get; init; } = [];

    /// <summary>Images, videos and sound that belong to the whole story.</summary>
    public List<MediaItem> Media { get; init; } = [];

    /// <summary>The text, in reading order.</summary>
    public List<Section> Sections { get; init; } = [];

    /// <summary>Lists of other news printed with the story.</summary>
    public List<RelatedNewsList> RelatedNews { get; init; } = [];

    /// <summary>Where the text came from and what was done to it; null for an article written here.</summary>
    public ArticleOrigin? Origin { get; set; }

    /// <summary>Identity of the caller who created it, who may go on writing it while it is not public; null for one that was imported.</summary>
    public string? Creator { get; init; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <summary>What no revision keeps: who may see it and when, and what its parts are numbered and called in addresses. All parts must be loaded.</summary>
    public IEnumerable<object?> HashedParts() =>
    [
        Slug, Status.ToString(), IsDated, FirstShownAt, PublishAt, UnpublishAt, PlannedBy, UpdatedAt, Version, Creator,
        .. Sections.OrderBy(section => section.Number).SelectMany(section => new object[] { section.Number, section.Anchor, section.Blocks.Select(block => block.Number).Order() }),
        .. Media.Select(media => media.Number).Order().Cast<object>(),
        .. RelatedNews.OrderBy(list => list.Number).SelectMany(list => new object[] { list.Number, list.NewestAt, list.Entries.Select(entry => entry.Number).Order() }),
    ];
}
