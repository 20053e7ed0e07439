using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using NewsApi.Scripts;

namespace NewsApi.Http;

/// <summary>Marks a controller whose answers are text for readers: they take <c>script</c> and honour <c>Accept-Language</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShowsTextAttribute : Attribute;

/// <summary>Shows answers in the script that is asked for: by <c>script</c>, or where that is absent by <c>Accept-Language</c>.</summary>
internal sealed class ScriptFilter : IResultFilter
{
    /// <summary>Name of the parameter.</summary>
    public const string Parameter = "script";

    /// <summary>Text as it is stored.</summary>
    public const string Original = "original";

    private const int MaxRemembered = 1000;

    private static readonly ConcurrentDictionary<string, string> Remembered = new(StringComparer.Ordinal);

    /// <summary>Every value of the parameter.</summary>
    public static IReadOnlyList<string> Values { get; } = [Original, ScriptConversion.Simplified.Name, ScriptConversion.Traditional.Name];

    /// <summary>Whether an action takes the parameter.</summary>
    public static bool IsTakenBy(ActionDescriptor action) =>
        action is ControllerActionDescriptor { ControllerTypeInfo: var controller } && controller.IsDefined(typeof(ShowsTextAttribute), inherit: false);

    /// <summary>What is wrong with the parameter, if anything is.</summary>
    public static IEnumerable<ApiProblemError> Errors(HttpRequest request)
    {
        if (request.Query[Parameter] is [{ Length: > 0 } script] && !Values.Contains(script, StringComparer.Ordinal))
        {
            yield return new ApiProblemError { Parameter = Parameter, Detail = ParameterRules.OneOf(script, Values) };
        }
    }

    /// <summary>What <c>Accept-Language</c> asks for: the name of a script; empty for the one that is stored.</summary>
    public static string WantedOf(HttpRequest request)
    {
        var accepted = request.Headers.AcceptLanguage;
        if (StringValues.IsNullOrEmpty(accepted))
        {
            return "";
        }

        if (accepted is not [{ Length: < 200 } text])
        {
            return MostWantedOrNull(request.GetTypedHeaders().AcceptLanguage)?.Name ?? "";
        }

        if (!Remembered.TryGetValue(text, out var name))
        {
            name = MostWantedOrNull(request.GetTypedHeaders().AcceptLanguage)?.Name ?? "";
            if (Remembered.Count < MaxRemembered)
            {
                Remembered.TryAdd(text, name);
            }
        }

        return name;
    }

    /// <inheritdoc/>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not ObjectResult { Value: IShownInScript answer } result || !IsTakenBy(context.ActionDescriptor))
        {
            return;
        }

        if (WantedOrNull(context.HttpContext.Request) is { } wanted)
        {
            answer = answer.In(wanted);
            result.Value = answer;
        }

        var headers = context.HttpContext.Response.Headers;
        headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        headers.ContentLanguage = answer.Languages.Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } shown ? string.Join(", ", shown) : default;
    }

    /// <inheritdoc/>
    public void OnResultExecuted(ResultExecutedContext context)
    {
        // Nothing to do behind the answer.
    }

    /// <summary>The script a request wants; null for whichever is stored.</summary>
    public static ScriptConversion? WantedOrNull(HttpRequest request) => request.Query[Parameter] is [{ } script]
        ? ByName(script)
        : MostWantedOrNull(request.GetTypedHeaders().AcceptLanguage);

    /// <summary>The script wanted most; none where both are wanted equally, for then whichever is stored will do.</summary>
    private static ScriptConversion? MostWantedOrNull(IEnumerable<StringWithQualityHeaderValue> ranges) => ranges
        .Where(range => range.Quality != 0)
        .Select(range => (Quality: range.Quality ?? 1, Script: ByLanguage(range.Value.ToString())))
        .Where(range => range.Script is not null)
        .GroupBy(range => range.Quality, range => range.Script)
        .MaxBy(equally => equally.Key)?.Distinct().ToArray() is [var only] ? only : null;

    private static ScriptConversion? ByName(string script) =>
        script == ScriptConversion.Simplified.Name ? ScriptConversion.Simplified
        : script == ScriptConversion.Traditional.Name ? ScriptConversion.Traditional
        : null;

    /// <summary>The script of a language range. <c>zh</c> alone wants Chinese, in whichever script there is.</summary>
    private static ScriptConversion? ByLanguage(string range)
    {
        var parts = range.Split('-');
        if (!parts[0].Equals("zh", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return parts.Skip(1).Select(part => part.ToUpperInvariant() switch
        {
            "HANS" or "CN" or "SG" or "MY" => ScriptConversion.Simplified,
            "HANT" or "TW" or "HK" or "MO" => ScriptConversion.Traditional,
            _ => null,
        }).FirstOrDefault(conversion => conversion is not null);
    }
}
