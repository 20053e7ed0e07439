using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using NewsApi.Persistence;

namespace NewsApi.Editorial;

/// <summary>
/// Makes a change and the reading of its answer one transaction: the answer shows what this request made, with its version, also
/// when somebody else writes the same thing a moment later. What is refused leaves nothing behind.
/// </summary>
internal sealed class WriteFilter(NewsDbContext db) : IAsyncActionFilter
{
    /// <summary>Last of all filters: nobody waits for the turn to write with a request that is wrong by itself.</summary>
    public const int Order = int.MaxValue;

    /// <inheritdoc/>
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            await next();
            return;
        }

        await using var transaction = await db.BeginWriteAsync(context.HttpContext.RequestAborted);
        var executed = await next();
        if (executed.Exception is null && executed.Result is IStatusCodeActionResult { StatusCode: null or (>= 200 and < 300) })
        {
            // It is done: from here on nobody's impatience undoes it.
            await transaction.CommitAsync(CancellationToken.None);
        }
    }
}
