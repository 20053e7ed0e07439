using System.Net;
using System.Text.RegularExpressions;
using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Repairs;

/// <summary>
/// Entities left in a text, escaped once or often: &amp;#20420; is 俄. A text with a &lt; in it, or an escaped tag, is markup, where entities belong; a text that
/// quotes an entity or says what it means is about entities. Both are left alone.
/// </summary>
internal static partial class HtmlEntities
{
    private const int Around = 60; // characters
    private const string Opening = "`\"'“「『‘";
    private const string Closing = "`\"'”」』’";

    /// <summary>Whether entities are out of place in a text: Chinese, no markup, and nothing about entities.</summary>
    public static bool AreOutOfPlaceIn(string text)
    {
        if (!MayHaveEntities(text) || text.Contains('<', StringComparison.Ordinal)) return false;
        if (Tag().IsMatch(text)) return false;
        if (!text.Any(WordTail.IsHan)) return NumberedHan().IsMatch(text);
        if (text.Contains("```", StringComparison.Ordinal)) return false;
        foreach (var match in Entity().EnumerateMatches(text))
        {
            if (IsSpokenAbout(text, match.Index, match.Index + match.Length)) return false;
        }

        return true;
    }

    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        if (!MayHaveEntities(line)) return;
        var text = line.ToString();
        foreach (Match match in Entity().Matches(text))
        {
            if (Decoded(match) is { } decoded)
                edits.Add(new Edit(match.Index, match.Length, decoded, "html-entity", RepairConfidence.Certain, "An entity was left in the text."));
        }
    }

    /// <summary>Entities of characters that are themselves bytes of Chinese: &amp;aelig;&amp;ndash;&amp;deg; is æ–° is 新.</summary>
    public static void ApplyToBytes(ReadOnlySpan<char> line, List<Edit> edits)
    {
        if (!MayHaveEntities(line)) return;
        var decoded = Entity().Replace(line.ToString(), match => Decoded(match) ?? match.Value);
        var repairs = new List<Edit>();
        SingleByteRuns.Apply(decoded, isAmongChinese: false, repairs);
        if (repairs.Exists(repair => repair.After.Any(WordTail.IsHan))) Apply(line, edits);
    }

    // Ampersands alone are many things, and matching each takes long.
    private static bool MayHaveEntities(ReadOnlySpan<char> text) => text.IndexOf('&') is >= 0 and var first && text[first..].Contains(';');

    private static string? Decoded(Match match)
    {
        var decoded = WebUtility.HtmlDecode($"&{match.Groups["name"].Value};");
        if (decoded.StartsWith('&') && decoded != "&") return null;
        return decoded.Any(character => character is < ' ' or '\u007F' or '\uFFFD') ? null : decoded;
    }

    // `&lt;` 表示小於號; HTML 實體 &#20420; 代表「俄」字; “&nbsp;”.
    private static bool IsSpokenAbout(string text, int start, int end)
    {
        var before = text.AsSpan(Math.Max(0, start - Around), Math.Min(start, Around));
        before = before[(before.LastIndexOf('\n') + 1)..];
        var after = text.AsSpan(end, Math.Min(text.Length - end, Around));
        if (after.IndexOf('\n') is >= 0 and var lineEnd) after = after[..lineEnd];
        if (before.Count('`') % 2 == 1 && after.Contains('`')) return true;
        if (before.Length > 0 && after.Length > 0 && Opening.IndexOf(before[^1], StringComparison.Ordinal) is >= 0 and var quote && after[0] == Closing[quote]) return true;
        if (IsSubject(before) || IsSubject(after)) return true;
        var standsAlone = (before.Length == 0 || before[^1] == ' ' || Mark(before[^1])) && (after.Length == 0 || after[0] == ' ' || Mark(after[0]));
        return standsAlone && (Meaning().IsMatch(after) || Use().IsMatch(before));

        static bool Mark(char character) => "，、。：；,:（）()".Contains(character, StringComparison.Ordinal);
    }

    private static bool IsSubject(ReadOnlySpan<char> text) => (text.Contains("HTML", StringComparison.OrdinalIgnoreCase) || text.Contains("XML", StringComparison.OrdinalIgnoreCase)) && Term().IsMatch(text);

    [GeneratedRegex("[實实][體体]|[轉转][義义]|[標标][籤签]|字[元符]|entit", RegexOptions.CultureInvariant)]
    private static partial Regex Term();

    [GeneratedRegex("^[ ，,]?(?:表示|代表|是|即|指|[顯显]示|[會会]|[實实][體体]|[轉转][義义]|[標标][籤签]|字[元符]|符[號号]|[、和與与] ?&)", RegexOptions.CultureInvariant)]
    private static partial Regex Meaning();

    [GeneratedRegex("(?:使用|[實实][體体]|[轉转][義义]|[標标][籤签]|字[元符]|符[號号]|代[碼码]|[編编][碼码]|[寫写][成作]|[輸输]入) ?$", RegexOptions.CultureInvariant)]
    private static partial Regex Use();

    [GeneratedRegex("&(?:(?:amp|#38|#x26);)*(?:lt|#60|#[xX]3[cC]);[/!]?[a-zA-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    // Escaped ampersands before the name are escapes of the entity itself.
    [GeneratedRegex("&(?:(?:amp|#38|#x26);)*(?<name>[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    [GeneratedRegex("&(?:(?:amp|#38|#x26);)*#(?:[234][0-9]{4}|[xX][4-9][0-9a-fA-F]{3});", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedHan();
}
