using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using NewsApi.Paging;

namespace NewsApi.Http.Fields;

/// <summary>Marks a member of list items that is only there where <c>include</c> or <c>fields</c> names it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IncludedAttribute : Attribute;

/// <summary>What <c>fields</c> and <c>include</c> can name in the answer of an action.</summary>
/// <param name="Members">Members of the answer, or of each item of a list.</param>
/// <param name="Included">Members that are only there where they are named.</param>
/// <param name="Around">What a list has beside its items, which always stays; nothing where the answer is no list.</param>
internal sealed record AnswerFields(FieldMembers Members, IReadOnlyList<string> Included, IReadOnlyList<string> Around);

/// <summary>The parameters that say which parts of an answer are wanted: <c>fields</c> on all that is read, <c>include</c> where lists leave parts out.</summary>
internal sealed class FieldParameters(IApiDescriptionGroupCollectionProvider descriptions)
{
    /// <summary>Name of the parameter that picks members.</summary>
    public const string Fields = "fields";

    /// <summary>Name of the parameter that adds members to the items of a list.</summary>
    public const string Include = "include";

    private readonly ActionFacts<AnswerFields?> _answers = new(descriptions, OfOrNull);

    /// <summary>What can be named in the answer of an action; null where it takes neither parameter.</summary>
    public static AnswerFields? OfOrNull(ApiDescription action)
    {
        if (!HttpMethods.IsGet(action.HttpMethod ?? "") || action.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) != true
            || action.SupportedResponseTypes.FirstOrDefault(answer => answer.StatusCode == StatusCodes.Status200OK)?.Type is not { } type)
        {
            return null;
        }

        var isList = type.IsAssignableTo(typeof(IPage));
        var item = isList ? type.GetProperty(nameof(Page<>.Items))!.PropertyType.GetGenericArguments()[0] : type;
        return FieldMembers.OfOrNull(item) is not { } members ? null : new AnswerFields(
            members,
            [.. item.GetProperties().Where(property => property.IsDefined(typeof(IncludedAttribute))).Select(property => members.NameOrNull(property)!)],
            isList ? FieldMembers.OfOrNull(type)!.Names : []);
    }

    /// <summary>The names of the parameters an action takes.</summary>
    public static IEnumerable<string> Names(ApiDescription action) =>
        OfOrNull(action) is not { } answer ? [] : answer.Included.Count == 0 ? [Fields] : [Fields, Include];

    /// <summary>What is wrong with the parameters; where nothing is, the request keeps what it wants.</summary>
    public IEnumerable<ApiProblemError> Errors(ActionDescriptor action, HttpRequest request)
    {
        if (_answers.OfOrNull(action) is not { } answer)
        {
            return [];
        }

        var errors = new List<ApiProblemError>();
        var fields = FieldSelection.Everything;
        if (IsGiven(request, Fields, out var text))
        {
            if (FieldReader.ReadOrNull(text, answer, out var wrong) is { } selection)
            {
                fields = selection;
            }
            else
            {
                errors.Add(Error(Fields, wrong!));
            }
        }

        if (answer.Included.Count > 0 && IsGiven(request, Include, out var parts))
        {
            var names = parts.Split(',');
            var wrong = WrongOrNull(names, answer.Included) ?? (names.FirstOrDefault(fields.TakesAway) is { } away ? $"adds {away}, which {Fields} takes away" : null);
            if (wrong is null)
            {
                fields = fields.Including(names);
            }
            else
            {
                errors.Add(Error(Include, wrong));
            }
        }

        fields.Keep(request);
        return errors;
    }

    private static string? WrongOrNull(string[] names, IReadOnlyList<string> included) =>
        names.FirstOrDefault(name => !included.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? unknown.Length > 0
                ? ParameterRules.OneOf(unknown, included)
                : $"has a place without a name; write names with a comma between them, such as {string.Join(',', included)}"
        : names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } doubled ? $"names {doubled.Key} twice; name it once"
        : null;

    /// <summary>Repeated and empty ones are refused with the other spelling errors.</summary>
    private static bool IsGiven(HttpRequest request, string name, [NotNullWhen(true)] out string? value) =>
        (value = request.Query[name] is [{ Length: > 0 } given] ? given : null) is not null;

    private static ApiProblemError Error(string parameter, string detail) => new() { Parameter = parameter, Detail = detail };
}
