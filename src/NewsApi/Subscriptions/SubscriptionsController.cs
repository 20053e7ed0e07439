using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Subscriptions;

/// <summary>Feeds that are read again and again, for administrators.</summary>
[ApiController, Needs(Scopes.Admin), Route("api/v1/subscriptions"), Tags("Importing")]
public sealed class SubscriptionsController(NewsDbContext db, SubscriptionBook book, Caller caller) : ControllerBase
{
    private static readonly ListOrder<FeedSubscription> NewestFirst = new ListOrder<FeedSubscription>().Descending(subscription => subscription.Id);

    /// <summary>Lists subscriptions.</summary>
    /// <remarks>The newest first, each with what came of its last poll and when the next is due.</remarks>
    [HttpGet(Name = "listSubscriptions")]
    public Task<Page<SubscriptionResponse>> List([FromQuery] PageRequest page, CancellationToken cancel) =>
        db.FeedSubscriptions.ToPageAsync(NewestFirst, page, CursorScope.Of(Request), Request.Wanted(SubscriptionResponse.Projection), cancel);

    /// <summary>Shows one subscription.</summary>
    /// <remarks>What is wanted of it, what came of its last poll, and when the next is due. A poll does not make it another version.</remarks>
    /// <param name="id" example="1">Number of the subscription.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{id}", Name = "getSubscription")]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<SubscriptionResponse>> Get(long id, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        return await ShowAsync(id, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Makes a subscription.</summary>
    /// <remarks>
    /// The feed is polled at once and then again and again, asking only for what is new. Its items become articles, as an import makes them, or entries of a
    /// related-news list. While polls fail they come less and less often, once a day at least.
    /// </remarks>
    /// <param name="input">The subscription.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost(Name = "createSubscription")]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<SubscriptionResponse>> Create([FromBody] SubscriptionInput input, CancellationToken cancel)
    {
        var (saved, refusal) = await book.CreateAsync(input, caller.Name!, cancel);
        return saved is null ? ChangeAnswers.Refusal(refusal!, Request, caller) : await ShowAsync(saved.Id, StatusCodes.Status201Created, cancel);
    }

    /// <summary>Changes some members of a subscription.</summary>
    /// <remarks>A JSON Merge Patch (RFC 7396): members that are absent stay, null removes. What changes what is read, or what becomes of it, makes a poll due at once.</remarks>
    /// <param name="id" example="1">Number of the subscription.</param>
    /// <param name="patch">The members that change.</param>
    /// <param name="validator">What a subscription must be.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPatch("{id}", Name = "patchSubscription"), NeedsIfMatch]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<SubscriptionResponse>> Patch(
        long id, [FromBody] MergePatch patch, [FromServices] IValidator<SubscriptionInput> validator, CancellationToken cancel)
    {
        var (saved, refusal) = await book.ReviseAsync(
            id,
            async present =>
            {
                var (patched, flaws) = await patch.PatchedAsync(present, validator, cancel);
                return patched is null ? (null, new Change.Refused(flaws)) : (patched, null);
            },
            IfMatch.Of(Request).Matches,
            caller.Name!,
            cancel);
        return saved is null ? ChangeAnswers.Refusal(refusal!, Request, caller) : await ShowAsync(id, StatusCodes.Status200OK, cancel);
    }

    /// <summary>Removes a subscription.</summary>
    /// <remarks>The articles and entries that were made of its items stay.</remarks>
    /// <param name="id" example="1">Number of the subscription.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpDelete("{id}", Name = "removeSubscription"), NeedsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult> Remove(long id, CancellationToken cancel) =>
        await book.RemoveAsync(id, IfMatch.Of(Request).Matches, caller.Name!, cancel) is { } refusal ? ChangeAnswers.Refusal(refusal, Request, caller) : NoContent();

    /// <summary>Polls a subscription now.</summary>
    /// <remarks>
    /// Also one that is not active, or not due. The answer shows what came of it, which may be that it failed: `lastOutcome` and `lastDetail` say so, and the status
    /// is 200 all the same. It takes 15 seconds at most, and what storing takes. While the subscription is being polled already the answer is 409.
    /// </remarks>
    /// <param name="id" example="1">Number of the subscription.</param>
    /// <param name="polling">Stores what comes of polls.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpPost("{id}/poll", Name = "pollSubscription"), PollsFeed]
    [ProducesResponseType<SubscriptionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<SubscriptionResponse>> Poll(long id, [FromServices] FeedPolling polling, CancellationToken cancel)
    {
        if (PollsFeedAttribute.OrNull(HttpContext) is var (claim, fetched) && await polling.StoreAsync(claim, fetched, cancel) is not null)
        {
            return await ShowAsync(id, StatusCodes.Status200OK, cancel);
        }

        if (!await db.FeedSubscriptions.AnyAsync(subscription => subscription.Id == id, cancel))
        {
            return ChangeAnswers.Refusal(SubscriptionBook.NotFound, Request, caller);
        }

        Response.Headers.RetryAfter = "1";
        return ApiProblems.Refused(StatusCodes.Status409Conflict, "The subscription is being polled, or was changed, right now. Send the request again a little later.");
    }

    private async Task<ActionResult<SubscriptionResponse>> ShowAsync(long id, int status, CancellationToken cancel)
    {
        if (await db.FeedSubscriptions.Where(one => one.Id == id).Select(one => new { one.Version, one.Hash }).SingleOrDefaultAsync(cancel) is not { } found)
        {
            return ChangeAnswers.Refusal(SubscriptionBook.NotFound, Request, caller);
        }

        EntityVersion.Set(Response, found.Version, found.Hash);
        if (status == StatusCodes.Status201Created)
        {
            Response.Headers.Location = $"/api/v1/subscriptions/{id}";
        }

        return new ObjectResult(await db.FeedSubscriptions.Where(one => one.Id == id).AsNoTracking().Select(SubscriptionResponse.Projection).SingleAsync(cancel)) { StatusCode = status };
    }
}
