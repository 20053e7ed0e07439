using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using NewsApi.Articles;
using NewsApi.Articles.Forms;
using NewsApi.Paging;
using NewsApi.Scripts;

namespace NewsApi.Feeds;

/// <summary>What a feed shows, before it has a form.</summary>
internal sealed record FeedPage : IPage, IShownInScript
{
    /// <summary>The stories, the newest first.</summary>
    public required IReadOnlyList<ArticleResponse> Stories { get; init; }

    /// <summary>Stories that are no more, the latest first.</summary>
    public required IReadOnlyList<WithdrawnStory> Withdrawn { get; init; }

    /// <inheritdoc/>
    public required string? NextCursor { get; init; }

    /// <summary>When anything in it last changed. It is of the content alone, so that an unchanged feed stays the same to the byte.</summary>
    public DateTimeOffset Updated => Stories.Select(story => story.UpdatedAt).Concat(Withdrawn.Select(story => story.At)).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

    /// <summary>The language of all of it; null where there are several, or none.</summary>
    public string? Language => Stories.Select(story => story.Language).Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null;

    IEnumerable<string> IShownInScript.Languages => Stories.Select(story => story.Language);

    IShownInScript IShownInScript.In(ScriptConversion script) => this with { Stories = [.. Stories.Select(story => (ArticleResponse)((IShownInScript)story).In(script))] };
}

/// <summary>A story that is no more.</summary>
/// <param name="Id">Number of its article.</param>
/// <param name="At">Since when.</param>
internal sealed record WithdrawnStory(long Id, DateTimeOffset At);

/// <summary>Where a feed is, and who publishes it.</summary>
/// <param name="Site">Where the site is.</param>
/// <param name="Self">The address of this page of the feed.</param>
/// <param name="First">The address of its first page, which names the feed.</param>
/// <param name="Next">The address of the next page; null on the last one.</param>
internal sealed record FeedPlace(Place Site, string Self, string First, string? Next);

/// <summary>A feed that is answered in one of its forms.</summary>
/// <param name="page">What it shows.</param>
/// <param name="mediaType">The form's media type.</param>
/// <param name="write">Writes it.</param>
internal sealed class FeedResult(FeedPage page, string mediaType, Func<FeedPage, FeedPlace, byte[]> write) : ObjectResult(page)
{
    /// <inheritdoc/>
    public override Task ExecuteResultAsync(ActionContext context)
    {
        var (request, shown) = (context.HttpContext.Request, (FeedPage)Value!);
        var site = Place.Of(request);
        var place = new FeedPlace(site, Address(request.Query["cursor"]), Address(null), shown.NextCursor is { } next ? Address(next) : null);
        return new FileContentResult(write(shown, place), $"{mediaType}; charset=utf-8").ExecuteResultAsync(context);

        string Address(string? cursor)
        {
            var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != "cursor"));
            if (cursor is not null)
            {
                query.Add("cursor", cursor);
            }

            // As the route is written, however the address of the request was.
            return site.Of($"/{context.ActionDescriptor.AttributeRouteInfo!.Template}{query}");
        }
    }
}
