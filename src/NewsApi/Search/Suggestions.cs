using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Persistence;
using NewsApi.Scripts;

namespace NewsApi.Search;

/// <summary>Finds what may complete a beginning.</summary>
public sealed class Suggestions(NewsDbContext db, ISearchIndex index)
{
    private const string LastCharacter = "\U0010FFFF";

    // Of the newest headlines that may have it.
    private const int MaxHeadlines = 200;

    /// <summary>Completions: tags, then speakers, then headlines, the newest first.</summary>
    internal async Task<IReadOnlyList<Suggestion>> OfAsync(string beginning, int limit, CancellationToken cancel)
    {
        var text = beginning.Trim();
        var found = new List<Suggestion>();
        foreach (var name in ScriptConversion.Variants(text))
        {
            // Tags that only drafts carry are not public.
            found.AddRange(await db.Tags.Where(tag => tag.Name.StartsWith(name) && tag.Articles.Any()).OrderByDescending(tag => tag.Articles.Count).ThenBy(tag => tag.Slug)
                .Take(limit).Select(tag => new Suggestion { Text = tag.Name, Type = SuggestionType.Tag, Slug = tag.Slug }).ToListAsync(cancel));
        }

        foreach (var name in ScriptConversion.Variants(text))
        {
            // A range, which an index has together. Behind every name that begins so comes the last character there is.
            var behind = name + LastCharacter;
            found.AddRange(await db.Sections.Where(section => section.Speaker!.CompareTo(name) >= 0 && section.Speaker.CompareTo(behind) < 0).GroupBy(section => section.Speaker!).OrderByDescending(speaker => speaker.Count()).ThenBy(speaker => speaker.Key)
                .Take(limit).Select(speaker => new Suggestion { Text = speaker.Key, Type = SuggestionType.Speaker, Slug = null }).ToListAsync(cancel));
        }

        if (HeadlineBeginning.OrNull(text) is { } wanted)
        {
            var ids = await index.MatchAsync(new IndexQuery.Except(wanted.InIndex, SearchTerms.Hidden), MaxHeadlines, cancel);
            var headlines = await db.Articles.Where(article => ids.Contains(article.Id)).OrderByDescending(article => article.PublishedAt).ThenByDescending(article => article.Id)
                .Select(article => new { article.Headline, article.Slug }).ToListAsync(cancel);
            found.AddRange(headlines.Where(article => wanted.IsIn(article.Headline)).Select(article => new Suggestion { Text = article.Headline, Type = SuggestionType.Headline, Slug = article.Slug }));
        }

        return [.. found.DistinctBy(suggestion => (suggestion.Type, suggestion.Text)).Take(limit)];
    }
}

/// <summary>What somebody begins to search for.</summary>
public sealed record SuggestionRequest
{
    /// <summary>Most completions.</summary>
    internal const int MaxLimit = 20;

    /// <summary>How many completions there are unless it is said.</summary>
    internal const int DefaultLimit = 10;

    /// <summary>The beginning of a name, or of words of a headline, in either script.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>How many completions at most, from 1 to 20.</summary>
    [FromQuery(Name = "limit")]
    public int Limit { get; init; } = DefaultLimit;

    internal sealed class Validator : AbstractValidator<SuggestionRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Q).NotNull().WithMessage("must be given: what is to be completed").IsSearchQuery();
            RuleFor(request => request.Limit).InclusiveBetween(1, MaxLimit).WithMessage($"must be a whole number from 1 to {MaxLimit}");
        }
    }
}

/// <summary>One completion.</summary>
public sealed record Suggestion
{
    /// <summary>The completed text, as stored.</summary>
    [StringLength(WireLimits.Line)]
    public required string Text { get; init; }

    /// <summary>What it is.</summary>
    public required SuggestionType Type { get; init; }

    /// <summary>Name of the tag or article in addresses; null for a speaker.</summary>
    [StringLength(WireLimits.Slug)]
    public required string? Slug { get; init; }
}

/// <summary>What a completion is.</summary>
public enum SuggestionType
{
    /// <summary>A tag: filter with `tag`.</summary>
    Tag,

    /// <summary>Somebody a section speaks for: filter sections with `speaker`.</summary>
    Speaker,

    /// <summary>A headline.</summary>
    Headline,
}
