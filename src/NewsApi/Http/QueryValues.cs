using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsApi.Http;

/// <summary>A day, meaning all of it in the site's time zone, or an instant with its offset.</summary>
public sealed class DayOrInstant
{
    private readonly DateOnly _day;
    private readonly Instant? _instant;

    private DayOrInstant(DateOnly day, Instant? instant) => (_day, _instant) = (day, instant);

    /// <summary>The first instant meant.</summary>
    internal DateTimeOffset Start(TimeZoneInfo zone) => _instant?.At ?? StartOf(_day, zone);

    /// <summary>The last instant meant, to the microsecond: the store knows no shorter time.</summary>
    internal DateTimeOffset Last(TimeZoneInfo zone) => _instant?.At
        ?? (_day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(_day.AddDays(1), zone).AddTicks(-TimeSpan.TicksPerMicrosecond));

    /// <summary>Reads <c>2025-06-02</c> or RFC 3339; null for anything else.</summary>
    internal static DayOrInstant? ReadOrNull(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new DayOrInstant(day, null);
        }

        return Instant.ReadOrNull(text) is { } instant ? new DayOrInstant(default, instant) : null;
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);

        // Where clocks are put back across midnight, the day begins with the first of the two.
        return Instant.Utc(midnight.Ticks, zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight));
    }
}

/// <summary>An instant with its offset (RFC 3339).</summary>
public sealed partial class Instant
{
    private Instant(DateTimeOffset at) => At = at;

    /// <summary>The instant, in UTC.</summary>
    internal DateTimeOffset At { get; }

    /// <summary>
    /// Reads every date and time of RFC 3339, section 5.6, but leap seconds; null for anything else. The framework's own
    /// reading stops at offsets of 14 hours and at seven digits of a second.
    /// </summary>
    internal static Instant? ReadOrNull(string text) => LocalOrNull(text) is var (ticks, offset) ? new Instant(Utc(ticks, offset)) : null;

    /// <summary>
    /// Reads the same for the store, which keeps the offset too: to the microsecond, with offsets there are (14 hours at most).
    /// </summary>
    internal static DateTimeOffset? ReadWithOffsetOrNull(string text) =>
        LocalOrNull(text) is var (ticks, offset) && offset.Duration() <= TimeSpan.FromHours(14)
            && ticks <= DateTime.MaxValue.Ticks && ticks - offset.Ticks is >= 0 and var utc && utc <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), offset)
            : null;

    /// <summary>Local ticks and their offset as an instant; what lies before or after the calendar is its first or last moment.</summary>
    internal static DateTimeOffset Utc(long localTicks, TimeSpan offset) =>
        new(Math.Clamp(localTicks - offset.Ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    private static (long Ticks, TimeSpan Offset)? LocalOrNull(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));

        // A leap second has no place of its own in .NET, nor in the store: kept, it would be the first second of the next day.
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || Part("hour") > 23 || Part("minute") > 59 || Part("second") > 59 || Part("offsetHours") > 23 || Part("offsetMinutes") > 59)
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(7, '0')[..7];
        var time = new TimeSpan(Part("hour"), Part("minute"), Part("second")) + TimeSpan.FromTicks(int.Parse(fraction, CultureInfo.InvariantCulture));
        var offset = new TimeSpan(Part("offsetHours"), Part("offsetMinutes"), 0);
        return (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).Ticks + time.Ticks, match.Groups["sign"].Value == "-" ? -offset : offset);
    }

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})[Tt](?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(\.(?<fraction>[0-9]{1,100}))?"
        + @"([Zz]|(?<sign>[+-])(?<offsetHours>[0-9]{2}):(?<offsetMinutes>[0-9]{2}))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>Ids with commas between them.</summary>
public sealed class IdList
{
    /// <summary>How many there may be.</summary>
    public const int MaxCount = 100;

    private IdList(long[] ids) => Ids = ids;

    /// <summary>The ids, each once.</summary>
    internal IReadOnlyList<long> Ids { get; }

    /// <summary>Reads <c>1,2,3</c>; null for anything else.</summary>
    internal static IdList? ReadOrNull(string text)
    {
        var ids = text.Split(',', MaxCount + 1).Select(StrictBinding.WholeNumberOrNull).ToList();
        return ids.Count <= MaxCount && ids.TrueForAll(id => id > 0) ? new IdList([.. ids.Select(id => id!.Value).Distinct()]) : null;
    }
}
