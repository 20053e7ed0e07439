using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>
/// Refuses a request that accepts no form there is (RFC 9110, section 12.5.1). The framework's own negotiation takes
/// <c>application/json;charset=utf-8</c> for something else than <c>application/json</c>, and <c>q=0</c> for a wish.
/// </summary>
internal sealed class AcceptFilter : IResourceFilter
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var accepted = context.HttpContext.Request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
        {
            return;
        }

        // The most specific range decides: "*/*, application/json;q=0" wants anything but JSON.
        var decisive = accepted
            .Where(range => Json.IsSubsetOf(new MediaTypeHeaderValue(range.MediaType)))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault();
        if (decisive is null || decisive.Quality == 0)
        {
            context.Result = ApiProblems.Status(StatusCodes.Status406NotAcceptable);
        }
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
        // Nothing to do behind the answer.
    }
}
