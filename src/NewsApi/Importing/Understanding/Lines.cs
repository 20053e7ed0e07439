using System.Text.RegularExpressions;

namespace NewsApi.Importing.Understanding;

/// <summary>What a line of a text page is, judged by its shape alone.</summary>
internal static partial class Lines
{
    /// <summary>Characters a heading has at most; longer lines are text even where the full stop is missing.</summary>
    public const int MaxHeadingLength = 40;

    private const int MaxQuestionLength = 25;

    /// <summary>Whether the line reads as a heading: short, and not ended by punctuation. A quotation ends one only where its speaker begins it: 曹緣：「我做到了」.</summary>
    public static bool IsHeading(string line) =>
        line.Length <= MaxHeadingLength && (!EndPunctuation().IsMatch(line) || QuotedForm().IsMatch(line)) && HasLetter().IsMatch(line) && PrintedTimes.FirstOrNull(line) is not { Start: 0 };

    /// <summary>Whether the line is a short question and nothing else, as headings are: 哪些人受影響？</summary>
    public static bool IsQuestion(string line) => line.Length <= MaxQuestionLength && Question().IsMatch(line);

    /// <summary>Who a heading of the form <c>澤連斯基：烏方三大訴求</c> speaks for, or null.</summary>
    public static string? SpeakerOf(string heading) => SpeakerForm().Match(heading) is { Success: true } match ? match.Groups["speaker"].Value : null;

    /// <summary>Whether a paragraph announces a list: it ends in a colon.</summary>
    public static bool AnnouncesList(string line) => line.EndsWith('：') || line.EndsWith(':');

    /// <summary>Whether the line is a point of a list with more points to come: it ends in a semicolon.</summary>
    public static bool IsListItem(string line) => line.EndsWith('；') || line.EndsWith(';');

    [GeneratedRegex(@"[。！？；：，、…!?;:,.~—][”’」』）)》\]]*$|[”’」』）)""'＂]$", RegexOptions.CultureInvariant)]
    private static partial Regex EndPunctuation();

    [GeneratedRegex(@"^[^。！？；：!?;:「『“‘""]{4,}[？?]$", RegexOptions.CultureInvariant)]
    private static partial Regex Question();

    [GeneratedRegex(@"^(?![他她它我你咱])[\p{L}\p{N}·・\- ]{2,12}[：:]\s*[^。！？；!?;：:]*[“「『""＂][^。！？；!?;：:“「『""＂]+[”」』""＂]$", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedForm();

    [GeneratedRegex(@"\p{L}", RegexOptions.CultureInvariant)]
    private static partial Regex HasLetter();

    [GeneratedRegex(@"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])?(?<speaker>[\p{L}\p{N}·・\- ]{2,12}?)\s*[：:](?!(?<=\d.)\d)\s*\S", RegexOptions.CultureInvariant)]
    private static partial Regex SpeakerForm();
}
