using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using NewsApi.Http.Fields;

namespace NewsApi.Http;

/// <summary>Refuses what model binding lets pass in silence: parameters that are unknown, written in another case, repeated, empty, or not text.</summary>
internal sealed partial class QueryParameters(IApiDescriptionGroupCollectionProvider descriptions)
{
    private readonly ActionFacts<Dictionary<string, bool>> _repeatableByName = new(descriptions, Describe);

    /// <summary>The names of the parameters an action takes, and whether each may be repeated.</summary>
    public IReadOnlyDictionary<string, bool> Of(ActionDescriptor action) => _repeatableByName.OfOrNull(action) ?? [];

    /// <summary>What is wrong with the names and the spelling of a request's parameters.</summary>
    public IEnumerable<ApiProblemError> Errors(ActionDescriptor action, HttpRequest request)
    {
        var known = Of(action);
        foreach (var (name, values) in Given(request))
        {
            if (!known.TryGetValue(name, out var isRepeatable))
            {
                yield return Error(name, Unknown(name, [.. known.Keys]));
            }
            else if (values.Count > 1 && !isRepeatable)
            {
                yield return Error(name, "is given more than once; give it once");
            }
            else if (values.Any(value => value.Length == 0))
            {
                yield return Error(name, "has no value; give it one, or leave it out");
            }
            else if (values.Any(value => value.Any(char.IsControl)))
            {
                yield return Error(name, "has a control character");
            }
        }

        // Escapes that are none, or that are no UTF-8, the framework takes literally: it would silently search for "%ZZ" or "%FF".
        foreach (var pair in (request.QueryString.Value ?? "").TrimStart('?').Split('&'))
        {
            if (BrokenEscape().IsMatch(pair))
            {
                yield return Error(pair.Split('=')[0], "has a % that is no escape; write % itself as %25");
            }
            else if (!IsUtf8(pair))
            {
                yield return Error(pair.Split('=')[0], "is not UTF-8, percent-encoded");
            }
        }
    }

    /// <summary>The parameters as they were written: the framework's own collection takes TAG and tag for the same.</summary>
    private static IEnumerable<(string Name, List<string> Values)> Given(HttpRequest request)
    {
        var given = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            given.TryAdd(name, []);
            given[name].Add(pair.DecodeValue().ToString());
        }

        return given.Select(parameter => (parameter.Key, parameter.Value));
    }

    private static bool IsUtf8(string escaped)
    {
        if (!escaped.Contains('%', StringComparison.Ordinal))
        {
            return true;
        }

        var bytes = Encoding.UTF8.GetBytes(escaped);
        return Utf8.IsValid(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
    }

    private static string Unknown(string name, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
        {
            return "is unknown; this resource has no parameters";
        }

        var nearest = NearestName.OrNull(name, known);
        return nearest is null ? $"is unknown; there are {string.Join(", ", known)}" : $"is unknown; did you mean {nearest}?";
    }

    private static ApiProblemError Error(string name, string detail) => new() { Parameter = ShownName.Of(name), Detail = detail };

    private static Dictionary<string, bool> Describe(ApiDescription action) => action.ParameterDescriptions
        .Where(parameter => parameter.Source == BindingSource.Query)
        .Select(parameter => (parameter.Name, IsRepeatable: parameter.Type == typeof(string[])))
        .Concat(FieldParameters.Names(action).Select(name => (Name: name, IsRepeatable: false)))
        .Concat(ScriptFilter.IsTakenBy(action.ActionDescriptor) ? [(ScriptFilter.Parameter, IsRepeatable: false)] : Array.Empty<(string Name, bool IsRepeatable)>())
        .ToDictionary(parameter => parameter.Name, parameter => parameter.IsRepeatable, StringComparer.Ordinal);

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex BrokenEscape();
}
