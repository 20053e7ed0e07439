using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing.Patterns;

namespace NewsApi.Http;

/// <summary>
/// Refuses letters and digits that are percent-encoded in a path: <c>/articles/%31</c> means the same as <c>/articles/1</c>
/// (RFC 3986, section 6.2.2.2), and a second spelling of an address only serves to slip past a cache or a rule.
/// </summary>
internal static partial class NeedlessEscapes
{
    public static IEnumerable<ApiProblemError> Errors(ActionExecutingContext context)
    {
        var path = (context.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?')[0];
        if (!Needless().IsMatch(path) || context.HttpContext.GetEndpoint() is not RouteEndpoint endpoint)
        {
            yield break;
        }

        // PathBase is empty: the server is mounted at the root.
        foreach (var (raw, pattern) in path.Trim('/').Split('/').Zip(endpoint.RoutePattern.PathSegments))
        {
            if (Needless().IsMatch(raw))
            {
                var name = pattern.Parts is [RoutePatternParameterPart parameter] ? parameter.Name : "path";
                yield return new ApiProblemError { Parameter = name, Detail = "writes letters or digits as percent escapes; write them as themselves" };
            }
        }
    }

    [GeneratedRegex("%(3[0-9]|[46][1-9A-F]|[57][0-9A])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Needless();
}
