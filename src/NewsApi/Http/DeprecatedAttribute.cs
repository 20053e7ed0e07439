using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;

namespace NewsApi.Http;

/// <summary>
/// Marks a route, or a parameter of one, that will go. Answers say so (RFC 9745, RFC 8594): of a parameter, those to requests
/// that give it.
/// </summary>
/// <param name="since">Since when nobody should begin to use it: a date such as <c>2027-01-31</c>, in UTC.</param>
/// <param name="sunset">From when on it may be gone: such a date, not before the other.</param>
/// <param name="link">Address of the page that says what to use instead.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Parameter)]
internal sealed class DeprecatedAttribute(string since, string sunset, string link) : Attribute
{
    /// <summary>Since when nobody should begin to use it.</summary>
    public DateTimeOffset Since { get; } = Day(since);

    /// <summary>From when on it may be gone.</summary>
    public DateTimeOffset Sunset { get; } = Day(sunset) is var day && day >= Day(since) ? day : throw new ArgumentException("What goes must be deprecated before.", nameof(sunset));

    /// <summary>Address of the page that says what to use instead.</summary>
    public string Link => link;

    private static DateTimeOffset Day(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>Says in answers that what was asked for, or how, will go. The one that goes first decides where there are several.</summary>
internal sealed class DeprecationFilter : IAlwaysRunResultFilter
{
    private readonly ConcurrentDictionary<string, Marks> _marks = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var marks = _marks.GetOrAdd(context.ActionDescriptor.Id, _ => MarksOf(context.ActionDescriptor));
        var request = context.HttpContext.Request;
        var those = marks.Parameters.Where(parameter => request.Query.ContainsKey(parameter.Name)).Select(parameter => parameter.Mark);
        if (marks.Route is { } route)
        {
            those = those.Prepend(route);
        }

        if (those.MinBy(mark => mark.Sunset) is { } first)
        {
            var headers = context.HttpContext.Response.Headers;
            headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{first.Since.ToUnixTimeSeconds()}");
            headers["Sunset"] = first.Sunset.ToString("R", CultureInfo.InvariantCulture);
            headers.Append("Link", $"<{first.Link}>; rel=\"deprecation\"");
        }
    }

    /// <inheritdoc/>
    public void OnResultExecuted(ResultExecutedContext context)
    {
        // Nothing to do behind the answer.
    }

    private static Marks MarksOf(ActionDescriptor action) => new(
        action.EndpointMetadata.OfType<DeprecatedAttribute>().LastOrDefault(),
        [
            .. action.Parameters.OfType<ControllerParameterDescriptor>()
                .Select(parameter => (parameter.BindingInfo?.BinderModelName ?? parameter.Name, parameter.ParameterInfo.GetCustomAttribute<DeprecatedAttribute>()!))
                .Where(parameter => parameter.Item2 is not null),
        ]);

    private sealed record Marks(DeprecatedAttribute? Route, (string Name, DeprecatedAttribute Mark)[] Parameters);
}
