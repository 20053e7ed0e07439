namespace NewsApi.Persistence;

/// <summary>
/// Tells whether what was read from the store still stands there. It counts the states the store was seen in and keeps, for the
/// latest of them, which tables the step to each has written (<see cref="StoreTables"/>). Whoever reads asks for the state first,
/// reads then, and keeps the number: what was read holds as long as no later step wrote to what it was read from.
/// </summary>
internal abstract class StoreChanges
{
    private const int Kept = 1024;

    private readonly ulong[] _written = new ulong[Kept];
    private long _now;

    /// <summary>
    /// Number of the state the store is in: it covers every write that had ended, on any node and in any process, when this was called.
    /// </summary>
    /// <exception cref="System.Data.Common.DbException">The store can't be asked right now.</exception>
    public abstract ValueTask<long> NowAsync(CancellationToken cancel);

    /// <summary>Whether a step between two states wrote to any of these tables, or may have.</summary>
    /// <param name="tables">Tables, as of <see cref="StoreTables"/>.</param>
    /// <param name="since">The state they were read in, or an earlier one.</param>
    /// <param name="now">The state that counts.</param>
    public bool HaveTouched(ulong tables, long since, long now)
    {
        if (now - since >= Kept)
        {
            return true;
        }

        for (var step = since + 1; step <= now; step++)
        {
            if ((Volatile.Read(ref _written[step % Kept]) & tables) != 0)
            {
                return true;
            }
        }

        // Steps that came meanwhile take the places of the oldest.
        return Volatile.Read(ref _now) - since >= Kept;
    }

    /// <summary>The state that was seen last.</summary>
    protected long Seen => Volatile.Read(ref _now);

    /// <summary>Begins a new state. Not called twice at a time.</summary>
    /// <param name="written">Tables that may differ from the state before.</param>
    protected long Advance(ulong written)
    {
        var next = _now + 1;
        Volatile.Write(ref _written[next % Kept], written);
        Volatile.Write(ref _now, next);
        return next;
    }
}
