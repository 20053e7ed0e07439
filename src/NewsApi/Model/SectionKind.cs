namespace NewsApi.Model;

/// <summary>What a section can be about. A closed vocabulary: an editor adds to it, a page cannot.</summary>
public sealed class SectionKind : IHashed
{
    /// <summary>Its name in the API, such as <c>demands</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Place in the vocabulary.</summary>
    public required int Position { get; set; }

    /// <summary>Name in Traditional characters.</summary>
    public required string NameHant { get; set; }

    /// <summary>Name in Simplified characters.</summary>
    public required string NameHans { get; set; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; set; }

    /// <summary>What belongs under it, in English.</summary>
    public required string Description { get; set; }

    /// <summary>1 for a new kind, one more with each change.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The sections of this kind.</summary>
    public List<Section> Sections { get; init; } = [];

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() => [Slug, Position, NameHant, NameHans, NameEn, Description, Version];
}
