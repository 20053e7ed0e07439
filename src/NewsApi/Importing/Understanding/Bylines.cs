using System.Text.RegularExpressions;
using NewsApi.Http;

namespace NewsApi.Importing.Understanding;

/// <summary>Names of authors, however they are printed.</summary>
internal static partial class Bylines
{
    private const int LongestName = 60;

    /// <summary>Names that metadata give, one or several to a text.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string?> texts, string? site) =>
    [
        .. texts.OfType<string>().Where(text => text.Length <= WireLimits.Line).SelectMany(text => Between().Split(Lead().Replace(text, "")))
            .Select(name => PlainWords.OrNull(name.Trim(' ', '　', '.', '/', '／', '|', '-', '–', ':', '：')))
            .OfType<string>()
            .Where(name => name.Length is > 1 and <= LongestName && !NoName().IsMatch(name) && !string.Equals(name, site, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Take(WireLimits.Few),
    ];

    /// <summary>Names in a line such as 記者王小明／台北報導 or By Jane Doe; empty where the line is none.</summary>
    public static IReadOnlyList<string> InLine(string line) =>
        line.Length <= 120 && Printed().Match(line) is { Success: true } match ? Names([match.Groups["name"].Value], null) : [];

    [GeneratedRegex(@"^\s*(by\s+|written by\s+|文字?\s*[／/：:]|作者\s*[：:／/]?|撰文\s*[：:／/]?|記者\s*[：:]?|记者\s*[：:]?|編輯\s*[：:]|编辑\s*[：:]|本報記者|本报记者)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@"\s*[、;；,，&＆]\s*|\s+and\s+|(?<=\p{IsCJKUnifiedIdeographs})[\s/／]+(?=\p{IsCJKUnifiedIdeographs})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"https?:|www\.|@|[0-9]{3}|^(admin|editor|staff|editorial|webmaster|unknown|null|none|undefined|小編|小编|編輯部|编辑部|本站)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoName();

    [GeneratedRegex(
        @"^[（(【\[]?\s*(?:(?:本報|本报|特約|特约|實習|实习|中央社|\p{IsCJKUnifiedIdeographs}{2,6}(?:社|網|网|報|报))?(?:記者|记者)[：:\s]*(?<name>\p{IsCJKUnifiedIdeographs}{2,4}(?:[、\s]\p{IsCJKUnifiedIdeographs}{2,4})*)(?=\s*[／/\s]|$|\s*\p{IsCJKUnifiedIdeographs}{0,6}(?:報導|报道|電|电|[)）】]))"
        + @"|(?:文字?|撰文|作者)\s*[／/：:|｜]\s*(?<name>[\p{L}·•]{2,12}(?:[、\s][\p{L}·•]{2,12}){0,4})|By:?\s+(?<name>[A-Z][\p{L}.'’-]+(?:\s+(?:and\s+)?[A-Z][\p{L}.'’-]+){1,6}))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Printed();
}
