using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>A time as a page prints it: any part may be missing, and nothing is filled in.</summary>
internal readonly record struct PrintedTime(int? Year, int Month, int Day, int? Hour, int? Minute, int? Second, string Printed)
{
    /// <summary>How much was printed.</summary>
    public DatePrecision Precision =>
        Second is not null ? DatePrecision.Second : Minute is not null ? DatePrecision.Minute : Hour is not null ? DatePrecision.Hour : DatePrecision.Day;

    /// <summary>The instant in a zone, or null where there is no such day (2月30日).</summary>
    public DateTimeOffset? AtOrNull(TimeZoneInfo zone, int? yearFromContext = null)
    {
        if ((Year ?? yearFromContext) is not { } year || year is < 1 or > 9998 || Day > DateTime.DaysInMonth(year, Month))
        {
            return null;
        }

        var local = new DateTime(year, Month, Day, Hour ?? 0, Minute ?? 0, Second ?? 0, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}

/// <summary>Finds printed times: <c>2025年06月14日 10:34:18</c>, <c>2025-06-14 10:34</c>, <c>6月2日 下午3時</c>, also in full-width digits.</summary>
internal static partial class PrintedTimes
{
    /// <summary>The first time in a text that can be one (there is no 13月), or null.</summary>
    public static PrintedTime? FirstOrNull(string text) => Form().Matches(HalfWidthDigits(text)).Select(match => Read(match, text)).FirstOrDefault(time => time is not null);

    /// <summary>
    /// A line of a related-news list: a bullet or nothing, a time with its year, and the title before or behind it, if there is one.
    /// Null for any other line.
    /// </summary>
    public static (PrintedTime Time, string? Title)? ListEntryOrNull(string line)
    {
        var body = line.TrimStart('-', '–', '•', '·', '*', ' ', '　', '\t');
        if (Form().Match(HalfWidthDigits(body)) is not { Success: true } match || Read(match, body) is not { Year: not null } time)
        {
            return null;
        }

        // Running text begins with dates as well; a list sets a title apart by a space, and ends it without a full stop.
        var hasBullet = body.Length != line.Length;
        var before = body[..match.Index];
        var behind = body[(match.Index + match.Length)..];
        return (before.Trim(), behind.Trim()) switch
        {
            ("", "") => (time, null),
            ("", var title) when char.IsWhiteSpace(behind[0]) && (hasBullet || !title.EndsWith('。')) => (time, title),
            (var title, "") when char.IsWhiteSpace(before[^1]) && hasBullet => (time, title),
            _ => null,
        };
    }

    private static PrintedTime? Read(Match match, string text)
    {
        int? Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

        var time = new PrintedTime(
            Part("year"), Part("month") ?? 0, Part("day") ?? 0, HourOf(match.Groups["half"].Value, Part("hour")), Part("minute"), Part("second"), text.Substring(match.Index, match.Length));
        var isPossible = time is { Month: >= 1 and <= 12, Day: >= 1 and <= 31 } && time.Hour is not > 23 && time.Minute is not > 59 && time.Second is not > 59;
        return isPossible ? time : null;
    }

    /// <summary>The hour of the day of one counted from noon (下午3時), or from midnight.</summary>
    private static int? HourOf(string half, int? hour) => (half, hour) switch
    {
        ("凌晨", 12) => 0,
        ("下午" or "傍晚" or "晚上" or "晚間" or "晚间" or "晚", < 12) => hour + 12,
        ("中午", < 3) => hour + 12,
        _ => hour,
    };

    /// <summary>The same text with ０–９ as 0–9, so that positions stay the same.</summary>
    private static string HalfWidthDigits(string text) =>
        text.AsSpan().ContainsAnyInRange('０', '９')
            ? new StringBuilder(text.Length).Append([.. text.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c)]).ToString()
            : text;

    [GeneratedRegex(
        @"(?<![0-9])(?:(?:(?<year>[0-9]{4})年)?(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})日|(?<year>[0-9]{4})(?<mark>[-/.])(?<month>[0-9]{1,2})\k<mark>(?<day>[0-9]{1,2})(?![0-9]))"
        + @"(?:[\sT]*(?<half>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚間|晚间|晚)?\s?(?:(?<hour>[0-9]{1,2})[:：](?<minute>[0-9]{2})(?:[:：](?<second>[0-9]{2}))?(?![0-9])|(?<hour>[0-9]{1,2})[時时點点](?!間|间)(?:(?<minute>[0-9]{1,2})分)?))?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
