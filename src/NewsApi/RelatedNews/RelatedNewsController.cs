using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;
using NewsApi.Site;

namespace NewsApi.RelatedNews;

/// <summary>Timestamped lists of related news across all articles.</summary>
[ApiController, ShowsText, Route("api/v1/related-news"), Tags("Related news")]
public sealed class RelatedNewsController(NewsDbContext db, Caller caller) : ControllerBase
{
    private static readonly ListOrder<RelatedNewsList> NewestFirst =
        new ListOrder<RelatedNewsList>().Descending(list => list.NewestAt).Descending(list => list.Id);

    private static readonly ListOrder<RelatedNewsEntry> AsPrinted = new ListOrder<RelatedNewsEntry>().Ascending(entry => entry.Number);

    /// <summary>Lists related-news lists across articles.</summary>
    /// <remarks>The list with the newest entry first, each with its entries.</remarks>
    [HttpGet(Name = "listRelatedNews")]
    public Task<Page<RelatedNewsResponse>> List([FromQuery] PageRequest page, CancellationToken cancel) =>
        db.RelatedNewsLists.ToPageAsync(NewestFirst, page, CursorScope.Of(Request), Request.Wanted(RelatedNewsResponse.Projection), cancel);

    /// <summary>Shows one related-news list.</summary>
    /// <remarks>With its entries in the order printed, the first 100 at most.</remarks>
    /// <param name="id" example="1">Number of the list.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{id}", Name = "getRelatedNews"), AlsoShows(Scopes.DraftsRead, "those of unpublished articles")]
    [ProducesResponseType<RelatedNewsResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<RelatedNewsResponse>> Get(long id, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        return await FindLanguageOrNullAsync(id, cancel) is not null
            ? await db.RelatedNewsLists.VisibleTo(caller).Where(list => list.Id == id).AsNoTracking().AsSplitQuery().Select(Request.Wanted(RelatedNewsResponse.Projection)).SingleAsync(cancel)
            : NoList();
    }

    /// <summary>Lists the entries of a related-news list.</summary>
    /// <remarks>In the order printed. `from` and `to` narrow them by their times.</remarks>
    /// <param name="id" example="1">Number of the list.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="page">Which page.</param>
    /// <param name="time">The site's time zone.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{id}/entries", Name = "listRelatedNewsEntries"), AlsoShows(Scopes.DraftsRead, "those of unpublished articles")]
    [ProducesResponseType<Page<EntryResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<Page<EntryResponse>>> Entries(
        long id, [FromQuery] EntryFilter filter, [FromQuery] PageRequest page, [FromServices] SiteTime time, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        if (await FindLanguageOrNullAsync(id, cancel) is not { } language)
        {
            return NoList();
        }

        var entries = await filter.Apply(db.RelatedNewsEntries.Where(entry => entry.ListId == id), time.Zone)
            .ToPageAsync(AsPrinted, page, CursorScope.Of(Request), Request.Wanted(EntryResponse.Projection), cancel);
        return entries with { Items = [.. entries.Items.Select(entry => entry with { Language = language })] };
    }

    private static ActionResult NoList() => ApiProblems.NotFound("id", "No related-news list has this id; /api/v1/related-news lists them.");

    /// <summary>The language of the list's article, when there is such a list; says when the article last changed.</summary>
    private async Task<string?> FindLanguageOrNullAsync(long id, CancellationToken cancel)
    {
        var article = await db.RelatedNewsLists.VisibleTo(caller).Where(list => list.Id == id)
            .Select(list => new { list.Article!.Language, list.Article.UpdatedAt, list.Article.Version, list.Article.Hash }).SingleOrDefaultAsync(cancel);
        if (article is not null)
        {
            EntityVersion.Set(Response, article.Version, article.Hash);
            ConditionalGet.SetLastModified(Response, article.UpdatedAt);
        }

        return article?.Language;
    }
}

/// <summary>Which entries are wanted.</summary>
public sealed record EntryFilter
{
    /// <summary>Only entries of then or later: a day in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "from")]
    public DayOrInstant? From { get; init; }

    /// <summary>Only entries of then or earlier: a day (all of it) in the site's time zone, or an instant with its offset.</summary>
    [FromQuery(Name = "to")]
    public DayOrInstant? To { get; init; }

    /// <summary>The rows that pass.</summary>
    internal IQueryable<RelatedNewsEntry> Apply(IQueryable<RelatedNewsEntry> entries, TimeZoneInfo zone)
    {
        if (From?.Start(zone) is { } start)
        {
            entries = entries.Where(entry => entry.PublishedAt >= start);
        }

        return To?.Last(zone) is { } last ? entries.Where(entry => entry.PublishedAt <= last) : entries;
    }
}

internal sealed class EntryFilterValidator : AbstractValidator<EntryFilter>
{
    public EntryFilterValidator(SiteTime time) => RuleFor(filter => filter.To).IsNotBefore(filter => filter.From, time);
}
