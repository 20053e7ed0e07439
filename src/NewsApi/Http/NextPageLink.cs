using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using NewsApi.Paging;

namespace NewsApi.Http;

/// <summary>Gives a page that has a next one the header <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288): the same address with the next cursor.</summary>
internal sealed class NextPageLink(SiteAddress site) : IResultFilter
{
    /// <inheritdoc/>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not ObjectResult { Value: IPage { NextCursor: { } cursor } })
        {
            return;
        }

        var request = context.HttpContext.Request;
        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != "cursor")) { { "cursor", cursor } };
        context.HttpContext.Response.Headers.Append("Link", $"<{site.Of(request)}{request.Path.ToUriComponent()}{query}>; rel=\"next\"");
    }

    /// <inheritdoc/>
    public void OnResultExecuted(ResultExecutedContext context)
    {
        // Nothing to do behind the answer.
    }
}
