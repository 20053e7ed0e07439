namespace NewsApi.Model;

/// <summary>Somebody or something that stories are about.</summary>
public sealed class Tag : IHashed
{
    /// <summary>Number of the tag.</summary>
    public long Id { get; init; }

    /// <summary>Its name in URLs, unique.</summary>
    public required string Slug { get; set; }

    /// <summary>Its name as shown.</summary>
    public required string Name { get; set; }

    /// <summary>What it is.</summary>
    public required TagType Type { get; set; }

    /// <summary>1 for a new tag, one more with each change.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Other names that lead to it. Its own is among them where its slug says something else.</summary>
    public List<TagAlias> Aliases { get; init; } = [];

    /// <summary>The articles that carry it.</summary>
    public List<Article> Articles { get; init; } = [];

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [Slug, Name, Type.ToString(), Version];
}

/// <summary>Another name of a tag, which leads to it wherever a tag is named.</summary>
public sealed class TagAlias : IHashed
{
    /// <summary>Stands for the name of a slug the tag once had, which is its own.</summary>
    public const string NameOfFormerSlug = "";

    /// <summary>The name in URLs; unique among all names of all tags.</summary>
    public required string Slug { get; init; }

    /// <summary>The name as shown; <see cref="NameOfFormerSlug"/> where it is a slug the tag once had.</summary>
    public required string Name { get; set; }

    /// <summary>Whether it is a slug the tag once had. Links and revisions name the tag so, and it stays.</summary>
    public bool IsFormerSlug => Name.Length == 0;

    /// <summary>The tag it leads to.</summary>
    public long TagId { get; set; }

    /// <inheritdoc cref="TagId"/>
    public Tag? Tag { get; init; }

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [Slug, Name];
}

/// <summary>What a tag names.</summary>
public enum TagType
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>A government, company, party, army or other body.</summary>
    Organisation,

    /// <summary>A country, city or other place.</summary>
    Place,

    /// <summary>Something that happened or will.</summary>
    Event,

    /// <summary>A subject.</summary>
    Topic,
}
