namespace NewsApi.Tests.Support;

/// <summary>The server on a SQLite file in the folder of a store, with the seed page: where a site begins that moves to PostgreSQL later.</summary>
internal sealed class FileApp(TestStore store) : NewsApiApp(store)
{
    private readonly string _file = Path.Combine(store.Folder, "news.db");

    /// <inheritdoc/>
    protected override bool HasSeed => true;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Database:Provider"] = "Sqlite",
        ["ConnectionStrings:News"] = $"Data Source={_file};Pooling=False",
    };
}
