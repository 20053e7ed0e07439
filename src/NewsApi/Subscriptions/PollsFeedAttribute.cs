using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using NewsApi.Editorial;
using NewsApi.Http;

namespace NewsApi.Subscriptions;

/// <summary>
/// Gets the feed of the subscription that a request names, before anything else is done with the request: another server may take its time, and no
/// writer shall wait for it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PollsFeedAttribute : TypeFilterAttribute
{
    /// <summary>Before the filter that keeps answers, which takes the turn to write.</summary>
    public PollsFeedAttribute()
        : base(typeof(Filter)) => Order = -1;

    /// <summary>What the poll of a request got; null where there is no such subscription, or somebody else polls it right now.</summary>
    public static (FeedClaim Claim, FetchedFeed Fetched)? OrNull(HttpContext context) => context.Items[typeof(PollsFeedAttribute)] as (FeedClaim, FetchedFeed)?;

    private sealed class Filter(FeedPolling polling, FeedFetcher fetcher, IdempotencyFilter idempotency) : IAsyncResourceFilter
    {
        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var (http, cancel) = (context.HttpContext, context.HttpContext.RequestAborted);

            // What is refused or answered behind this anyway, nobody outside needs to hear of.
            if (http.Request.QueryString.HasValue
                || SlugOrId.IdOrNull(context.RouteData.Values["id"] as string ?? "") is not { } id
                || await idempotency.IsKeptAsync(http.Request)
                || await polling.ClaimOrNullAsync(id, isDue: false, cancel) is not { } claim)
            {
                await next();
                return;
            }

            try
            {
                http.Items[typeof(PollsFeedAttribute)] = ((FeedClaim, FetchedFeed)?)(claim, await fetcher.FetchAsync(claim.Subscription, cancel));
                await next();
            }
            finally
            {
                // Stored, it is none any more.
                await polling.ReleaseAsync(claim, CancellationToken.None);
            }
        }
    }
}
