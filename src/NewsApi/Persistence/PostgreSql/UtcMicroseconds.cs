using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>
/// Keeps an instant as PostgreSQL's <c>timestamptz</c>: in UTC, the only offset Npgsql takes, and to the microsecond, cut off as SQLite's
/// are. PostgreSQL would round, and an instant could come out later than it went in.
/// </summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => DateTimeOffset.UnixEpoch.AddTicks((instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond),
    instant => instant);
