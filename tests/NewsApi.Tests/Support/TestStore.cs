using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace NewsApi.Tests.Support;

/// <summary>
/// A store for a test, in the database this project is about: a SQLite file in a temporary folder. The project that runs the same tests
/// on PostgreSQL has a class of this name with the same members in its place.
/// </summary>
internal sealed class TestStore : IDisposable
{
    private TestStore()
    {
    }

    /// <summary>What the program needs to know to use the store.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["ConnectionStrings:News"] = $"Data Source={File}" };

    /// <summary>A folder of its own, for a process to work in.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("newsapi-").FullName;

    /// <summary>The file.</summary>
    public string File => Path.Combine(Folder, "news.db");

    /// <summary>A store a server can start on. On SQLite that is none: the first start makes it.</summary>
    public static TestStore Ready() => new();

    /// <summary>A place where no store is yet.</summary>
    public static TestStore Empty() => new();

    /// <summary>Whether a connection is one to it.</summary>
    public bool IsOpenIn(DbConnection connection) => connection.DataSource == File;

    /// <summary>Lets a process use the store: it finds it in the folder it works in.</summary>
    public void Configure(ProcessStartInfo start) => start.WorkingDirectory = Folder;

    /// <summary>Runs SQL as somebody who does not care for references, beside any server.</summary>
    public async Task<object?> Execute(string sql)
    {
        await using var connection = await Connect($"Data Source={File};Pooling=False;Foreign Keys=False");
        return await Scalar(connection, sql);
    }

    /// <summary>Flips the lowest bit of a byte in the middle of a text, in the first row that has one, whatever character that leaves.</summary>
    public async Task FlipBit(string table, string column)
    {
        var row = await Execute($"""SELECT rowid FROM "{table}" WHERE length("{column}") > 0 ORDER BY rowid LIMIT 1""");
        var bytes = Convert.FromHexString((string)(await Execute($"""SELECT hex("{column}") FROM "{table}" WHERE rowid = {row}"""))!);
        bytes[bytes.Length / 2] ^= 1;
        await Execute($"""UPDATE "{table}" SET "{column}" = CAST(x'{Convert.ToHexString(bytes)}' AS TEXT) WHERE rowid = {row}""");
    }

    /// <summary>Whether a text stands anywhere in the store, also where no row holds it any more.</summary>
    public async Task<bool> Holds(string text)
    {
        foreach (var file in new[] { File, $"{File}-wal" }.Where(System.IO.File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            if (bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Begins to watch for writes.</summary>
    public async Task<Watch> BeginWatch() => new(await Connect($"Data Source={File};Mode=ReadOnly;Pooling=False"));

    /// <summary>Takes the store away from under a server.</summary>
    public Task TakeAway()
    {
        // The server keeps a connection of its own, and with it the log, which may hold all there is.
        SqliteConnection.ClearAllPools();
        System.IO.File.Delete(File + "-wal");
        System.IO.File.Delete(File + "-shm");
        return System.IO.File.WriteAllTextAsync(File, "gone", TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        // Applications are disposed more than once.
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<DbConnection> Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<object?> Scalar(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Tells whether anybody wrote.</summary>
    internal sealed class Watch(DbConnection connection) : IAsyncDisposable
    {
        /// <summary>A number that changes with every write of anybody.</summary>
        public async Task<long> Version() => (long)(await Scalar(connection, "PRAGMA data_version"))!;

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
