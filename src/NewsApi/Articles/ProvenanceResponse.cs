using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Scripts;

namespace NewsApi.Articles;

/// <summary>Where an article came from, and what was done to its text.</summary>
[ReadsAlways(nameof(Language))]
public sealed record ProvenanceResponse : IShownInScript
{
    /// <summary>The article.</summary>
    public required long ArticleId { get; init; }

    /// <summary>Language of the article (BCP 47).</summary>
    [StringLength(WireLimits.Language)]
    public required string Language { get; init; }

    /// <summary>Always false: what was found and what was done to it are shown as they are, whatever script is asked for.</summary>
    public required bool Converted { get; init; }

    /// <summary>Name of the document: a file name or an address.</summary>
    [StringLength(WireLimits.Url)]
    public required string Document { get; init; }

    /// <summary>Media type it was read as.</summary>
    [StringLength(WireLimits.Line)]
    public required string MediaType { get; init; }

    /// <summary>When it was imported.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>The encoding its bytes were read in, and why.</summary>
    public required CharsetResponse Charset { get; init; }

    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    [StringLength(64)]
    public required string Sha256 { get; init; }

    /// <summary>Its text as decoded, before any repair.</summary>
    [StringLength(WireLimits.Document)]
    public required string Original { get; init; }

    /// <summary>Each repair made to the text, in order.</summary>
    [MaxLength(WireLimits.Document)]
    public required IReadOnlyList<RepairResponse> Repairs { get; init; }

    /// <summary>What the document did not say outright.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<GuessResponse> Guesses { get; init; }

    IEnumerable<string> IShownInScript.Languages => [Language];

    IShownInScript IShownInScript.In(ScriptConversion script) => this;

    internal static Expression<Func<ArticleOrigin, ProvenanceResponse>> Projection { get; } = origin => new ProvenanceResponse
    {
        ArticleId = origin.ArticleId,
        Language = origin.Article!.Language,
        Converted = false,
        Document = origin.Document,
        MediaType = origin.MediaType,
        ImportedAt = origin.ImportedAt,
        Charset = new CharsetResponse { Name = origin.Charset, Evidence = origin.CharsetEvidence, Confidence = origin.CharsetConfidence },
        Sha256 = origin.Sha256,
        Original = origin.OriginalText,
        Repairs = RepairResponse.Of(origin.Repairs),
        Guesses = GuessResponse.Of(origin.Guesses),
    };
}

/// <summary>An encoding of text.</summary>
public sealed record CharsetResponse
{
    /// <summary>Its IANA name.</summary>
    [StringLength(WireLimits.Line)]
    public required string Name { get; init; }

    /// <summary>Why it was believed.</summary>
    [StringLength(WireLimits.Line)]
    public required string Evidence { get; init; }

    /// <summary>How sure it is, from 0 to 1.</summary>
    [Range(0, 1)]
    public required double Confidence { get; init; }
}

/// <summary>One change made to a damaged text.</summary>
public sealed record RepairResponse
{
    /// <summary>Which kind of damage it mends.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Kind { get; init; }

    /// <summary>Line of the original, counted from 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Line { get; init; }

    /// <summary>Where the change begins, in UTF-16 units of the text at that step.</summary>
    [Range(0, int.MaxValue)]
    public required int Start { get; init; }

    /// <summary>Text before the change.</summary>
    [StringLength(WireLimits.Text)]
    public required string Before { get; init; }

    /// <summary>Text after it.</summary>
    [StringLength(WireLimits.Text)]
    public required string After { get; init; }

    /// <summary>`certain` follows from the bytes; `likely` was decided by words; `lost` is marked, not guessed.</summary>
    [StringLength(WireLimits.Slug), AllowedValues("certain", "likely", "lost")]
    public required string Confidence { get; init; }

    /// <summary>Why.</summary>
    [StringLength(WireLimits.Text)]
    public required string Reason { get; init; }

    internal static IReadOnlyList<RepairResponse> Of(IEnumerable<TextChange> changes) =>
    [
        .. changes.Select(change => new RepairResponse
        {
            Kind = change.Kind,
            Line = change.Line,
            Start = change.Start,
            Before = change.Before,
            After = change.After,
            Confidence = change.Confidence,
            Reason = change.Reason,
        }),
    ];
}

/// <summary>One thing concluded rather than read.</summary>
public sealed record GuessResponse
{
    /// <summary>The member concerned.</summary>
    [StringLength(WireLimits.Line)]
    public required string What { get; init; }

    /// <summary>What was concluded.</summary>
    [StringLength(WireLimits.Text)]
    public required string Value { get; init; }

    /// <summary>From what.</summary>
    [StringLength(WireLimits.Text)]
    public required string Why { get; init; }

    /// <summary>How sure, from 0 to 1.</summary>
    [Range(0, 1)]
    public required double Confidence { get; init; }

    internal static IReadOnlyList<GuessResponse> Of(IEnumerable<Guess> guesses) =>
        [.. guesses.Select(guess => new GuessResponse { What = guess.What, Value = guess.Value, Why = guess.Why, Confidence = guess.Confidence })];
}
