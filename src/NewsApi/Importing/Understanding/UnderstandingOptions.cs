namespace NewsApi.Importing.Understanding;

/// <summary>
/// The words by which pages are understood: section <c>Understanding</c>, shipped in <c>vocabulary.json</c>. Word lists are
/// written with spaces between the words, in either script; a page in the other one is matched as well.
/// </summary>
internal sealed class UnderstandingOptions
{
    /// <summary>The section kinds a new store begins with, by slug.</summary>
    public Dictionary<string, KindOptions> Kinds { get; init; } = [];

    /// <summary>Words before 丨 or | that mark a caption as that of a <c>video</c>, <c>image</c> or <c>audio</c>.</summary>
    public Dictionary<string, string> MediaMarks { get; init; } = [];

    /// <summary>Words for saying, which stand between a quotation and its speaker.</summary>
    public string SpeechVerbs { get; init; } = "";

    /// <summary>Words in the title of a list of other news.</summary>
    public string RelatedTitles { get; init; } = "";

    /// <summary>Words before the colon of a heading that are nobody who speaks: 焦點：….</summary>
    public string Labels { get; init; } = "";

    /// <summary>Offices that stand before a person's name (總統澤連斯基).</summary>
    public string Titles { get; init; } = "";
}

/// <summary>One section kind, and the words that tell it.</summary>
internal sealed class KindOptions
{
    /// <summary>Place in the vocabulary.</summary>
    public int Position { get; init; }

    /// <summary>Name in Traditional characters.</summary>
    public string NameHant { get; init; } = "";

    /// <summary>Name in Simplified characters.</summary>
    public string NameHans { get; init; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>What belongs under it, in English.</summary>
    public string Description { get; init; } = "";

    /// <summary>
    /// Words whose presence in a heading, or less so in the text, speaks for the kind. One that ends in <c>?</c> speaks for it in a heading only where
    /// another word of the kind bears it out; one that begins with <c>-</c> is left out before the others are looked for.
    /// </summary>
    public string Words { get; init; } = "";
}
