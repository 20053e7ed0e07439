using NewsApi.Http;
using NewsApi.Persistence;

namespace NewsApi.Caching;

/// <summary>An answer, and what it was read from.</summary>
/// <param name="answer">The answer.</param>
/// <param name="tables">The tables it was read from (<see cref="StoreTables"/>).</param>
/// <param name="state">The state the store was in before that, at the latest (<see cref="StoreChanges"/>).</param>
internal sealed class KeptAnswer(FinishedAnswer answer, ulong tables, long state)
{
    private long _state = state;

    /// <summary>The answer.</summary>
    public FinishedAnswer Answer => answer;

    /// <summary>Whether it is still what would be read in a state of the store.</summary>
    public bool Holds(StoreChanges changes, long now)
    {
        var since = Volatile.Read(ref _state);
        if (since >= now)
        {
            return true;
        }

        if (changes.HaveTouched(tables, since, now))
        {
            return false;
        }

        // The next one looks from here on. Another one may write an earlier state over it, which is right as well.
        Volatile.Write(ref _state, now);
        return true;
    }
}
