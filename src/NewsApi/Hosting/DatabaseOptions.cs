namespace NewsApi.Hosting;

/// <summary>Where the store is: section <c>Database</c>, with the connection string in <c>ConnectionStrings:News</c>.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>Which database keeps the store. Default <see cref="DatabaseProvider.Sqlite"/>.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;
}

/// <summary>A database that can keep the store.</summary>
internal enum DatabaseProvider
{
    /// <summary>One SQLite file.</summary>
    Sqlite,
}
