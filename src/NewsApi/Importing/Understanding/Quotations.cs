using System.Text.RegularExpressions;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>
/// Recognises a paragraph that is a quotation and who said it, and nothing else: whatever would be lost but the verb keeps it a paragraph.
/// </summary>
internal sealed partial class Quotations(UnderstandingOptions options)
{
    // Shorter ones are titles, slogans, words set in quotation marks.
    private const int ShortestQuotation = 8;

    private const int LongestSpeaker = 30;

    private static readonly (char Open, char Close)[] Pairs = [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"'), ('〝', '〞')];

    private readonly string[] _verbs =
        [.. options.SpeechVerbs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).OrderByDescending(verb => verb.Length)];

    /// <summary>The quotation a line is, and whether the line behind it, which names the speaker, belongs to it; null for any other line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="next">The line behind it; null at the end.</param>
    public (QuoteBlock Quote, bool TakesNext)? ReadOrNull(string line, string? next)
    {
        if (line.Length <= ShortestQuotation || line.AsSpan().IndexOfAny("「『“\"〝") < 0)
        {
            return null;
        }

        if (EndOfQuotation(line, 0) is > 0 and var end)
        {
            var behind = line[(end + 1)..];
            if (behind.Length == 0)
            {
                return next is not null && Signature().Match(next) is { Success: true } signed && IsName(signed.Groups["name"].Value)
                    ? Quote(line[1..end], signed.Groups["name"].Value, true)
                    : null;
            }

            var speaker = Signature().Match(behind) is { Success: true } dashed ? dashed.Groups["name"].Value : WithoutVerbOrNull(behind.Trim(' ', '，', ',', '。', '.'));
            return speaker is not null && IsName(speaker) ? Quote(line[1..end], speaker, false) : null;
        }

        // 某某說：「……」
        var colon = line.AsSpan(0, Math.Min(line.Length, LongestSpeaker + 6)).IndexOfAny('：', ':');
        return colon > 0 && line[(colon + 1)..].TrimStart() is { Length: > ShortestQuotation } said && EndOfQuotation(said, 0) is > 0 and var close
            && said[(close + 1)..].Trim() is "" or "。" && WithoutVerbOrNull(line[..colon].Trim(' ', '，', ',')) is { } named && IsName(named)
            ? Quote(said[1..close], named, false)
            : null;
    }

    /// <summary>The speaker that a line behind a quotation names after a dash; null for any other line.</summary>
    public static string? SignedOrNull(string line) => Signature().Match(line) is { Success: true } signed && IsName(signed.Groups["name"].Value) ? signed.Groups["name"].Value.Trim() : null;

    private static (QuoteBlock Quote, bool TakesNext)? Quote(string words, string speaker, bool takesNext) =>
        words.Length >= ShortestQuotation ? (new QuoteBlock { Text = words.Trim().TrimEnd('，', ','), Attribution = speaker.Trim() }, takesNext) : null;

    /// <summary>Where the quotation that begins a text ends; -1 where none begins it. Quotations of the other kind may stand within.</summary>
    private static int EndOfQuotation(string text, int start)
    {
        var pair = Array.Find(Pairs, pair => pair.Open == text[start]);
        if (pair == default)
        {
            return -1;
        }

        var depth = 1;
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == pair.Close)
            {
                if (--depth == 0)
                {
                    return at;
                }
            }
            else if (text[at] == pair.Open)
            {
                depth++;
            }
        }

        return -1;
    }

    private string? WithoutVerbOrNull(string words)
    {
        if (words.Length > LongestSpeaker)
        {
            return null;
        }

        return Array.Find(_verbs, verb => words.EndsWith(verb, StringComparison.Ordinal)) is { } found && words.Length > found.Length ? words[..^found.Length] : null;
    }

    /// <summary>Whether words are a name with or without an office, and neither a pronoun nor a name with what was done besides.</summary>
    private static bool IsName(string words) => words.Length <= LongestSpeaker && Name().IsMatch(words) && !NoName().IsMatch(words);

    [GeneratedRegex(@"^\s*(?:——|—|－－|--|–)\s*(?<name>[^。！？；]{2,30}?)\s*。?$", RegexOptions.CultureInvariant)]
    private static partial Regex Signature();

    [GeneratedRegex(@"^[\p{L}\p{N}·・．. 《》（）()]{2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^[他她它其你我您咱這这那此有對对]|[他她我你]們?$|在|于|於|向|對|对(?!外)|接受|告訴|告诉|今|昨|當|当天|日$|日[上下晚]|還|还|也|又|再|則|则|曾|並|并|已|更|就|都|隨後|随后|最後|同時|同时|但|不|笑著|笑着|坦|繼續|继续|補充|据|據|如此|這樣|这样|[如若]是",
        RegexOptions.CultureInvariant)]
    private static partial Regex NoName();
}
