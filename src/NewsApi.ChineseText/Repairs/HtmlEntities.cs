using System.Net;
using System.Text.RegularExpressions;
using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Repairs;

/// <summary>
/// Entities left in a text, escaped once or often: &amp;#20420; is 俄. A text with a &lt; in it is markup, where entities belong, and is left alone.
/// </summary>
internal static partial class HtmlEntities
{
    /// <summary>Whether entities are out of place in a text: Chinese, and no markup.</summary>
    public static bool AreOutOfPlaceIn(string text) =>
        text.Contains('&', StringComparison.Ordinal) && !text.Contains('<', StringComparison.Ordinal) && (text.Any(WordTail.IsHan) || NumberedHan().IsMatch(text));

    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        if (!line.Contains('&')) return;
        var text = line.ToString();
        foreach (Match match in Entity().Matches(text))
        {
            var decoded = WebUtility.HtmlDecode($"&{match.Groups["name"].Value};");
            if (decoded.StartsWith('&') && decoded != "&") continue;
            if (decoded.Any(char.IsControl) || decoded.Contains('\uFFFD', StringComparison.Ordinal)) continue;
            edits.Add(new Edit(match.Index, match.Length, decoded, "html-entity", RepairConfidence.Certain, "An entity was left in the text."));
        }
    }

    // Escaped ampersands before the name are escapes of the entity itself.
    [GeneratedRegex("&(?:(?:amp|#38|#x26);)*(?<name>[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    [GeneratedRegex("&(?:(?:amp|#38|#x26);)*#(?:[234][0-9]{4}|[xX][4-9][0-9a-fA-F]{3});", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedHan();
}
