using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>Tells the standbys what this node has just committed, before whoever asked for it is answered: who has written reads what was written.</summary>
internal sealed class OwnCommits(Standbys standbys) : DbTransactionInterceptor
{
    /// <inheritdoc/>
    public override async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        try
        {
            await using var place = new NpgsqlCommand(CommitListener.Place, (NpgsqlConnection)eventData.Context!.Database.GetDbConnection());
            standbys.Require((NpgsqlLogSequenceNumber)(await place.ExecuteScalarAsync(CancellationToken.None))!);
        }
        catch (Exception exception) when (PostgreSqlFailures.IsUnavailable(exception))
        {
            // It is committed all the same; the listener hears of it.
        }
    }
}
