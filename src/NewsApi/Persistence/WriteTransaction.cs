using Microsoft.EntityFrameworkCore.Storage;

namespace NewsApi.Persistence;

/// <summary>A transaction for writing. Disposed without a commit, it leaves nothing behind.</summary>
/// <param name="transaction">The transaction; null when it belongs to somebody further out, who commits.</param>
/// <param name="turn">What to free at the end.</param>
public sealed class WriteTransaction(IDbContextTransaction? transaction, IDisposable? turn) : IAsyncDisposable
{
    /// <summary>Makes the changes last, unless somebody further out decides that.</summary>
    public Task CommitAsync(CancellationToken cancel) => transaction?.CommitAsync(cancel) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
        }
        finally
        {
            turn?.Dispose();
        }
    }
}
