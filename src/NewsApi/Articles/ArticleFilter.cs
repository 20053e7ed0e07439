using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.Scripts;
using NewsApi.Sections;
using NewsApi.Site;

namespace NewsApi.Articles;

/// <summary>Which articles are wanted, and in which order.</summary>
public sealed record ArticleFilter
{
    private const string AnyStatus = "any";

    // Numbers begin with 1.
    private const long NoTag = 0;

    // To look up one of few takes as long as to pass by three of all, of which there are 20 × all ÷ few in front of a page's end.
    private const double FewSquared = 20.0 / 3;

    /// <summary>Newest story first.</summary>
    internal const string NewestFirst = "-publishedAt";

    /// <summary>Oldest story first.</summary>
    internal const string OldestFirst = "publishedAt";

    /// <summary>Latest change first.</summary>
    internal const string LatestChangeFirst = "-updatedAt";

    /// <summary>The best first; only with `q`.</summary>
    internal const string BestFirst = "relevance";

    /// <summary>Only articles with these words in headline, summary, headings or text, in either script. Words are all wanted; `"…"` finds them one after the other, `-word` excludes, `OR` stands between alternatives.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>Only articles with a section of this kind: a slug of `/api/v1/section-kinds`.</summary>
    /// <example>demands</example>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Only articles with this tag, by slug or another of its names in addresses. Given several times, the article must have all of them. An unknown tag has no articles.</summary>
    [FromQuery(Name = "tag")]
    public string[]? Tag { get; init; }

    /// <summary>Only articles of this status; `any` takes all. Everything but `published`, the default, needs a key with `drafts:read`.</summary>
    /// <example>published</example>
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary>Only articles of this source, by its exact name, in either script. An unknown source has no articles.</summary>
    /// <example>NewsApi seed</example>
    [FromQuery(Name = "source")]
    public string? Source { get; init; }

    /// <summary>Only articles in this language (BCP 47). `zh` takes both scripts.</summary>
    /// <example>zh-Hant</example>
    [FromQuery(Name = "language")]
    public string? Language { get; init; }

    /// <summary>Only stories that appeared then or later: a day in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "from")]
    public DayOrInstant? From { get; init; }

    /// <summary>Only stories that appeared then or earlier: a day (all of it) in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "to")]
    public DayOrInstant? To { get; init; }

    /// <summary>Only articles that changed here at this instant or later.</summary>
    [FromQuery(Name = "updatedSince")]
    public Instant? UpdatedSince { get; init; }

    /// <summary>Only the articles with these ids, up to 100. Ids without an article are passed over.</summary>
    [FromQuery(Name = "ids")]
    public IdList? Ids { get; init; }

    /// <summary>The order: newest story first, oldest story first, latest change first, or the best first: `relevance` only with `q`.</summary>
    /// <example>-publishedAt</example>
    [FromQuery(Name = "sort")]
    public string Sort { get; init; } = NewestFirst;

    /// <summary>Every order there is.</summary>
    internal static IReadOnlyDictionary<string, ListOrder<Article>> Orders { get; } = new Dictionary<string, ListOrder<Article>>(StringComparer.Ordinal)
    {
        [NewestFirst] = new ListOrder<Article>().Descending(article => article.PublishedAt).Descending(article => article.Id),
        [OldestFirst] = new ListOrder<Article>().Ascending(article => article.PublishedAt).Ascending(article => article.Id),
        [LatestChangeFirst] = new ListOrder<Article>().Descending(article => article.UpdatedAt).Descending(article => article.Id),
    };

    /// <summary>Every order there is, by name.</summary>
    internal static IReadOnlyList<string> Sorts { get; } = [.. Orders.Keys, BestFirst];

    /// <summary>Every status that can be asked for.</summary>
    internal static IReadOnlyList<string> Statuses { get; } = [.. Enum.GetNames<ArticleStatus>().Select(name => name.ToLowerInvariant()), AnyStatus];

    /// <summary>Whether it asks only for what everybody may see.</summary>
    internal bool IsPublic => Status is null || Status == Statuses[(int)ArticleStatus.Published];

    /// <summary>The rows that pass.</summary>
    /// <param name="db">The store.</param>
    /// <param name="tags">The tags that are named, from <see cref="TagsAsync"/>.</param>
    /// <param name="zone">Where days begin and end.</param>
    internal IQueryable<Article> Apply(NewsDbContext db, IReadOnlyList<long> tags, TimeZoneInfo zone)
    {
        IQueryable<Article> articles = db.Articles;
        if (!IsPublic)
        {
            articles = articles.IgnoreQueryFilters();
            articles = Status == AnyStatus ? articles : WithStatus(articles, Enum.Parse<ArticleStatus>(Status!, ignoreCase: true));
        }

        if (Kind is not null)
        {
            articles = articles.Where(article => article.Sections.Any(section => section.KindSlug == Kind));
        }

        foreach (var tag in tags)
        {
            articles = articles.Where(article => db.ArticleTags.Any(link => EF.Property<long>(link, "TagId") == tag && EF.Property<long>(link, "ArticleId") == article.Id));
        }

        if (Source is not null)
        {
            var names = ScriptConversion.Variants(Source);
            articles = articles.Where(article => names.Contains(article.SourceName));
        }

        if (Language is not null)
        {
            var language = LanguageTag.Canonical(Language);
            articles = articles.Where(article => article.Language == language || article.Language.StartsWith(language + "-"));
        }

        if (From?.Start(zone) is { } start)
        {
            articles = articles.Where(article => article.PublishedAt >= start);
        }

        if (To?.Last(zone) is { } last)
        {
            articles = articles.Where(article => article.PublishedAt <= last);
        }

        if (UpdatedSince?.At is { } since)
        {
            articles = articles.Where(article => article.UpdatedAt >= since);
        }

        return Ids?.Ids is { } ids ? articles.Where(article => ids.Contains(article.Id)) : articles;
    }

