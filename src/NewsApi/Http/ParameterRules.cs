using FluentValidation;
using NewsApi.Site;

namespace NewsApi.Http;

/// <summary>Rules that several lists share, each with a message that says what would be right.</summary>
internal static class ParameterRules
{
    /// <summary>White space for the patterns of JSON Schema, though not for .NET.</summary>
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>One of the words there are.</summary>
    public static IRuleBuilderOptions<T, string?> IsOneOf<T>(this IRuleBuilder<T, string?> rule, IReadOnlyList<string> words) => rule
        .Must(word => word is null || words.Contains(word, StringComparer.Ordinal))
        .WithMessage((_, word) => OneOf(word!, words));

    /// <summary>What to say of a word that is none of those there are.</summary>
    public static string OneOf(string word, IReadOnlyCollection<string> words) =>
        $"must be one of {string.Join(", ", words)}" + (NearestName.OrNull(word, words) is { } nearest ? $"; did you mean {nearest}?" : "");

    /// <summary>Something to search for. Whatever it holds is text, so that only its length can be wrong.</summary>
    public static IRuleBuilderOptions<T, string?> IsSearchQuery<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => IsWithin(text, WireLimits.Query) && (text is null || !text.All(character => char.IsWhiteSpace(character) || character == ByteOrderMark)))
        .WithMessage($"must be words to search for, {WireLimits.Query} characters at most");

    /// <summary>As long as a slug can be.</summary>
    public static IRuleBuilderOptions<T, string?> IsSlug<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => IsWithin(text, WireLimits.Slug)).WithMessage($"must be a slug, which has {WireLimits.Slug} characters at most");

    /// <summary>As long as a name can be.</summary>
    public static IRuleBuilderOptions<T, string?> IsLine<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => IsWithin(text, WireLimits.Line)).WithMessage($"must be a name, which has {WireLimits.Line} characters at most");

    /// <summary>The end of a span, not before its beginning.</summary>
    public static IRuleBuilderOptions<T, DayOrInstant?> IsNotBefore<T>(this IRuleBuilder<T, DayOrInstant?> rule, Func<T, DayOrInstant?> from, SiteTime time) => rule
        .Must((filter, to) => to is null || from(filter) is not { } start || to.Last(time.Zone) >= start.Start(time.Zone))
        .WithMessage("must not be before from");

    /// <summary>Counted as the OpenAPI document counts: 𠮷 is one character.</summary>
    private static bool IsWithin(string? text, int length) => text is null || text.Length <= length || text.EnumerateRunes().Count() <= length;
}
