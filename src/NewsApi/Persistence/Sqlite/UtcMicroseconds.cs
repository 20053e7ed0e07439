using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace NewsApi.Persistence.Sqlite;

/// <summary>
/// Keeps an instant as whole microseconds since 1970-01-01T00:00:00Z. SQLite has no time type and orders the text of a
/// <see cref="DateTimeOffset"/> wrongly as soon as two offsets differ. Microseconds are what PostgreSQL keeps as well.
/// </summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    microseconds => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));
