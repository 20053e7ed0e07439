using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace NewsApi.Benchmarks.Writes;

/// <summary>What the disk and SQLite alone make possible: the same bytes in one row each, as durable as the server's writes (WAL, synchronous FULL).</summary>
internal sealed class RawStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter _body;

    public RawStore(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        using var setup = _connection.CreateCommand();
        setup.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE Rows (Id INTEGER PRIMARY KEY, Body TEXT NOT NULL)";
        setup.ExecuteNonQuery();
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO Rows (Body) VALUES ($body)";
        _body = _insert.Parameters.Add("$body", SqliteType.Text);
    }

    /// <summary>One transaction for all rows.</summary>
    /// <returns>Seconds it took.</returns>
    public double WriteTogether(IEnumerable<string> bodies)
    {
        var start = Stopwatch.GetTimestamp();
        using var transaction = _connection.BeginTransaction();
        foreach (var body in bodies)
        {
            Write(body, transaction);
        }

        transaction.Commit();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>One transaction for each row.</summary>
    /// <returns>Seconds it took.</returns>
    public double WriteSingly(IEnumerable<string> bodies)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var body in bodies)
        {
            Write(body, null);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Write(string body, SqliteTransaction? transaction)
    {
        _insert.Transaction = transaction;
        _body.Value = body;
        _insert.ExecuteNonQuery();
    }
}
