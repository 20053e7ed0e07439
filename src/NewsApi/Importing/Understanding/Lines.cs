using System.Text.RegularExpressions;

namespace NewsApi.Importing.Understanding;

/// <summary>What a line of a text page is, judged by its shape alone.</summary>
internal static partial class Lines
{
    /// <summary>Characters a heading has at most; longer lines are text even where the full stop is missing.</summary>
    private const int MaxHeadingLength = 40;

    /// <summary>Whether the line reads as a heading: short, and not ended by punctuation.</summary>
    public static bool IsHeading(string line) => line.Length <= MaxHeadingLength && !EndPunctuation().IsMatch(line) && HasLetter().IsMatch(line);

    /// <summary>Who a heading of the form <c>澤連斯基：烏方三大訴求</c> speaks for, or null.</summary>
    public static string? SpeakerOf(string heading) => SpeakerForm().Match(heading) is { Success: true } match ? match.Groups["speaker"].Value : null;

    /// <summary>Whether a paragraph announces a list: it ends in a colon.</summary>
    public static bool AnnouncesList(string line) => line.EndsWith('：') || line.EndsWith(':');

    /// <summary>Whether the line is a point of a list with more points to come: it ends in a semicolon.</summary>
    public static bool IsListItem(string line) => line.EndsWith('；') || line.EndsWith(';');

    [GeneratedRegex(@"[。！？；：，、…!?;:,.~—][”’」』）)》\]]*$|[”’」』）)]$", RegexOptions.CultureInvariant)]
    private static partial Regex EndPunctuation();

    [GeneratedRegex(@"\p{L}", RegexOptions.CultureInvariant)]
    private static partial Regex HasLetter();

    [GeneratedRegex(@"^(?<speaker>[\p{L}\p{N}·・\- ]{2,12}?)\s*[：:](?!(?<=\d.)\d)\s*\S", RegexOptions.CultureInvariant)]
    private static partial Regex SpeakerForm();
}
