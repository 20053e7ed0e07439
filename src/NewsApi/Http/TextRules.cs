using System.Buffers;
using FluentValidation;

namespace NewsApi.Http;

/// <summary>Rules of what is written, each with a message that says what would be right. What is null, another rule must refuse.</summary>
internal static class TextRules
{
    /// <summary>No address has these, whatever a lenient reader makes of them.</summary>
    private static readonly SearchValues<char> NoAddress = SearchValues.Create("<>\"\\");

    /// <summary>One line: something to see, without control characters, without white space around it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="max">Most characters; 𠮷 is one.</param>
    public static IRuleBuilderOptions<T, string?> IsPlainLine<T>(this IRuleBuilder<T, string?> rule, int max) => rule.Is(text => PlainText.WrongInLineOrNull(text, max));

    /// <summary>Text of one or more lines, which may have line feeds and tabs but no other control character.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="max">Most characters; 𠮷 is one.</param>
    /// <param name="canBeEmpty">Whether there may be nothing to see, as in the cell of a table.</param>
    public static IRuleBuilderOptions<T, string?> IsPlainText<T>(this IRuleBuilder<T, string?> rule, int max, bool canBeEmpty = false) => rule.Is(text =>
        PlainText.WrongOrNull(text, max) ?? (!canBeEmpty && PlainText.IsInvisible(text) ? PlainText.Empty : null));

    /// <summary>An address on the web.</summary>
    public static IRuleBuilderOptions<T, string?> IsWebUrl<T>(this IRuleBuilder<T, string?> rule) => rule.Is(text =>
        text.Length > WireLimits.Url ? $"must be an address of {WireLimits.Url} characters at most"
        : IsWebUrl(text) ? null
        : "must be an absolute http or https address such as https://news.example/story, without a user name");

    /// <summary>A language tag.</summary>
    public static IRuleBuilderOptions<T, string?> IsLanguageTag<T>(this IRuleBuilder<T, string?> rule) => rule.Is(text =>
        text.Length <= WireLimits.Language && LanguageTag.IsWellFormed(text) ? null
        : $"must be a BCP 47 language tag such as zh-Hant, which has {WireLimits.Language} characters at most");

    private static IRuleBuilderOptions<T, string?> Is<T>(this IRuleBuilder<T, string?> rule, Func<string, string?> wrongOrNull) =>
        rule.Must(text => text is null || wrongOrNull(text) is null).WithMessage((_, text) => wrongOrNull(text!));

    private static bool IsWebUrl(string text) =>
        PlainText.WrongInLineOrNull(text, WireLimits.Url) is null
        && !text.Any(char.IsWhiteSpace)
        && !text.AsSpan().ContainsAny(NoAddress)
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0;
}
