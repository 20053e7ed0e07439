using NewsApi.Persistence;

namespace NewsApi.Caching;

/// <summary>Something that was read, and what it was read from.</summary>
/// <param name="value">What it is.</param>
/// <param name="tables">The tables it holds as long as nothing is written to (<see cref="StoreTables"/>).</param>
/// <param name="state">The state the store was in before it was read, at the latest (<see cref="StoreChanges"/>).</param>
internal sealed class Kept<T>(T value, ulong tables, long state)
{
    private long _state = state;

    /// <summary>What it is.</summary>
    public T Value => value;

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

/// <summary>
/// The state the store was in before anything was read for a request. Null where nobody asked, because what is read for it is kept
/// for nobody else.
/// </summary>
internal sealed class ReadMoment
{
    /// <summary>Number of the state (<see cref="StoreChanges"/>).</summary>
    public long? State { get; set; }
}
