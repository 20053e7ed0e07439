using NewsApi.Model;

namespace NewsApi.Importing.Understanding;

/// <summary>A time as a page prints it: any part may be missing, and nothing is filled in.</summary>
/// <param name="Year">The year; null where it is not printed.</param>
/// <param name="Month">The month, as printed.</param>
/// <param name="Day">The day; null where only the month is printed.</param>
/// <param name="Hour">The hour from midnight, 24 being the end of the day; null where it is not printed, or could be either half of the day.</param>
/// <param name="Minute">The minute; null where it is not printed.</param>
/// <param name="Second">The second; null where it is not printed.</param>
/// <param name="Offset">The offset from UTC; null where it is not printed.</param>
/// <param name="Printed">The time as printed.</param>
/// <param name="Start">Where it begins in its text.</param>
internal readonly record struct PrintedTime(int? Year, int Month, int? Day, int? Hour, int? Minute, int? Second, TimeSpan? Offset, string Printed, int Start)
{
    private const int LeapYear = 2000;

    /// <summary>How much was printed.</summary>
    public DatePrecision Precision =>
        Second is not null ? DatePrecision.Second
        : Minute is not null ? DatePrecision.Minute
        : Hour is not null ? DatePrecision.Hour
        : Day is not null ? DatePrecision.Day
        : DatePrecision.Month;

    /// <summary>Where it ends in its text.</summary>
    public int End => Start + Printed.Length;

    /// <summary>Whether there is such a time in some year, or in the one printed: there is no 13月, no 2月30日 and no 25:00.</summary>
    public bool IsPossible =>
        Month is >= 1 and <= 12 && (Year ?? LeapYear) is >= 1 and <= 9998 && (Day ?? 1) >= 1 && (Day ?? 1) <= DateTime.DaysInMonth(Year ?? LeapYear, Month)
        && (Hour is not >= 24 || (Hour == 24 && Minute is null or 0 && Second is null or 0)) && Minute is not > 59 && Second is not > 59;

    /// <summary>The instant in a zone, or null where there is no such day (2月30日).</summary>
    public DateTimeOffset? AtOrNull(TimeZoneInfo zone, int? yearFromContext = null)
    {
        if ((Year ?? yearFromContext) is not { } year || !(this with { Year = year }).IsPossible)
        {
            return null;
        }

        var local = new DateTime(year, Month, Day ?? 1, 0, 0, 0, DateTimeKind.Unspecified).AddHours(Hour ?? 0).AddMinutes(Minute ?? 0).AddSeconds(Second ?? 0);
        return new DateTimeOffset(local, Offset ?? zone.GetUtcOffset(local));
    }

    /// <summary>The last such time that is not later than another, whatever year is printed; null where there is none in five years, which have any 2月29日.</summary>
    /// <param name="latest">What it is not later than.</param>
    /// <param name="zone">The zone of the time.</param>
    public DateTimeOffset? LastUntilOrNull(DateTimeOffset latest, TimeZoneInfo zone)
    {
        for (var back = 0; back < 5; back++)
        {
            if (AtOrNull(zone, latest.Year - back) is { } at && at <= latest)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>The time in the year that brings it nearest to another; null where there is no such day.</summary>
    /// <param name="near">What it is near to.</param>
    /// <param name="latest">What it is not later than.</param>
    /// <param name="zone">The zone of the time.</param>
    public DateTimeOffset? NearestOrNull(DateTimeOffset near, DateTimeOffset latest, TimeZoneInfo zone)
    {
        var time = this;
        return Enumerable.Range(near.Year - 2, 5).Select(year => time.AtOrNull(zone, year)).Where(at => at <= latest).OrderBy(at => (at!.Value - near).Duration()).FirstOrDefault();
    }
}
