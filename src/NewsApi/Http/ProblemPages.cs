using System.Net;
using System.Text;

namespace NewsApi.Http;

/// <summary>The pages that the <c>type</c> of a problem leads to (RFC 9457, section 3.1.1): what it means and what to do.</summary>
internal static class ProblemPages
{
    public static void MapProblemPages(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/problems/{slug}", context => Show((string)context.GetRouteValue("slug")!).ExecuteAsync(context))
        .ExcludeFromDescription();

    private static IResult Show(string slug) => ProblemType.ByStatus.Values.FirstOrDefault(type => type.Slug == slug) is { } type
        ? Results.Text(Page(type), "text/html", Encoding.UTF8)
        : Results.NotFound();

    private static string Page(ProblemType type) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{type.Status} {WebUtility.HtmlEncode(type.Title)}</title></head>
        <body><main><h1>{type.Status}: {WebUtility.HtmlEncode(type.Title)}</h1><p>{WebUtility.HtmlEncode(type.Description)}</p></main></body>
        </html>

        """;
}
