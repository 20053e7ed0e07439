namespace NewsApi.Model;

/// <summary>Provenance: the document an article was made from, each repair made to its text, and each thing that was guessed.</summary>
public sealed class ArticleOrigin : IHashed
{
    /// <summary>The article made from the document.</summary>
    public long ArticleId { get; init; }

    /// <inheritdoc cref="ArticleId"/>
    public Article? Article { get; init; }

    /// <summary>Name of the document: a file name or a URL.</summary>
    public required string Document { get; init; }

    /// <summary>Media type it was read as, such as <c>text/plain</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>When it was imported.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>The encoding its bytes were read in, such as <c>utf-8</c>.</summary>
    public required string Charset { get; init; }

    /// <summary>Why that encoding was believed.</summary>
    public required string CharsetEvidence { get; init; }

    /// <summary>How sure the encoding is: from 0 to 1.</summary>
    public required double CharsetConfidence { get; init; }

    /// <summary>The document's text as decoded, composed (NFC) and without characters that no text may have, before any repair; of a document of several stories, this one's.</summary>
    public required string OriginalText { get; init; }

    /// <summary>SHA-256 of the document's bytes, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What tells the story apart from all others and stays when it changes, such as its address or its number in a feed; null where the document has no such thing.</summary>
    public string? Identity { get; init; }

    /// <summary>SHA-256 of what was understood, in lower-case hexadecimal: as long as it stays, the story has not changed. Null in stores of before it was kept.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The repairs, in the order they were made; replaying them on <see cref="OriginalText"/> gives the text the article was read from.</summary>
    public List<TextChange> Repairs { get; init; } = [];

    /// <summary>What the document did not say outright.</summary>
    public List<Guess> Guesses { get; init; } = [];

    /// <summary>The same for another article.</summary>
    public ArticleOrigin Of(long articleId) => new()
    {
        ArticleId = articleId,
        Document = Document,
        MediaType = MediaType,
        ImportedAt = ImportedAt,
        Charset = Charset,
        CharsetEvidence = CharsetEvidence,
        CharsetConfidence = CharsetConfidence,
        OriginalText = OriginalText,
        Sha256 = Sha256,
        Identity = Identity,
        Fingerprint = Fingerprint,
        Repairs = Repairs,
        Guesses = Guesses,
    };

    /// <inheritdoc/>
    public string Hash { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<object?> HashedParts() =>
    [
        Document, MediaType, ImportedAt, Charset, CharsetEvidence, CharsetConfidence, OriginalText, Sha256,
        .. Repairs.SelectMany(change => new object[] { change.Kind, change.Line, change.Start, change.Before, change.After, change.Confidence, change.Reason }),
        .. Guesses.SelectMany(guess => new object[] { guess.What, guess.Value, guess.Why, guess.Confidence }),

        // Rows of before have neither, and keep the hash they have.
        .. Identity is null ? Array.Empty<object?>() : ["identity", Identity],
        .. Fingerprint is null ? Array.Empty<object?>() : ["fingerprint", Fingerprint],
    ];
}

/// <summary>One change made to a text.</summary>
/// <param name="Kind">Which repair made it, such as <c>reading-gloss</c>.</param>
/// <param name="Line">Line of the original, counted from 1.</param>
/// <param name="Start">Where it stands, in UTF-16 units from the start of the text.</param>
/// <param name="Before">Text before.</param>
/// <param name="After">Text after.</param>
/// <param name="Confidence"><c>certain</c> (follows from the bytes), <c>likely</c> (words decided) or <c>lost</c> (marked, not guessed).</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record TextChange(string Kind, int Line, int Start, string Before, string After, string Confidence, string Reason);

/// <summary>One thing an import concluded rather than read.</summary>
/// <param name="What">The member concerned, such as <c>publishedAt</c>.</param>
/// <param name="Value">What was concluded.</param>
/// <param name="Why">From what, in a sentence.</param>
/// <param name="Confidence">How sure: from 0 (a coin toss) to 1 (certain).</param>
public sealed record Guess(string What, string Value, string Why, double Confidence);
