using Microsoft.AspNetCore.Mvc.Filters;
using NewsApi.Http;

namespace NewsApi.Editorial;

/// <summary>
/// The request must say which version it changes: <c>If-Match</c> (428 without). What the version is, the newsroom looks at
/// within the transaction.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsIfMatchAttribute : Attribute, IResourceFilter
{
    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context) => context.Result = IfMatch.Of(context.HttpContext.Request).Refusal(isRequired: true);

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
        // Nothing to do behind the answer.
    }
}
