using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsApi.Importing.Understanding;

/// <summary>Finds times as English prints them, <c>June 14, 2025</c>, <c>14 June 2025 10:34</c>, <c>Jun 14</c>, and its datelines: <c>LONDON, June 14 (Reuters) —</c>.</summary>
internal static partial class EnglishTimes
{
    private const int MostTimes = 1000;

    // A dateline opens its text.
    private const int LongestPlace = 60;

    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    // Without a day before it, only a name that is one of an agency tells a dateline from any other remark in brackets.
    private static readonly string[] Agencies = ["Reuters", "AP", "AFP", "Xinhua", "UPI", "dpa", "DPA", "Kyodo", "Yonhap", "TASS", "Bloomberg", "PTI", "ANI", "IANS", "CNA", "EFE", "ANSA", "Anadolu"];

    private static readonly SearchValues<string> MonthNames = SearchValues.Create([.. Enumerable.Range(0, 12).Select(month => Months.Substring(month * 3, 3))], StringComparison.Ordinal);

    /// <summary>Whether a text may have such a time; soon told.</summary>
    public static bool MayBeIn(string text) => text.AsSpan().ContainsAny(MonthNames);

    /// <summary>The days in a text, also those that can't be.</summary>
    public static IEnumerable<PrintedTime> Find(string text)
    {
        if (!MayBeIn(text))
        {
            yield break;
        }

        var count = 0;
        for (var match = Form().Match(text); match.Success && count < MostTimes; match = match.NextMatch(), count++)
        {
            yield return Read(match);
        }
    }

    /// <summary>Whether a day stands as in a dateline: behind a place that begins the text, and before an agency or a dash.</summary>
    public static bool IsDateline(PrintedTime time, string text) =>
        time.Start < LongestPlace && PlaceForm().IsMatch(text.AsSpan(0, time.Start)) && AgencyForm().IsMatch(text.AsSpan(time.End, Math.Min(LongestPlace, text.Length - time.End)));

    /// <summary>Whether the words before a day say that something begins or ends with it.</summary>
    public static bool IsBound(PrintedTime time, string text) => BoundForm().IsMatch(text.AsSpan(0, time.Start)[^Math.Min(time.Start, 20)..]);

    /// <summary>The agency that the dateline of a text names; null where there is none.</summary>
    public static string? AgencyOrNull(string text)
    {
        if (Find(text).Select(time => (PrintedTime?)time).FirstOrDefault() is { } first && IsDateline(first, text))
        {
            return AgencyForm().Match(text, first.End, Math.Min(LongestPlace, text.Length - first.End)).Groups["agency"] is { Success: true } named ? named.Value : null;
        }

        return UndatedForm().Match(text[..Math.Min(text.Length, LongestPlace * 2)]) is { Success: true } match && Agencies.Contains(match.Groups["agency"].Value, StringComparer.Ordinal)
            ? match.Groups["agency"].Value
            : null;
    }

    private static PrintedTime Read(Match match)
    {
        int? Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

        var month = (Months.IndexOf(match.Groups["name"].Value[..3], StringComparison.Ordinal) / 3) + 1;
        var zone = match.Groups["zone"];

        // Most names of zones mean several; the day alone is not wrong.
        var hour = zone.Success && zone.Value is not ("GMT" or "UTC") ? null : (match.Groups["half"].Value.ToLowerInvariant(), Part("hour")) switch
        {
            ("a", 12) => 0,
            ("p", < 12 and var late) => late + 12,
            (_, var printed) => printed,
        };
        return new PrintedTime(
            Part("year"), month, Part("day"), hour, hour is null ? null : Part("minute"), hour is null ? null : Part("second"),
            hour is not null && zone.Success ? TimeSpan.Zero : null, match.Value, match.Index);
    }

    private const string Month = @"(?<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?!\p{L})\.?";

    private const string Day = "(?<day>[0-9]{1,2})(?:st|nd|rd|th)?";

    private const string Year = @"(?:,?\s(?<year>(?:19|20)[0-9]{2})(?![0-9]))?";

    private const string Clock =
        @"(?:,?\s(?:at\s)?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2}))?(?![0-9:])(?:\s?(?<half>[AaPp])(?:\.[Mm]\.|[Mm](?!\p{L})))?(?:\s(?<zone>[A-Z]{2,4}T|GMT|UTC|ET|PT)(?!\p{L}))?)?";

    [GeneratedRegex(
        $@"(?<![\p{{L}}\p{{N}}])(?:{Month}\s{Day}(?![0-9:%\p{{L}}]){Year}|(?<![.,:/-]){Day}\s(?:of\s)?{Month}{Year}){Clock}", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\p{Lu}[\p{L} .'’/-]{1,40}(?:,\s\p{Lu}[\p{L} .]{1,20})?,\s$", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceForm();

    [GeneratedRegex(@"\G\s?(?:\((?<agency>\p{L}[\p{L} ./&]{1,30})\))?\s?(?:[–—-]|--)", RegexOptions.CultureInvariant)]
    private static partial Regex AgencyForm();

    [GeneratedRegex(@"^\p{Lu}[\p{L} .,'’/-]{1,60}\s\((?<agency>\p{L}[\p{L} ]{1,30})\)\s?(?:[–—-]|--)", RegexOptions.CultureInvariant)]
    private static partial Regex UndatedForm();

    [GeneratedRegex(@"(?<!\p{L})(?:until|till|by|before|after|since|from|through|to|as of)\s$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BoundForm();
}
