using NewsApi.ChineseText;

namespace NewsApi.Scripts;

/// <summary>Shows Chinese text in one script, whatever script it is stored in.</summary>
public sealed class ScriptConversion
{
    private readonly Func<string, string> _convert;

    private ScriptConversion(string name, string language, Func<string, string> convert) => (Name, Language, _convert) = (name, language, convert);

    /// <summary>In Simplified characters.</summary>
    internal static ScriptConversion Simplified { get; } = new("hans", "zh-Hans", ChineseScript.ToSimplified);

    /// <summary>In Traditional characters.</summary>
    internal static ScriptConversion Traditional { get; } = new("hant", "zh-Hant", ChineseScript.ToTraditional);

    /// <summary>Its name as value of <c>script</c>.</summary>
    internal string Name { get; }

    /// <summary>Language tag (BCP 47) of what is shown.</summary>
    internal string Language { get; }

    /// <summary>Whether text of a language is converted: Chinese that is not in this script already. Japanese also has 国, and means it.</summary>
    internal bool Applies(string language) =>
        (language == "zh" || language.StartsWith("zh-", StringComparison.Ordinal)) && language != Language && !language.StartsWith(Language + "-", StringComparison.Ordinal);

    /// <summary>The text in this script. Text that was not read, because nobody asked for it, stays absent whatever its type says.</summary>
    internal string Convert(string text) => text is null ? null! : _convert(text);

    /// <summary>A name in every script it can be stored in: what is shown converted can be filtered by as it is shown.</summary>
    internal static IReadOnlyList<string> Variants(string name) =>
        [.. new[] { name, ChineseScript.ToSimplified(name), ChineseScript.ToTraditional(name) }.Distinct(StringComparer.Ordinal)];

    /// <summary>The text in this script, where there is one.</summary>
    internal string? ConvertOrNull(string? text) => text is null ? null : _convert(text);
}

/// <summary>An answer that can be shown in another script.</summary>
internal interface IShownInScript
{
    /// <summary>Languages (BCP 47) of its text as it is shown; empty where it has none of its own.</summary>
    IEnumerable<string> Languages { get; }

    /// <summary>The same, converted where the conversion applies.</summary>
    IShownInScript In(ScriptConversion script);
}
