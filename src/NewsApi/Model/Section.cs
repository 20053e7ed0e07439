namespace NewsApi.Model;

/// <summary>A part of an article under one heading: what one side demands, what was attacked, who talked to whom.</summary>
public sealed class Section
{
    /// <summary>Number of the section across all articles.</summary>
    public long Id { get; init; }

    /// <summary>The article it is part of.</summary>
    public long ArticleId { get; init; }

    /// <inheritdoc cref="ArticleId"/>
    public Article? Article { get; init; }

    /// <summary>Place in the article, counted from 1.</summary>
    public required int Number { get; set; }

    /// <summary>Name of the section in URLs, unique within the article, never only digits.</summary>
    public required string Anchor { get; set; }

    /// <summary>What the section is about: the slug of a <see cref="SectionKind"/>.</summary>
    public required string KindSlug { get; set; }

    /// <summary>Heading as printed; null for the lead, which has none.</summary>
    public string? Heading { get; set; }

    /// <summary>Who the heading says the section speaks for (澤連斯基 in 澤連斯基：烏方三大訴求), or null.</summary>
    public string? Speaker { get; set; }

    /// <summary>Copy of the article's <see cref="Article.PublishedAt"/>: lists of sections across articles are ordered by it, and an index needs it in this table.</summary>
    public DateTimeOffset PublishedAt { get; set; }

    /// <summary>Whether its article is published: lists of sections across articles are walked in an index that must pass over drafts.</summary>
    public bool IsPublic { get; set; }

    /// <summary>The text, in reading order.</summary>
    public List<Block> Blocks { get; init; } = [];
}
