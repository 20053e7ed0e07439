namespace NewsApi.Persistence;

/// <summary>What differs between databases besides reading and writing: looking at what the operator named, making the store there, checking it.</summary>
internal interface IStoreProvider
{
    /// <summary>
    /// Whether the program brings the store up to date whenever it needs it. Where several nodes share a store, that is a step of
    /// its own, done once and when the operator says so.
    /// </summary>
    bool MigratesByItself { get; }

    /// <summary>What the operator knows the store by, without secrets.</summary>
    string Place { get; }

    /// <summary>Whether a store was begun at the place; how far it came, its migrations tell.</summary>
    Task<bool> IsThereAsync(CancellationToken cancel);

    /// <summary>
    /// Why what the connection string names can't be the store, in one line without secrets; null when it can: a place where none
    /// is yet, or a store of ours. It changes nothing.
    /// </summary>
    Task<string?> ProblemOrNullAsync(CancellationToken cancel);

    /// <summary>Makes the store or brings it up to date, with no other process at it, also after one was killed in the middle.</summary>
    /// <returns>How many migrations were applied.</returns>
    Task<int> MigrateAsync(CancellationToken cancel);

    /// <summary>Opens the context's connection for reading only; disposing the result closes it, and ends that.</summary>
    Task<IAsyncDisposable> OpenReadOnlyAsync(CancellationToken cancel);

    /// <summary>What the database itself knows to be wrong: one line for each damage.</summary>
    Task<IReadOnlyList<string>> DamagesAsync(CancellationToken cancel);
}
