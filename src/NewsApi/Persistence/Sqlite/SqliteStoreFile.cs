using System.Text;
using Microsoft.Data.Sqlite;

namespace NewsApi.Persistence.Sqlite;

/// <summary>Looks at the file a connection string names before anything is allowed to write to it.</summary>
internal static class SqliteStoreFile
{
    private static readonly byte[] Header = Encoding.ASCII.GetBytes("SQLite format 3\0");

    /// <summary>
    /// Why the file can't be the store, in one line; null when it can: a file that is not there yet and can be made, an empty
    /// one, or a store of ours. The file is opened for reading only.
    /// </summary>
    public static async Task<string?> ProblemOrNullAsync(string connectionString, CancellationToken cancel)
    {
        SqliteConnectionStringBuilder connection;
        try
        {
            connection = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException exception)
        {
            return $"ConnectionStrings:News is no SQLite connection string: {exception.Message}";
        }

        var file = connection.DataSource;
        if (file.Length == 0 || file == ":memory:" || connection.Mode == SqliteOpenMode.Memory || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return "ConnectionStrings:News must name a file, such as \"Data Source=news.db\".";
        }

        var path = Path.GetFullPath(file);
        if (Directory.Exists(path))
        {
            return $"ConnectionStrings:News names a folder, not a file: {path}";
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            return $"The folder of ConnectionStrings:News does not exist: {Path.GetDirectoryName(path)}";
        }

        try
        {
            return File.Exists(path) ? await ContentProblemOrNullAsync(path, cancel) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            return $"The file of ConnectionStrings:News can't be read: {path}: {exception.Message}";
        }
    }

    private static async Task<string?> ContentProblemOrNullAsync(string path, CancellationToken cancel)
    {
        var start = new byte[Header.Length];
        await using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
            if (length == 0)
            {
                return null;
            }

            if (length < Header.Length || !start.AsSpan().SequenceEqual(Header))
            {
                return $"The file of ConnectionStrings:News is no SQLite database: {path}";
            }
        }

        // A write-ahead log beside it may hold the newest tables, so the file is asked, not only its first page.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();

        // Of the tables that migrating begins with, the lock comes first: another process may be at it right now.
        command.CommandText = "SELECT count(*), coalesce(sum(name IN ('__EFMigrationsHistory', '__EFMigrationsLock')), 0) FROM sqlite_master WHERE type = 'table'";
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var isForeign = row.GetInt32(0) > 0 && row.GetInt32(1) == 0;
        return isForeign ? $"The file of ConnectionStrings:News is a database of another program: {path}" : null;
    }
}
