using System.Text.RegularExpressions;

namespace NewsApi.Http;

/// <summary>Language tags (BCP 47).</summary>
internal static partial class LanguageTag
{
    /// <summary>Whether a text is a tag (RFC 5646, section 2.1), be the language in it known or not, with no variant or extension twice.</summary>
    public static bool IsWellFormed(string tag)
    {
        if (Form().Match(tag) is not { Success: true } match)
        {
            return false;
        }

        var repeatable = match.Groups["variant"].Captures.Select(capture => capture.Value)
            .Concat(match.Groups["singleton"].Captures.Select(capture => capture.Value)).ToList();
        return repeatable.Distinct(StringComparer.OrdinalIgnoreCase).Count() == repeatable.Count;
    }

    /// <summary>The tag in the case it is stored in (RFC 5646, section 2.1.1): <c>ZH-hant-tw</c> is <c>zh-Hant-TW</c>.</summary>
    public static string Canonical(string tag)
    {
        var parts = tag.Split('-');

        // Behind a single character everything is lower case.
        var extensions = Array.FindIndex(parts, part => part.Length == 1) is >= 0 and var index ? index : parts.Length;
        return string.Join('-', parts.Select((part, index) => (index, part.Length) switch
        {
            (0, _) => part.ToLowerInvariant(),
            _ when index > extensions => part.ToLowerInvariant(),
            (_, 4) => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant(),
            (_, 2) => part.ToUpperInvariant(),
            _ => part.ToLowerInvariant(),
        }));
    }

    [GeneratedRegex(
        "^(([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-(?<variant>[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
        + "(-(?<singleton>[0-9a-wy-z])(-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?"
        + "|x(-[a-z0-9]{1,8})+"
        + @"|en-gb-oed|i-(ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)|sgn-(be-fr|be-nl|ch-de))\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
