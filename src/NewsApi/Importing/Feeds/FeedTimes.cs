using System.Globalization;
using System.Text.RegularExpressions;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Feeds;

/// <summary>A time as a feed has it.</summary>
/// <param name="At">The instant, in the zone it was printed in.</param>
/// <param name="Precision">How much was printed.</param>
/// <param name="Assumption">What was assumed to know the zone, in a sentence; null where it was printed.</param>
internal readonly record struct FeedTime(DateTimeOffset At, DatePrecision Precision, string? Assumption);

/// <summary>Reads the times that feeds have: those of their standards, and those that programs print instead.</summary>
internal static partial class FeedTimes
{
    private const string Time = @"(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?:\s*(?<half>[AaPp])\.?[Mm]\b\.?)?";
    private const string Zone = @"(?<zone>(?:UTC|GMT)?\s?[+\-−][0-9]{1,2}(?::?[0-9]{2})?|[A-Za-z]{1,5})?(?:\s*\([^)]*\))?";
    private const string Weekday = @"(?:[^0-9,\s]{1,9}\.?(?:,\s*|\s+))?";
    private const string MonthName = @"(?<name>[A-Za-z]{3,9}|[0-9]{1,2}月|[一二三四五六七八九十]{1,2}月)\.?";

    private const int Longest = 100;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] ChineseMonths = ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];

    /// <summary>Names of zones, in minutes from UTC. CST is none of them: it is China's as often as America's.</summary>
    private static readonly Dictionary<string, int> Zones = new (string Name, int Minutes)[]
    {
        ("Z", 0), ("UT", 0), ("UTC", 0), ("GMT", 0), ("WET", 0), ("EST", -300), ("EDT", -240), ("CDT", -300),
        ("MST", -420), ("MDT", -360), ("PST", -480), ("PDT", -420), ("AKST", -540), ("HST", -600), ("AST", -240), ("BST", 60),
        ("CET", 60), ("MEZ", 60), ("CEST", 120), ("MESZ", 120), ("EET", 120), ("EEST", 180), ("MSK", 180), ("IST", 330),
        ("HKT", 480), ("SGT", 480), ("MYT", 480), ("AWST", 480), ("JST", 540), ("KST", 540), ("AEST", 600), ("AEDT", 660),
        ("NZST", 720), ("NZDT", 780),
    }.ToDictionary(zone => zone.Name, zone => zone.Minutes, StringComparer.OrdinalIgnoreCase);

    /// <summary>The time, or null where the text is none or there is no such day.</summary>
    /// <param name="printed">The time as printed.</param>
    /// <param name="zone">The zone of times that have none.</param>
    public static FeedTime? ReadOrNull(string printed, TimeZoneInfo zone)
    {
        var text = printed.Trim();
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        if (DayAndMonthForm().Match(text) is { Success: true } numbers)
        {
            return ReadNumbers(numbers, zone) is [var only] ? only : null;
        }

        foreach (var form in new[] { IsoForm(), MailForm(), AmericanForm(), UnixForm() })
        {
            if (form.Match(text) is { Success: true } match)
            {
                return ReadOrNull(match, zone);
            }
        }

        var chinese = ChineseHours().Replace(text, match =>
        {
            var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
            var isLate = match.Groups["half"].Value is "下午" or "晚上" or "晚間" or "晚间" || (match.Groups["half"].Value == "中午" && hour < 3);
            return $" {(isLate && hour < 12 ? hour + 12 : hour)}:{match.Groups["minute"].Value}";
        });
        return PrintedTimes.FirstOrNull(chinese) is { Year: not null } time && time.AtOrNull(zone) is { } at
            ? new FeedTime(at, time.Precision, Assumed(zone))
            : null;
    }

    /// <summary>Whether a text is a day in numbers that can be read two ways: <c>06/07/2025</c> is the sixth of July, or the seventh of June.</summary>
    /// <param name="printed">The time as printed.</param>
    public static bool IsAmbiguous(string printed) =>
        printed.Trim() is { Length: <= Longest } text && DayAndMonthForm().Match(text) is { Success: true } match && ReadNumbers(match, TimeZoneInfo.Utc).Count > 1;

    /// <summary>The times that a day, a month and a year in numbers can be: countries differ in which stands first.</summary>
    private static List<FeedTime> ReadNumbers(Match match, TimeZoneInfo zone)
    {
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

        var (first, second) = (Part("first"), Part("other"));
        return [.. new[] { (Day: first, Month: second), (Day: second, Month: first) }.Distinct().Select(numbers => ReadOrNull(match, zone, numbers)).OfType<FeedTime>()];
    }

    private static FeedTime? ReadOrNull(Match match, TimeZoneInfo zone, (int Day, int Month)? numbers = null)
    {
        int? Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

        var year = Part("year") ?? 0;
        if (match.Groups["year"].Length == 2)
        {
            // RFC 2822, section 4.3.
            year += year < 50 ? 2000 : 1900;
        }

        var month = match.Groups["name"] is { Success: true } name ? MonthOf(name.Value) : numbers?.Month ?? Part("month") ?? 1;
        var (day, hour, minute, second) = (numbers?.Day ?? Part("day") ?? 1, Part("hour") ?? 0, Part("minute") ?? 0, Math.Min(Part("second") ?? 0, 60));
        if (match.Groups["half"] is { Success: true } half)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half.ValueSpan[0] is 'p' or 'P' ? 12 : 0);
        }

        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59)
        {
            return null;
        }

        // A leap second is the last one that clocks here have.
        var local = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Unspecified);
        var precision = match.Groups["second"].Success ? DatePrecision.Second
            : match.Groups["minute"].Success ? DatePrecision.Minute
            : match.Groups["day"].Success || numbers is not null ? DatePrecision.Day
            : match.Groups["month"].Success ? DatePrecision.Month
            : DatePrecision.Year;
        var (offset, assumption) = OffsetOf(match.Groups["zone"].Value, local, zone);
        return new FeedTime(new DateTimeOffset(local, offset), precision, assumption);
    }

    private static int MonthOf(string name) =>
        name[0] is >= '0' and <= '9' ? int.Parse(name.AsSpan(0, name.Length - 1), CultureInfo.InvariantCulture)
        : name.EndsWith('月') ? Array.IndexOf(ChineseMonths, name) + 1
        : Array.IndexOf(Months, name[..3].ToLowerInvariant()) + 1;

    private static (TimeSpan Offset, string? Assumption) OffsetOf(string name, DateTime local, TimeZoneInfo zone)
    {
        if (name.Length == 0)
        {
            return (zone.GetUtcOffset(local), Assumed(zone));
        }

        if (Zones.TryGetValue(name, out var minutes))
        {
            return (TimeSpan.FromMinutes(minutes), null);
        }

        if (name.Equals("CST", StringComparison.OrdinalIgnoreCase))
        {
            return zone.BaseUtcOffset == TimeSpan.FromHours(8)
                ? (TimeSpan.FromHours(8), "CST is taken for China Standard Time, the site's own.")
                : (TimeSpan.FromHours(-6), "CST is taken for America's Central Standard Time.");
        }

        var at = name.IndexOfAny(['+', '-', '−']);
        var digits = at < 0 ? "" : name[(at + 1)..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length > 0)
        {
            var number = int.Parse(digits, CultureInfo.InvariantCulture);
            var (hours, rest) = digits.Length > 2 ? (number / 100, number % 100) : (number, 0);
            if (hours <= 14 && rest < 60 && (hours * 60) + rest <= 14 * 60)
            {
                return (TimeSpan.FromMinutes(((hours * 60) + rest) * (name[at] == '+' ? 1 : -1)), null);
            }
        }

        return (zone.GetUtcOffset(local), $"No zone is called {name}; time zone {zone.Id}.");
    }

    private static string Assumed(TimeZoneInfo zone) => $"The time has no zone; time zone {zone.Id}.";

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})(?:[-/.](?<month>[0-9]{1,2})(?:[-/.](?<day>[0-9]{1,2})(?:[Tt\s]\s{0,5}" + Time + @"\s*" + Zone + @")?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoForm();

    [GeneratedRegex(
        "^" + Weekday + @"(?<first>[0-9]{1,2})(?<mark>[-/.])(?<other>[0-9]{1,2})\k<mark>(?<year>[0-9]{4})(?:,?\s+" + Time + @"\s*" + Zone + ")?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayAndMonthForm();

    [GeneratedRegex(
        "^" + Weekday + @"(?<day>[0-9]{1,2})[\s-]+" + MonthName + @",?[\s-]+(?<year>[0-9]{4}|[0-9]{2})(?:,?\s+" + Time + @"\s*" + Zone + ")?$", RegexOptions.CultureInvariant)]
    private static partial Regex MailForm();

    [GeneratedRegex(
        "^" + Weekday + MonthName + @"\s+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?<year>[0-9]{4})(?:,?\s+(?:at\s+|-\s+)?" + Time + @"\s*" + Zone + ")?$", RegexOptions.CultureInvariant)]
    private static partial Regex AmericanForm();

    [GeneratedRegex("^" + Weekday + MonthName + @"\s+(?<day>[0-9]{1,2})\s+" + Time + @"\s+(?:" + Zone + @"\s+)?(?<year>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex UnixForm();

    [GeneratedRegex(@"\s*(?<half>上午|下午|晚上|晚間|晚间|凌晨|早上|中午)?\s*(?<hour>[0-9]{1,2})(?:[:：]|[时時点點])(?<minute>[0-9]{2})分?", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseHours();
}
