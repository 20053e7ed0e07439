using System.ComponentModel.DataAnnotations;
using System.Globalization;
using NewsApi.Http;
using NewsApi.Model;

namespace NewsApi.Editorial;

/// <summary>A related-news list as it is written.</summary>
public sealed record RelatedNewsInput
{
    /// <summary>Title; absent where it has none.</summary>
    [StringLength(WireLimits.Line)]
    public string? Title { get; init; }

    /// <summary>The entries, in the order shown.</summary>
    [MinLength(1), MaxLength(WireLimits.Many)]
    public required IReadOnlyList<EntryInput> Entries { get; init; }

    /// <summary>The list as it could be written again.</summary>
    internal static RelatedNewsInput Of(RelatedNewsList list) => new()
    {
        Title = list.Title,
        Entries =
        [
            .. list.Entries.OrderBy(entry => entry.Number).Select(entry => new EntryInput
            {
                PublishedAt = entry.PublishedAt.ToOffset(TimeSpan.FromMinutes(entry.PublishedOffsetMinutes)),
                PublishedPrecision = entry.PublishedPrecision,
                PrintedTime = entry.PrintedTime,
                Title = entry.Title,
                Url = entry.Url,
                ArticleId = entry.LinkedArticleId,
            }),
        ],
    };

    /// <summary>A draft as it could be written.</summary>
    internal static RelatedNewsInput Of(RelatedNewsDraft draft) => new()
    {
        Title = draft.Title,
        Entries =
        [
            .. draft.Entries.Select(entry => new EntryInput
            {
                PublishedAt = entry.At,
                PublishedPrecision = entry.Precision,
                PrintedTime = entry.PrintedTime,
                Title = entry.Title,
                Url = entry.Url,
                ArticleId = entry.LinkedArticleId,
            }),
        ],
    };

    internal RelatedNewsDraft ToDraft() => new(PlainText.NormaliseOrNull(Title), [.. Entries.Select(entry => entry.ToDraft())]);
}

/// <summary>One line of a related-news list as it is written.</summary>
public sealed record EntryInput
{
    /// <summary>When that news appeared, with its offset.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>How much of `publishedAt` is known; `second` where absent.</summary>
    public DatePrecision? PublishedPrecision { get; init; }

    /// <summary>The time as printed; where absent, it is made of `publishedAt`.</summary>
    [StringLength(WireLimits.Line)]
    public string? PrintedTime { get; init; }

    /// <summary>Title.</summary>
    [StringLength(WireLimits.Line)]
    public string? Title { get; init; }

    /// <summary>Where that news is (http or https).</summary>
    [StringLength(WireLimits.Url)]
    public string? Url { get; init; }

    /// <summary>The article here that the entry speaks of.</summary>
    public long? ArticleId { get; init; }

    internal RelatedNewsEntryDraft ToDraft()
    {
        var precision = PublishedPrecision ?? DatePrecision.Second;
        var printed = PrintedTime ?? PublishedAt.ToString(
            precision switch
            {
                DatePrecision.Year => "yyyy",
                DatePrecision.Month => "yyyy-MM",
                DatePrecision.Day => "yyyy-MM-dd",
                DatePrecision.Hour or DatePrecision.Minute => "yyyy-MM-dd HH:mm",
                _ => "yyyy-MM-dd HH:mm:ss",
            },
            CultureInfo.InvariantCulture);
        return new RelatedNewsEntryDraft(PublishedAt, precision, PlainText.Normalise(printed), PlainText.NormaliseOrNull(Title), Url, ArticleId);
    }
}
