using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace NewsApi.Http;

/// <summary>
/// The only place where a status becomes a body. Errors of the API are JSON whatever the request accepts: an error nobody can read helps
/// nobody. Who looks at pages gets a page.
/// </summary>
internal static class ApiProblems
{
    private const string MediaType = "application/problem+json";

    /// <summary>What browsers name beside HTML when somebody follows a link, and hardly any program does.</summary>
    private const string OfBrowsers = "application/xhtml+xml";

    /// <summary>Statuses without a body of their own, and exceptions, become problems.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="isUnavailable">Tells an exception that means that the store can't answer right now from a mistake of ours.</param>
    public static void UseApiProblems(this IApplicationBuilder app, Func<Exception, bool> isUnavailable)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteExceptionAsync,
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode
                : isUnavailable(exception) ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    /// <summary>An answer that refuses a request for what is wrong with its parameters or its body.</summary>
    public static ActionResult Invalid(IReadOnlyList<ApiProblemError> errors) => new Result(StatusCodes.Status400BadRequest, null, errors);

    /// <summary>An answer that says that nothing has this id or name.</summary>
    public static ActionResult NotFound(string parameter, string detail) =>
        new Result(StatusCodes.Status404NotFound, detail, [new ApiProblemError { Parameter = parameter, Detail = detail }]);

    /// <summary>An answer that refuses a request for another reason.</summary>
    /// <param name="status">400 or more.</param>
    /// <param name="detail">Why, and what would be right.</param>
    /// <param name="errors">Each thing that is wrong, where there can be several.</param>
    public static ActionResult Refused(int status, string detail, IReadOnlyList<ApiProblemError>? errors = null) => new Result(status, detail, errors);

    /// <summary>An answer with a status that needs no more words than its kind.</summary>
    public static ActionResult Status(int status) => new Result(status, null, null);

    /// <summary>Writes a problem in place of the answer.</summary>
    public static Task WriteAsync(HttpContext context, int status, string? detail = null, IReadOnlyList<ApiProblemError>? errors = null)
    {
        var type = ProblemType.For(status);
        var response = context.Response;
        if (status == StatusCodes.Status405MethodNotAllowed && response.Headers.Allow is [{ } allow] && allow.Contains("GET", StringComparison.Ordinal))
        {
            // Every GET answers HEAD as well; routing does not know, because HEAD never reaches it.
            response.Headers.Allow = allow.Replace("GET", "GET, HEAD", StringComparison.Ordinal);
        }

        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        // What an exception turns into begins without headers.
        SecurityHeaders.Set(context);
        response.StatusCode = status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove(HeaderNames.ETag);
        response.Headers.Remove(HeaderNames.LastModified);
        var problem = new ApiProblem
        {
            Type = $"/problems/{type.Slug}",
            Title = type.Title,
            Status = status,
            Detail = detail ?? (errors is null ? type.Description : Sentence(errors)),
            Instance = Instance(context.Request.Path.ToUriComponent()),
            TraceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            Errors = errors,
        };
        return IsForPeople(context)
            ? context.RequestServices.GetRequiredService<IErrorPage>().WriteAsync(context, problem)
            : JsonSerializer.SerializeAsync(response.Body, problem, WireJson.Options, context.RequestAborted);
    }

    /// <summary>Whether the answer is to a page that was asked for: one there is, or, where nothing is, by a browser.</summary>
    private static bool IsForPeople(HttpContext context)
    {
        var accepted = context.Request.GetTypedHeaders().Accept;

        // An exception takes the route away.
        var route = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return route is not null
            ? route.Metadata.GetMetadata<PageAttribute>() is not null && Negotiation.BestOrNull(accepted, [PageAttribute.Html]) is not null
            : !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
                && accepted.Any(range => range.MediaType.Equals(OfBrowsers, StringComparison.OrdinalIgnoreCase));
    }

    private static Task WriteExceptionAsync(HttpContext context)
    {
        // What a bad request says of itself is safe to repeat; what any other exception says may hold anything.
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return WriteAsync(context, context.Response.StatusCode, (exception as BadHttpRequestException) switch
        {
            { StatusCode: StatusCodes.Status413PayloadTooLarge } => RequestLimits.BodyTooLarge(context),
            var bad => bad?.Message,
        });
    }

    /// <summary>As much of a path as is repeated, not cut within an escape.</summary>
    private static string Instance(string path) =>
        path.Length <= ApiProblem.MaxInstance ? path : path[..ApiProblem.MaxInstance].TrimEnd('%') is var cut && cut.Length > 1 && cut[^2] == '%' ? cut[..^2] : cut;

    private static string Sentence(IReadOnlyList<ApiProblemError> errors) => errors switch
    {
        [{ Pointer: "" } body] => $"The request body {body.Detail}.",

        // What a change is in conflict with is said in a sentence of its own.
        [{ Detail: [.., '.'] } error] => $"`{error.Parameter ?? error.Pointer}`: {error.Detail}",
        [var error] => $"`{error.Parameter ?? error.Pointer}` {error.Detail}{(error.Detail.EndsWith('?') ? "" : ".")}",
        _ when errors.All(error => error.Pointer is null) => $"{errors.Count} parameters are wrong; see `errors`.",
        _ => $"{errors.Count} things are wrong; see `errors`.",
    };

    private sealed class Result(int status, string? detail, IReadOnlyList<ApiProblemError>? errors) : ActionResult
    {
        public override Task ExecuteResultAsync(ActionContext context) => WriteAsync(context.HttpContext, status, detail, errors);
    }
}
