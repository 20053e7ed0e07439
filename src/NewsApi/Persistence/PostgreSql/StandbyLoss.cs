using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>Hears from whoever reads that a standby is gone: after the first who finds it so, nobody else is sent there.</summary>
/// <param name="lost">What to do then.</param>
internal sealed class StandbyLoss(Action lost) : DbCommandInterceptor, IDbConnectionInterceptor
{
    /// <inheritdoc/>
    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        return LookAt(eventData.Exception);
    }

    /// <inheritdoc/>
    public Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        return LookAt(eventData.Exception);
    }

    private Task LookAt(Exception exception)
    {
        if (PostgreSqlFailures.IsUnavailable(exception))
        {
            lost();
        }

        return Task.CompletedTask;
    }
}
