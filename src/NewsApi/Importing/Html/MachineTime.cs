using System.Globalization;
using System.Text.RegularExpressions;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>A time as attributes and metadata have it, and how much of it was given.</summary>
/// <param name="At">The time; where it has no offset, in the zone asked for.</param>
/// <param name="Precision">How much was given.</param>
internal sealed partial record MachineTime(DateTimeOffset At, DatePrecision Precision)
{
    private static readonly string[] MailForms = ["ddd, d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d MMMM yyyy", "d MMM yyyy", "ddd MMM dd HH:mm:ss 'CST' yyyy"];

    /// <summary>Reads ISO 8601 and what is near it, mail dates, seconds since 1970 and printed dates.</summary>
    public static MachineTime? OrNull(string? text, TimeZoneInfo zone)
    {
        var value = text?.Trim();
        if (string.IsNullOrEmpty(value) || value.Length > 100)
        {
            return null;
        }

        if (Iso().Match(value) is { Success: true } match)
        {
            return OfIso(match, zone);
        }

        if (value.Length is 10 or 13 && value.All(char.IsAsciiDigit))
        {
            var number = long.Parse(value, CultureInfo.InvariantCulture);
            return new MachineTime(TimeZoneInfo.ConvertTime(value.Length == 13 ? DateTimeOffset.FromUnixTimeMilliseconds(number) : DateTimeOffset.FromUnixTimeSeconds(number), zone), DatePrecision.Second);
        }

        foreach (var form in MailForms)
        {
            var mail = value.Replace("+0000", "+00:00", StringComparison.Ordinal);
            if (DateTimeOffset.TryParseExact(mail, form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var at))
            {
                var hasZone = form.Contains("zzz", StringComparison.Ordinal) || form.Contains("GMT", StringComparison.Ordinal);
                return new MachineTime(hasZone ? at : In(zone, at.DateTime), form.Contains("HH", StringComparison.Ordinal) ? DatePrecision.Second : DatePrecision.Day);
            }
        }

        return PrintedTimes.FirstOrNull(value) is { Year: not null } printed && printed.AtOrNull(zone) is { } printedAt ? new MachineTime(printedAt, printed.Precision) : null;
    }

    private static MachineTime? OfIso(Match match, TimeZoneInfo zone)
    {
        int? Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

        var (year, month, day, hour, minute, second) = (Part("year")!.Value, Part("month")!.Value, Part("day") ?? 1, Part("hour"), Part("minute"), Part("second"));
        if (year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return null;
        }

        var precision = second is not null ? DatePrecision.Second : minute is not null ? DatePrecision.Minute : hour is not null ? DatePrecision.Hour
            : Part("day") is not null ? DatePrecision.Day : DatePrecision.Month;
        var local = new DateTime(year, month, day, hour ?? 0, minute ?? 0, second ?? 0, DateTimeKind.Unspecified);
        if (match.Groups["utc"].Success)
        {
            return new MachineTime(new DateTimeOffset(local, TimeSpan.Zero), precision);
        }

        if (match.Groups["sign"] is not { Success: true } sign)
        {
            return new MachineTime(In(zone, local), precision);
        }

        var offset = new TimeSpan(Part("offsetHour")!.Value, Part("offsetMinute") ?? 0, 0);
        return offset > TimeSpan.FromHours(14) ? null : new MachineTime(new DateTimeOffset(local, sign.Value == "-" ? -offset : offset), precision);
    }

    private static DateTimeOffset In(TimeZoneInfo zone, DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local));

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})(?<mark>[-/.]?)(?<month>[0-9]{2})(?:\k<mark>(?<day>[0-9]{2})(?:[T\s]+(?<hour>[0-9]{2})(?::?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,][0-9]+)?)?)?\s*(?:(?<utc>Z|UTC|GMT)|(?<sign>[+-])(?<offsetHour>[0-9]{2}):?(?<offsetMinute>[0-9]{2})?)?)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
