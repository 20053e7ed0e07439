namespace NewsApi.Hosting;

/// <summary>A database that can keep the store: a value of <c>Database:Provider</c>.</summary>
internal enum DatabaseProvider
{
    /// <summary>One SQLite file, the default.</summary>
    Sqlite,

    /// <summary>A database of a PostgreSQL server, which several nodes may share.</summary>
    PostgreSql,
}

/// <summary>Which servers of a PostgreSQL connection string are read from: a value of <c>Database:ReadFrom</c>.</summary>
internal enum DatabaseReadFrom
{
    /// <summary>The one that is written to, the default.</summary>
    Primary,

    /// <summary>Those that follow it, as long as they have everything that was written.</summary>
    Standby,
}
