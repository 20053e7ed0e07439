using Microsoft.EntityFrameworkCore.Storage;

namespace NewsApi.Persistence;

/// <summary>A transaction for writing. Disposed without a commit, it leaves nothing behind.</summary>
/// <param name="transaction">The transaction; null when it belongs to somebody further out, who commits.</param>
/// <param name="turn">What to free at the end.</param>
/// <param name="announce">Says within the transaction what it changes, right before it is committed. What it returns is called when the commit fails.</param>
public sealed class WriteTransaction(IDbContextTransaction? transaction, IDisposable? turn, Func<CancellationToken, Task<Action>>? announce = null) : IAsyncDisposable
{
    /// <summary>Makes the changes last, unless somebody further out decides that.</summary>
    public async Task CommitAsync(CancellationToken cancel)
    {
        if (transaction is null)
        {
            return;
        }

        var takeBack = announce is null ? null : await announce(cancel);
        try
        {
            await transaction.CommitAsync(cancel);
        }
        catch
        {
            takeBack?.Invoke();
            throw;
        }
    }

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

        if (turn is not null && !Thread.CurrentThread.IsThreadPoolThread)
        {
            // The thread is for those who have the turn to write (WriteQueue); the rest is for the pool.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }
}
