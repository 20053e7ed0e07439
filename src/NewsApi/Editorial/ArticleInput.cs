using System.ComponentModel.DataAnnotations;
using NewsApi.ChineseText;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>An article as it is written.</summary>
public sealed record ArticleInput
{
    /// <summary>Headline: one line.</summary>
    [StringLength(WireLimits.Line, MinimumLength = 1)]
    public required string Headline { get; init; }

    /// <summary>One or two sentences that say what happened.</summary>
    [StringLength(WireLimits.Text)]
    public string? Summary { get; init; }

    /// <summary>Language of the text (BCP 47). Where absent, the script of the text decides between zh-Hant and zh-Hans; `und` where it does not.</summary>
    [StringLength(WireLimits.Language)]
    public string? Language { get; init; }

    /// <summary>`draft` or `published`. A new article is a draft unless it says otherwise; one that is changed stays what it is.</summary>
    public ArticleStatus? Status { get; init; }

    /// <summary>When the story appeared, with its offset. Where absent, the moment of publication.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>How much of `publishedAt` is known. Where absent, `second`, or as before where `publishedAt` stays the same.</summary>
    public DatePrecision? PublishedPrecision { get; init; }

    /// <summary>Readable name in addresses. Where absent, a new article gets one from its headline, and one that is changed keeps its own.</summary>
    [StringLength(WireLimits.Slug)]
    public string? Slug { get; init; }

    /// <summary>Who published it first.</summary>
    public SourceInput? Source { get; init; }

    /// <summary>Names of the authors.</summary>
    [MaxLength(WireLimits.Few)]
    public IReadOnlyList<string>? Authors { get; init; }

    /// <summary>What it is about: slugs of tags, or other names of theirs. One that no tag has makes a new tag of type `topic`.</summary>
    [MaxLength(WireLimits.Few)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Pictures, videos and sound of the whole story.</summary>
    [MaxLength(WireLimits.Few)]
    public IReadOnlyList<MediaInput>? Media { get; init; }

    /// <summary>The text, in reading order.</summary>
    [MaxLength(WireLimits.Many)]
    public IReadOnlyList<SectionInput>? Sections { get; init; }

    /// <summary>The article as it could be written again.</summary>
    internal static ArticleInput Of(Article article) => new()
    {
        Headline = article.Headline,
        Summary = article.Summary,
        Language = article.Language,
        Status = article.Status,
        PublishedAt = article.IsDated ? article.PublishedAt.ToOffset(TimeSpan.FromMinutes(article.PublishedOffsetMinutes)) : null,
        PublishedPrecision = article.IsDated ? article.PublishedPrecision : null,
        Slug = article.Slug,
        Source = article.SourceName is null ? null : new SourceInput { Name = article.SourceName, Url = article.SourceUrl },
        Authors = [.. article.Authors],
        Tags = [.. article.Tags.Select(tag => tag.Slug).Order(StringComparer.Ordinal)],
        Media = [.. article.Media.OrderBy(media => media.Number).Select(media => new MediaInput { Type = media.Type, Caption = media.Caption, Url = media.Url })],
        Sections =
        [
            .. article.Sections.OrderBy(section => section.Number).Select(section => new SectionInput
            {
                Kind = section.KindSlug,
                Heading = section.Heading,
                Speaker = section.Speaker,
                Blocks = [.. section.Blocks.OrderBy(block => block.Number).Select(BlockInput.Of)],
            }),
        ],
    };

    /// <summary>A draft as it could be written.</summary>
    internal static ArticleInput Of(ArticleDraft draft) => new()
    {
        Headline = draft.Headline,
        Summary = draft.Summary,
        Language = draft.Language,
        Status = draft.Status,
        PublishedAt = draft.PublishedAt,
        PublishedPrecision = draft.PublishedAt is null ? null : draft.PublishedPrecision,
        Slug = draft.Slug,
        Source = draft.SourceName is null ? null : new SourceInput { Name = draft.SourceName, Url = draft.SourceUrl },
        Authors = draft.Authors,
        Tags = [.. draft.Tags.Select(tag => tag.Name)],
        Media = [.. draft.Media.Select(media => new MediaInput { Type = media.Type, Caption = media.Caption, Url = media.Url })],
        Sections =
        [
            .. draft.Sections.Select(section => new SectionInput
            {
                Kind = section.KindSlug,
                Heading = section.Heading,
                Speaker = section.Speaker,
                Blocks = [.. section.Blocks.Select(BlockInput.Of)],
            }),
        ],
    };

    /// <summary>What is wanted, in the words of the store.</summary>
    internal ArticleDraft ToDraft() => new()
    {
        Headline = PlainText.Normalise(Headline),
        Summary = PlainText.NormaliseOrNull(Summary),
        Language = Language is null ? LanguageOfText() : LanguageTag.Canonical(Language),
        Status = Status,
        PublishedAt = PublishedAt,
        PublishedPrecision = PublishedPrecision,
        Slug = Slug is null ? null : SlugOrId.Normalise(Slug),
        SourceName = PlainText.NormaliseOrNull(Source?.Name),
        SourceUrl = Source?.Url,
        Authors = [.. (Authors ?? []).Select(PlainText.Normalise)],
        Tags = [.. (Tags ?? []).Select(tag => new TagDraft(PlainText.Normalise(tag), TagType.Topic))],
        Media = [.. (Media ?? []).Select(media => new MediaItem { Type = media.Type, Caption = PlainText.NormaliseOrNull(media.Caption), Url = media.Url })],
        Sections = [.. (Sections ?? []).Select(section => section.ToDraft())],
    };

    private string LanguageOfText() =>
        ChineseScript.LanguageOf(Headline + string.Concat((Sections ?? []).SelectMany(section => section.Blocks ?? []).Select(block => block.Words)));
}

/// <summary>Who published a story first.</summary>
public sealed record SourceInput
{
    /// <summary>Name.</summary>
    [StringLength(WireLimits.Line, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>Address of the story there (http or https).</summary>
    [StringLength(WireLimits.Url)]
    public string? Url { get; init; }
}

/// <summary>A picture, video or sound.</summary>
public sealed record MediaInput
{
    /// <summary>What it is.</summary>
    public required MediaType Type { get; init; }

    /// <summary>Text shown with it.</summary>
    [StringLength(WireLimits.Text)]
    public string? Caption { get; init; }

    /// <summary>Where it is (http or https).</summary>
    [StringLength(WireLimits.Url)]
    public string? Url { get; init; }
}

/// <summary>A part of an article under one heading.</summary>
public sealed record SectionInput
{
    /// <summary>What it is about: a slug of `/api/v1/section-kinds`.</summary>
    [StringLength(WireLimits.Slug)]
    public required string Kind { get; init; }

    /// <summary>Heading: one line; absent for the lead.</summary>
    [StringLength(WireLimits.Line)]
    public string? Heading { get; init; }

    /// <summary>Who the heading says it speaks for.</summary>
    [StringLength(WireLimits.Line)]
    public string? Speaker { get; init; }

    /// <summary>The text, in reading order.</summary>
    [MaxLength(WireLimits.Many)]
    public IReadOnlyList<BlockInput>? Blocks { get; init; }

    internal SectionDraft ToDraft() => new(
        Kind, PlainText.NormaliseOrNull(Heading), PlainText.NormaliseOrNull(Speaker), [.. (Blocks ?? []).Select(block => block.ToBlock())]);
}
