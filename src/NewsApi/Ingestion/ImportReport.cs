using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NewsApi.Articles;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Importing;

namespace NewsApi.Ingestion;

/// <summary>What became of a document that was imported.</summary>
public sealed record ImportReport
{
    /// <summary>Whether nothing was stored: it says what would become of the document.</summary>
    public required bool DryRun { get; init; }

    /// <summary>What the document was read as.</summary>
    [StringLength(WireLimits.Line)]
    public required string MediaType { get; init; }

    /// <summary>The encoding its bytes were read in, and why.</summary>
    public required CharsetResponse Charset { get; init; }

    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    [StringLength(64)]
    public required string Sha256 { get; init; }

    /// <summary>The stories found in it, in order, and what became of each.</summary>
    [MaxLength(WireLimits.Document)]
    public required IReadOnlyList<ImportedArticle> Articles { get; init; }

    /// <summary>Each repair made to its text, in order.</summary>
    [MaxLength(WireLimits.Document)]
    public required IReadOnlyList<RepairResponse> Repairs { get; init; }

    /// <summary>What is wrong with the document as a whole.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<string> Warnings { get; init; }

    internal static ImportReport Of(ReadDocument document, IReadOnlyList<ImportedArticle> articles, bool isDry) => new()
    {
        DryRun = isDry,
        MediaType = document.MediaType,
        Charset = new CharsetResponse { Name = document.Decoded.Charset, Evidence = document.Decoded.Evidence, Confidence = document.Decoded.Confidence },
        Sha256 = document.Sha256,
        Articles = articles,
        Repairs = RepairResponse.Of(document.Repairs),
        Warnings = document.Warnings,
    };
}

/// <summary>What became of one story.</summary>
public sealed record ImportedArticle
{
    /// <summary>Number of the article; null where there is none.</summary>
    public required long? Id { get; init; }

    /// <summary>Its name in addresses; null where there is none.</summary>
    [StringLength(WireLimits.Slug)]
    public required string? Slug { get; init; }

    /// <summary>What became of the story, or would.</summary>
    public required ImportOutcome Outcome { get; init; }

    /// <summary>Headline as read.</summary>
    [StringLength(WireLimits.Text)]
    public required string Headline { get; init; }

    /// <summary>What was left out, looks wrong, or kept the story from being stored.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What the document did not say outright.</summary>
    [MaxLength(WireLimits.Many)]
    public required IReadOnlyList<GuessResponse> Guesses { get; init; }

    /// <summary>The story as understood, as it could be written; only in a dry run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ArticleInput? Article { get; init; }

    /// <summary>The related-news lists as understood, as they could be written; only in a dry run.</summary>
    [MaxLength(WireLimits.Few), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RelatedNewsInput>? RelatedNews { get; init; }

    internal static ImportedArticle Of(ReadStory story, ImportOutcome outcome, (long Id, string Slug)? article, IReadOnlyList<string> warnings, bool isDry) => new()
    {
        Id = article?.Id,
        Slug = article?.Slug,
        Outcome = outcome,
        Headline = story.Draft.Headline,
        Warnings = [.. story.Warnings, .. warnings],
        Guesses = GuessResponse.Of(story.Guesses),
        Article = isDry ? ArticleInput.Of(story.Draft) : null,
        RelatedNews = isDry ? [.. story.Draft.RelatedNews.Select(RelatedNewsInput.Of)] : null,
    };
}

/// <summary>What became of a story.</summary>
public enum ImportOutcome
{
    /// <summary>It is a new article.</summary>
    Created,

    /// <summary>It was imported before, has changed since, and so was its article.</summary>
    Updated,

    /// <summary>It was imported before, and says what it said.</summary>
    Unchanged,

    /// <summary>It can't be an article; the warnings say why.</summary>
    Refused,
}
