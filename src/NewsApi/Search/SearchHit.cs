using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;
using NewsApi.Articles;
using NewsApi.Articles.Forms;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Paging;
using NewsApi.Scripts;

namespace NewsApi.Search;

/// <summary>An article that was found, and where in it what was searched for stands.</summary>
public sealed record SearchHit : ListedArticle
{
    [SetsRequiredMembers]
    internal SearchHit(ArticleSummary article, ArticleParts parts, IReadOnlyList<SearchHighlight> highlights)
        : base(article, parts) => Highlights = highlights;

    /// <summary>Where it stands: the headline if it is there, and the most telling other places.</summary>
    [MaxLength(SearchHighlight.Most)]
    public required IReadOnlyList<SearchHighlight> Highlights { get; init; }

    /// <inheritdoc/>
    internal override ArticleSummary ConvertedTo(ScriptConversion script) =>
        (SearchHit)base.ConvertedTo(script) with { Highlights = [.. Highlights.Select(highlight => highlight with { Text = script.Convert(highlight.Text) })] };
}

/// <summary>A place in an article where what was searched for stands.</summary>
public sealed record SearchHighlight
{
    /// <summary>Most places shown of an article.</summary>
    internal const int Most = 4;

    // UTF-16 units around the first match that tell what it is about.
    private const int Before = 30;
    private const int Length = 120;

    private IReadOnlyList<(int Start, int Length)> _spans = [];

    /// <summary>What of the article it is.</summary>
    public required SearchedPart Part { get; init; }

    /// <summary>Number of the section it is in; null outside of one.</summary>
    [Range(1, WireLimits.Many)]
    public required int? Section { get; init; }

    /// <summary>The text around it, as stored; `…` where it goes on.</summary>
    [StringLength(WireLimits.Line)]
    public required string Text { get; init; }

    /// <summary>The same for a page of HTML: what was found is in `mark` elements, all else is escaped.</summary>
    [StringLength(WireLimits.Text)]
    public string Html
    {
        get
        {
            var html = new StringBuilder();
            foreach (var (text, isFound) in Pieces)
            {
                html.Append(isFound ? "<mark>" : "").Append(HtmlText.Escape(text)).Append(isFound ? "</mark>" : "");
            }

            return html.ToString();
        }
    }

    /// <summary>The text in pieces: what was found, and what stands between.</summary>
    internal IEnumerable<(string Text, bool IsFound)> Pieces
    {
        get
        {
            var at = 0;
            foreach (var (start, length) in _spans)
            {
                yield return (Text[at..start], false);
                yield return (Text[start..(start + length)], true);
                at = start + length;
            }

            yield return (Text[at..], false);
        }
    }

    /// <summary>The most telling places of an article.</summary>
    internal static IReadOnlyList<SearchHighlight> Of(RowText text, ChineseText.Search.SearchQuery query) =>
    [
        .. text.Find(query).Index()
            .OrderBy(found => found.Item.Text.Part == SearchedPart.Headline ? 0 : 1).ThenByDescending(found => found.Item.Clauses).ThenBy(found => found.Item.Text.Part).ThenBy(found => found.Index)
            .Take(Most).Select(found => Of(found.Item.Text, found.Item.Spans)),
    ];

    private static SearchHighlight Of(SearchedText found, IReadOnlyList<(int Start, int Length)> spans)
    {
        var start = found.Part == SearchedPart.Body ? Math.Max(0, spans[0].Start - Before) : 0;
        var end = Math.Min(found.Text.Length, Math.Max(start + Length, spans[0].Start + spans[0].Length));

        // No character is cut in two.
        start += start > 0 && start < found.Text.Length && char.IsLowSurrogate(found.Text[start]) ? 1 : 0;
        end -= end < found.Text.Length && char.IsLowSurrogate(found.Text[end]) ? 1 : 0;
        var (lead, trail) = (start > 0 ? "…" : "", end < found.Text.Length ? "…" : "");
        return new SearchHighlight
        {
            Part = found.Part,
            Section = found.Section,
            Text = $"{lead}{found.Text[start..end]}{trail}",
            _spans = [.. spans.Where(span => span.Start >= start && span.Start + span.Length <= end).Select(span => (span.Start - start + lead.Length, span.Length))],
        };
    }
}

/// <summary>One page of what was found, and what it is divided by.</summary>
public sealed record SearchPage : IPage, IShownInScript
{
    /// <summary>The articles of this page, the best first.</summary>
    [MaxLength(PageRequest.MaxLimit)]
    public required IReadOnlyList<SearchHit> Items { get; init; }

    /// <summary>Give it as `cursor` to get the next page; null on the last one.</summary>
    [StringLength(Cursor.MaxLength)]
    public required string? NextCursor { get; init; }

    /// <summary>How many articles were found, when `total=true` asked for it. Counting stops at 10,000.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, QueryablePaging.MaxTotal)]
    public int? Total { get; init; }

    /// <summary>Whether `total` is all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? TotalIsExact { get; init; }

    /// <summary>How many of the articles found have which kind, tag, source and month.</summary>
    public required SearchFacets Facets { get; init; }

    IEnumerable<string> IShownInScript.Languages => Items.SelectMany(item => ((IShownInScript)item).Languages);

    IShownInScript IShownInScript.In(ScriptConversion script) => this with
    {
        Items = [.. Items.Select(item => (SearchHit)((IShownInScript)item).In(script))],
        Facets = Facets with { Tag = [.. Facets.Tag.Select(tag => tag with { Name = script.ConvertOrNull(tag.Name) })] },
    };
}
