using System.Text.RegularExpressions;
using NewsApi.ChineseText;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>Takes out what stands at the edges of a text and is said elsewhere: the headline again, bylines, dates, invitations to share.</summary>
internal static partial class StoryEdges
{
    private const int MostLines = 14;
    private const int LongestLabel = 120;
    private const int ShortestText = 120;

    /// <summary>Cleans the edges of a text.</summary>
    /// <param name="flow">The text.</param>
    /// <param name="headline">The headline; null where the page has none.</param>
    /// <param name="warnings">Gets a sentence for each line that said more of the page than its facts hold.</param>
    public static void Trim(StoryFlow flow, string? headline, List<string> warnings)
    {
        var letters = headline is null ? "" : Letters(headline);
        var seen = 0;
        for (var index = 0; index < flow.Items.Count && seen < MostLines; seen++)
        {
            var words = WordsOf(flow.Items[index]);
            var isHeadline = words is not null && seen < 6 && letters.Length > 0 && string.Equals(Letters(words), letters, StringComparison.Ordinal);
            if (isHeadline || (words is not null && IsLabel(words)))
            {
                Tell(words!, warnings);
                flow.Items.RemoveAt(index);
                continue;
            }

            if (words is not null && PlainWords.Weight(words) >= ShortestText)
            {
                break;
            }

            index++;
        }

        flow.Items.RemoveAll(item =>
        {
            if (WordsOf(item) is not { Length: < LongestLabel } words || !Noise().IsMatch(words))
            {
                return false;
            }

            Tell(words, warnings);
            return true;
        });
    }

    private static void Tell(string words, List<string> warnings)
    {
        if (Imprint.ReadOrNull(words)?.LeftOut is { } leftOut)
        {
            warnings.Add($"“{leftOut}” says something of the page and was left out.");
        }
    }

    private static string? WordsOf(FlowItem item) => item.Heading ?? (item.Block as ParagraphBlock)?.Text;

    private static string Letters(string text) => string.Concat(ChineseScript.Fold(text).Where(char.IsLetterOrDigit));

    private static bool IsLabel(string words)
    {
        if (words.Length > LongestLabel || words[^1] is '。')
        {
            return false;
        }

        var rest = PrintedTimes.FirstOrNull(words) is { Year: not null } printed ? words.Replace(printed.Printed, "", StringComparison.Ordinal) : null;
        return (rest is not null && PlainWords.Weight(rest) < 50) || (PlainWords.Weight(words) < 100 && (Bylines.InLine(words).Count > 0 || Label().IsMatch(words)));
    }

    [GeneratedRegex(
        @"^(by:?\s+\p{Lu}|(published|updated|posted|last updated|first published)\b|share\b|advertisement$|來源[：:]|来源[：:]|作者[：:]|記者[：:]|记者[：:]|編輯[：:]|编辑[：:]|責任編輯|责任编辑|字號|字号|分享(到)?[：:]?$)"
        + @"|^\W*((mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(\d{1,2}\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2},?\s+)?\d{4}.{0,40}$|^\d{1,2}:\d{2}.{0,60}\d{4}|^\d+ (min|minute)s?( read)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(
        @"^\W*(advertisement|sponsored links?|廣告|广告|close|share( this( article)?)?|story continues( below( advertisement)?)?|article continues (after|below).*|(click here|sign up|subscribe) (to|for) .*|get the latest .*|(read|see|don.?t|click|learn) (more|miss|also)\b.{0,90}"
        + @"|(責任編輯|责任编辑|責編|责编|編輯|编辑)\s*[：:／/].{1,12}|分享(至|到)?.{0,10}|點擊(查看|進入).{0,20}|点击(查看|进入).{0,20}|本文(来源|來源)[：:].{1,30}|掃描二維碼.{0,20}|扫描二维码.{0,20}|更多精彩.{0,30})\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Noise();
}
