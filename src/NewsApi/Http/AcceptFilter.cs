using Microsoft.AspNetCore.Mvc.Filters;

namespace NewsApi.Http;

/// <summary>Refuses a request that accepts no form there is (RFC 9110, section 12.5.1), and says which there are.</summary>
internal sealed class AcceptFilter : IResourceFilter
{
    private static readonly string[] Json = ["application/json"];

    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        var offers = context.ActionDescriptor.EndpointMetadata.OfType<IOffersMediaTypes>().FirstOrDefault();
        if (offers?.IsSettled(request) != true && Negotiation.BestOrNull(request.GetTypedHeaders().Accept, offers?.Accepted ?? Json) is null)
        {
            context.Result = ApiProblems.Refused(StatusCodes.Status406NotAcceptable, $"`Accept` allows none of the forms there are: {string.Join(", ", offers?.MediaTypes ?? Json)}.");
        }
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
        // Nothing to do behind the answer.
    }
}
