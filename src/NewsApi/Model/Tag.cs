namespace NewsApi.Model;

/// <summary>Somebody or something that stories are about.</summary>
public sealed class Tag
{
    /// <summary>Number of the tag.</summary>
    public long Id { get; init; }

    /// <summary>Its name in URLs, unique.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name as shown.</summary>
    public required string Name { get; set; }

    /// <summary>What it is.</summary>
    public required TagType Type { get; set; }

    /// <summary>The articles that carry it.</summary>
    public List<Article> Articles { get; init; } = [];
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