    /// <summary>
    /// The same rows, by their numbers where a tag or kind has few: to find those in the order of a list, one would have to pass by all
    /// others, which takes as long as the store is large.
    /// </summary>
    internal async Task<IQueryable<Article>> AmongFewAsync(NewsDbContext db, IQueryable<Article> articles, IReadOnlyList<long> tags, CancellationToken cancel)
    {
        List<IQueryable<long>> narrow =
        [
            .. tags.Select(tag => db.ArticleTags.Where(link => EF.Property<long>(link, "TagId") == tag).Select(link => EF.Property<long>(link, "ArticleId"))),
            .. Kind is null ? [] : new[] { db.Sections.IgnoreQueryFilters().Where(section => section.KindSlug == Kind).Select(section => section.ArticleId) },
        ];
        var few = narrow.Count == 0 ? 0 : (int)Math.Sqrt(FewSquared * await db.MostArticlesAsync(cancel));
        foreach (var ids in narrow)
        {
            // Counted first: most are many, and their numbers are not wanted.
            if (!await ids.Skip(few).AnyAsync(cancel))
            {
                var found = await ids.Distinct().ToListAsync(cancel);
                articles = articles.Where(article => found.Contains(article.Id));
            }
        }

        return articles;
    }

    /// <summary>What the index knows of it: with that, words that are everywhere are not looked for everywhere.</summary>
    internal IndexFilter InIndex(IReadOnlyList<long> tags)
    {
        List<IndexQuery> terms = [];
        if (Kind is not null)
        {
            terms.Add(SearchTerms.Kind(Kind));
        }

        terms.AddRange(tags.Select(SearchTerms.Tag));

        if (Source is not null)
        {
            terms.Add(new IndexQuery.Any([.. ScriptConversion.Variants(Source).Select(SearchTerms.Source)]));
        }

        var isWhole = IsPublic && (Language, From, To, UpdatedSince, Ids) is (null, null, null, null, null);
        return new IndexFilter(terms, IsPublic, isWhole);
    }

    /// <summary>The numbers of the tags that are named, by slug or another of their names; <see cref="NoTag"/> where nothing has the name.</summary>
    internal async Task<List<long>> TagsAsync(NewsDbContext db, CancellationToken cancel)
    {
        var tags = new List<long>();
        foreach (var slug in (Tag ?? []).Select(SlugOrId.Normalise))
        {
            var named = await db.Tags.Where(tag => tag.Slug == slug).Select(tag => tag.Id).Concat(db.TagAliases.Where(alias => alias.Slug == slug).Select(alias => alias.TagId)).ToListAsync(cancel);
            tags.Add(named is [var id, ..] ? id : NoTag);
        }

        return tags;
    }

    private static IQueryable<Article> WithStatus(IQueryable<Article> articles, ArticleStatus status) => articles.Where(article => article.Status == status);
}

internal sealed class ArticleFilterValidator : AbstractValidator<ArticleFilter>
{
    public ArticleFilterValidator(SiteTime time)
    {
        RuleFor(filter => filter.Kind).IsSectionKind();
        RuleForEach(filter => filter.Tag).IsSlug();
        RuleFor(filter => filter.Tag).Must(tags => tags is null || tags.Length <= 10).WithMessage("may be given 10 times at most");
        RuleFor(filter => filter.Source).IsLine();
        RuleFor(filter => filter.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\\z").WithMessage("must be a BCP 47 tag such as zh-Hant");
        RuleFor(filter => filter.Status).IsOneOf(ArticleFilter.Statuses);
        RuleFor(filter => filter.Sort).IsOneOf(ArticleFilter.Sorts);
        RuleFor(filter => filter.Sort).Must((filter, sort) => sort != ArticleFilter.BestFirst || filter.Q is not null).WithMessage("can be relevance only together with q");
        RuleFor(filter => filter.Q).IsSearchQuery();
        RuleFor(filter => filter.To).IsNotBefore(filter => filter.From, time);
    }
}

internal static class ArticleFilterRules
{
    /// <summary>What holds for the list of articles, for a filter that means one of its filters.</summary>
    public static void FiltersArticles<T>(this IRuleBuilder<T, T> rule, ArticleFilterValidator articles, Func<T, ArticleFilter> meaning) =>
        rule.CustomAsync((filter, context, cancel) => articles.ValidateAsync(context.CloneForChildValidator(meaning(filter)), cancel));
}
