using Microsoft.AspNetCore.Http.Extensions;
using NewsApi.Articles;
using NewsApi.Feeds;
using NewsApi.Paging;
using NewsApi.Scripts;
using NewsApi.Sections;

namespace NewsApi.Pages;

/// <summary>What the front page shows: the newest stories, those of a kind or tag, or what was searched for.</summary>
public sealed record FrontPage : IPage, IShownInScript
{
    /// <summary>Which stories.</summary>
    public required FeedFilter Filter { get; init; }

    /// <summary>Whether it is the first page of them.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>The stories, each with the headings of its sections.</summary>
    public required IReadOnlyList<ListedArticle> Stories { get; init; }

    /// <inheritdoc/>
    public required string? NextCursor { get; init; }

    /// <summary>How many were found; null where nothing was searched for.</summary>
    public int? Total { get; init; }

    /// <summary>Whether that is all of them.</summary>
    public bool? TotalIsExact { get; init; }

    /// <summary>What sections are about, and there are sections of.</summary>
    public required IReadOnlyList<KindOfSection> Kinds { get; init; }

    /// <summary>What these stories are about, the most first.</summary>
    public required IReadOnlyList<Topic> Topics { get; init; }

    IEnumerable<string> IShownInScript.Languages => Stories.Select(story => story.Language);

    IShownInScript IShownInScript.In(ScriptConversion script) => this with
    {
        Stories = [.. Stories.Select(story => (ListedArticle)((IShownInScript)story).In(script))],
        Topics = [.. Topics.Select(topic => topic with { Name = script.Convert(topic.Name) })],
    };

    /// <summary>The filter as parameters.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Parameters(string? kind, IEnumerable<string> tags, string? cursor = null)
    {
        if (Filter.Q is { } q)
        {
            yield return new("q", q);
        }

        if (kind is not null)
        {
            yield return new("kind", kind);
        }

        foreach (var tag in tags)
        {
            yield return new("tag", tag);
        }

        if (cursor is not null)
        {
            yield return new("cursor", cursor);
        }
    }

    /// <summary>The filter as it is, as parameters.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Parameters(string? cursor = null) => Parameters(Filter.Kind, Filter.Tag ?? [], cursor);

    /// <summary>The filter as the query of an address.</summary>
    internal string Query => new QueryBuilder(Parameters()).ToString();
}

/// <summary>What a section can be about.</summary>
/// <param name="Slug">Its name in filters.</param>
/// <param name="Names">Its names for people.</param>
public sealed record KindOfSection(string Slug, SectionKindNames Names)
{
    /// <summary>Its name in a language of the reader.</summary>
    internal string In(string language) => language == ScriptConversion.Simplified.Language ? Names.Simplified : Names.Traditional;
}

/// <summary>A tag of the stories that are shown.</summary>
/// <param name="Slug">Its name in filters.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Count">How many stories have it, where they were counted.</param>
public sealed record Topic(string Slug, string Name, int? Count);
