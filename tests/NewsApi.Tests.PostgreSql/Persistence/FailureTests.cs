using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using NewsApi.Persistence.PostgreSql;
using Npgsql;

namespace NewsApi.Tests.Persistence;

/// <summary>What is answered with 503, because it may be over in a moment, and what is a mistake of ours.</summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown, true)]
    [InlineData(PostgresErrorCodes.CrashShutdown, true)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, true)]
    [InlineData(PostgresErrorCodes.TooManyConnections, true)]
    [InlineData(PostgresErrorCodes.DiskFull, true)]
    [InlineData(PostgresErrorCodes.LockNotAvailable, true)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, true)]
    [InlineData(PostgresErrorCodes.QueryCanceled, true)]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction, true)]
    [InlineData(PostgresErrorCodes.InvalidPassword, true)]
    [InlineData(PostgresErrorCodes.InvalidCatalogName, true)]
    [InlineData(PostgresErrorCodes.UniqueViolation, false)]
    [InlineData(PostgresErrorCodes.UndefinedTable, false)]
    [InlineData(PostgresErrorCodes.CharacterNotInRepertoire, false)]
    public void What_the_server_says_tells_whether_it_can_not_answer_right_now(string state, bool isUnavailable)
    {
        var refusal = new PostgresException("x", "ERROR", "ERROR", state);

        Assert.Equal(isUnavailable, PostgreSqlFailures.IsUnavailable(refusal));
        Assert.Equal(isUnavailable, PostgreSqlFailures.IsUnavailable(new DbUpdateException("x", refusal)));
        Assert.Equal(isUnavailable, PostgreSqlFailures.IsUnavailable(new InvalidOperationException("x", new DbUpdateException("x", refusal))));
    }

    [Fact]
    public void A_lost_connection_is_no_mistake_of_ours_and_anything_else_is()
    {
        Assert.True(PostgreSqlFailures.IsUnavailable(new NpgsqlException("x", new SocketException())));
        Assert.True(PostgreSqlFailures.IsUnavailable(new NpgsqlException("x", new IOException())));
        Assert.True(PostgreSqlFailures.IsUnavailable(new NpgsqlException("x", new TimeoutException())));
        Assert.True(PostgreSqlFailures.IsUnavailable(new NpgsqlException("No suitable host was found.")));
        Assert.False(PostgreSqlFailures.IsUnavailable(new InvalidOperationException("x")));
    }
}
