namespace NewsApi.Hosting;

/// <summary>A database that can keep the store: a value of <c>Database:Provider</c>.</summary>
internal enum DatabaseProvider
{
    /// <summary>One SQLite file, the default.</summary>
    Sqlite,

    /// <summary>A database of a PostgreSQL server, which several nodes may share.</summary>
    PostgreSql,
}
