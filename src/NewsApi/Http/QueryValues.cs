using System.Globalization;

namespace NewsApi.Http;

/// <summary>A day, meaning all of it in the site's time zone, or an instant with its offset.</summary>
public sealed class DayOrInstant
{
    private readonly DateOnly _day;
    private readonly DateTimeOffset? _instant;

    private DayOrInstant(DateOnly day, DateTimeOffset? instant) => (_day, _instant) = (day, instant);

    /// <summary>The first instant meant.</summary>
    internal DateTimeOffset Start(TimeZoneInfo zone) => _instant ?? StartOf(_day, zone);

    /// <summary>The first instant after what is meant.</summary>
    internal DateTimeOffset End(TimeZoneInfo zone) => _instant is { } instant
        ? instant.AddTicks(TimeSpan.TicksPerMicrosecond)
        : StartOf(_day.AddDays(1), zone);

    /// <summary>Reads <c>2025-06-02</c> or RFC 3339; null for anything else.</summary>
    internal static DayOrInstant? ReadOrNull(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            // The end of the last day there is could not be told.
            return day < DateOnly.MaxValue ? new DayOrInstant(day, null) : null;
        }

        return Instant.ReadOrNull(text) is { } instant ? new DayOrInstant(default, instant.At) : null;
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        var offset = zone.GetUtcOffset(midnight);

        // In the first hours of year 1 the offset leads out of the calendar.
        return midnight.Ticks < offset.Ticks ? DateTimeOffset.MinValue : new DateTimeOffset(midnight, offset);
    }
}

/// <summary>An instant with its offset (RFC 3339).</summary>
public sealed class Instant
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private Instant(DateTimeOffset at) => At = at;

    /// <summary>The instant.</summary>
    internal DateTimeOffset At { get; }

    /// <summary>Reads RFC 3339 with an offset or Z; null for anything else.</summary>
    internal static Instant? ReadOrNull(string text)
    {
        // K also takes no offset at all, which would mean the server's zone.
        var hasOffset = text.Length > 19 && (text.EndsWith('Z') || text[^6] is '+' or '-');
        return hasOffset
            && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && at.UtcTicks < DateTimeOffset.MaxValue.UtcTicks - TimeSpan.TicksPerSecond
            ? new Instant(at)
            : null;
    }
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
