using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Scripts;

namespace NewsApi.RelatedNews;

/// <summary>A list of other news printed with a story.</summary>
[ReadsAlways(nameof(Language))]
public sealed record RelatedNewsResponse : IShownInScript
{
    /// <summary>How many entries a list shows at once; `…/entries` pages through all of them.</summary>
    internal const int MaxEntries = 100;

    /// <summary>Number of the list across all articles.</summary>
    public required long Id { get; init; }

    /// <summary>Title as printed; null where it has none.</summary>
    [StringLength(WireLimits.Line)]
    public required string? Title { get; init; }

    /// <summary>The article it was printed with.</summary>
    public required long ArticleId { get; init; }

    /// <summary>Language of the text (BCP 47).</summary>
    [StringLength(WireLimits.Language)]
    public required string Language { get; init; }

    /// <summary>Whether the text was converted to the script that was asked for.</summary>
    public required bool Converted { get; init; }

    /// <summary>How many entries it has.</summary>
    [Range(0, int.MaxValue)]
    public required int EntryCount { get; init; }

    /// <summary>The entries in the order printed, the first 100 at most.</summary>
    [MaxLength(MaxEntries)]
    public required IReadOnlyList<EntryResponse> Entries { get; init; }

    IEnumerable<string> IShownInScript.Languages => [Language];

    IShownInScript IShownInScript.In(ScriptConversion script) => script.Applies(Language) ? ConvertedTo(script) : this;

    /// <summary>The same in another script; printed times stay as printed.</summary>
    internal RelatedNewsResponse ConvertedTo(ScriptConversion script) => this with
    {
        Title = script.ConvertOrNull(Title),
        Language = script.Language,
        Converted = true,
        Entries = [.. Entries.Select(entry => entry.ConvertedTo(script))],
    };

    internal static Expression<Func<RelatedNewsList, RelatedNewsResponse>> Projection { get; } = list => new RelatedNewsResponse
    {
        Id = list.Id,
        Title = list.Title,
        ArticleId = list.ArticleId,
        Language = list.Article!.Language,
        Converted = false,
        EntryCount = list.Entries.Count,

        // Numbers have no gaps. Take() would number the entries of the whole store first.
        Entries = list.Entries.Where(entry => entry.Number <= MaxEntries).OrderBy(entry => entry.Number).AsQueryable().Select(EntryResponse.Projection).ToList(),
    };
}

/// <summary>One line of a related-news list.</summary>
public sealed record EntryResponse : IShownInScript
{
    /// <summary>Place in the list as printed, counted from 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>When that news appeared, with the offset of the zone it was printed in.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>How much of `publishedAt` was printed.</summary>
    public required DatePrecision PublishedPrecision { get; init; }

    /// <summary>The time exactly as printed.</summary>
    [StringLength(WireLimits.Line)]
    public required string PrintedTime { get; init; }

    /// <summary>Title as printed; null where the list prints only times.</summary>
    [StringLength(WireLimits.Line)]
    public required string? Title { get; init; }

    /// <summary>Where that news is; null where the page has no link.</summary>
    [StringLength(WireLimits.Url)]
    public required string? Url { get; init; }

    /// <summary>The article here that the entry speaks of; null where there is none.</summary>
    public required long? ArticleId { get; init; }

    /// <summary>Whether the title was converted to the script that was asked for.</summary>
    public required bool Converted { get; init; }

    /// <summary>Language of its list; the entry alone does not say it.</summary>
    internal string Language { get; init; } = "";

    IEnumerable<string> IShownInScript.Languages => [Language];

    IShownInScript IShownInScript.In(ScriptConversion script) => script.Applies(Language) ? ConvertedTo(script) : this;

    /// <summary>The same in another script; the printed time stays as printed.</summary>
    internal EntryResponse ConvertedTo(ScriptConversion script) => this with { Title = script.ConvertOrNull(Title), Language = script.Language, Converted = true };

    internal static Expression<Func<RelatedNewsEntry, EntryResponse>> Projection { get; } = entry => new EntryResponse
    {
        Number = entry.Number,
        PublishedAt = entry.PublishedAt.ToOffset(TimeSpan.FromMinutes(entry.PublishedOffsetMinutes)),
        PublishedPrecision = entry.PublishedPrecision,
        PrintedTime = entry.PrintedTime,
        Title = entry.Title,
        Url = entry.Url,
        Converted = false,

        // Only what everybody may see is linked to.
        ArticleId = entry.LinkedArticle!.Status == ArticleStatus.Published ? entry.LinkedArticleId : null,
    };
}
