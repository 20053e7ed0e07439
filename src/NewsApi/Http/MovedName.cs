using Microsoft.AspNetCore.Mvc;

namespace NewsApi.Http;

/// <summary>Leads from a name a resource once had to its present one.</summary>
internal static class MovedName
{
    /// <summary>308, with the query as it was asked. The resource may get yet another name, so nobody should keep the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="list">Path of the list the resource is in.</param>
    /// <param name="segments">What stands behind it, not yet percent-encoded.</param>
    public static ActionResult To(HttpContext context, string list, IEnumerable<string> segments)
    {
        if (string.IsNullOrEmpty(context.Response.Headers.CacheControl))
        {
            context.Response.Headers.CacheControl = "no-cache";
        }

        return new RedirectResult(
            $"{list}/{string.Join('/', segments.Select(Uri.EscapeDataString))}{context.Request.QueryString.Value}", permanent: true, preserveMethod: true);
    }
}
