using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Articles;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Feeds;

/// <summary>The newest stories as feeds, whole.</summary>
[ApiController, ShowsText, Route("feeds"), Tags("Feeds")]
public sealed class FeedsController(NewsDbContext db, ArticleLists lists) : ControllerBase
{
    // What a client that looks now and then has not heard of yet.
    private const int MaxDeletions = 50;

    /// <summary>The newest stories as RSS 2.0.</summary>
    /// <remarks>With their whole text in `content:encoded`. Older ones are behind the `next` link (RFC 5005).</remarks>
    /// <param name="filter">Which stories.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("latest.rss", Name = "getRssFeed"), Offers(RssFeed.MediaType, "application/xml", "text/xml")]
    public Task<ActionResult> Rss([FromQuery] FeedFilter filter, [FromQuery] FeedPageRequest page, CancellationToken cancel) => FeedAsync(filter, page, RssFeed.MediaType, RssFeed.Write, cancel);

    /// <summary>The newest stories as Atom.</summary>
    /// <remarks>With their whole text, and what was withdrawn lately (RFC 6721). Older ones are behind the `next` link (RFC 5005).</remarks>
    /// <param name="filter">Which stories.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("latest.atom", Name = "getAtomFeed"), Offers(AtomFeed.MediaType, "application/xml", "text/xml")]
    public Task<ActionResult> Atom([FromQuery] FeedFilter filter, [FromQuery] FeedPageRequest page, CancellationToken cancel) => FeedAsync(filter, page, AtomFeed.MediaType, AtomFeed.Write, cancel);

    /// <summary>The newest stories as JSON Feed 1.1.</summary>
    /// <remarks>With their whole text in `content_html`. Older ones are behind `next_url`.</remarks>
    /// <param name="filter">Which stories.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("latest.json", Name = "getJsonFeed"), Offers(JsonFeed.MediaType, "application/json")]
    public Task<ActionResult> Json([FromQuery] FeedFilter filter, [FromQuery] FeedPageRequest page, CancellationToken cancel) => FeedAsync(filter, page, JsonFeed.MediaType, JsonFeed.Write, cancel);

    private async Task<ActionResult> FeedAsync(FeedFilter filter, FeedPageRequest page, string mediaType, Func<FeedPage, FeedPlace, byte[]> write, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        var found = await lists.PageAsync(filter.OfArticles(), page.OfArticles(), CursorScope.Of(Request), FieldSelection.Everything, cancel);
        var stories = await ArticleResponse.ReadAsync(db, [.. found.Items.Select(article => article.For(Caller.Anybody))], FieldSelection.Everything, cancel);

        // Of everything, whatever is asked for: whoever never had a story need not mind.
        var withdrawn = page.Cursor is not null ? [] : await db.Articles.IgnoreQueryFilters()
            .Where(article => article.Status == ArticleStatus.Withdrawn && article.FirstShownAt != null)
            .OrderByDescending(article => article.UpdatedAt).ThenByDescending(article => article.Id).Take(MaxDeletions)
            .Select(article => new WithdrawnStory(article.Id, article.UpdatedAt)).ToListAsync(cancel);
        return new FeedResult(new FeedPage { Stories = stories, Withdrawn = withdrawn, NextCursor = found.NextCursor }, mediaType, write);
    }
}
