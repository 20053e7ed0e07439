using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace NewsApi.Tests.Support;

/// <summary>A store for a test: a database of its own on the server of the run.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly string _database = $"newsapi_{Guid.NewGuid():n}";

    private readonly Lazy<string> _connectionString;

    // Made when it is first used, on a thread that nobody waits on.
    private TestStore(bool isEmpty) => _connectionString = new(() => Task.Run(() => PostgreSqlServer.CreateAsync(_database, isEmpty)).GetAwaiter().GetResult());

    private TestStore(string connectionString) => _connectionString = new(connectionString);

    /// <summary>What the program needs to know to use the store.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Database:Provider"] = "PostgreSql",
        ["ConnectionStrings:News"] = ConnectionString,
    };

    /// <summary>How to connect to it.</summary>
    public string ConnectionString => _connectionString.Value;

    /// <summary>A folder of its own, for a process to work in.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("newsapi-").FullName;

    /// <summary>A store a server can start on: one that was migrated.</summary>
    public static TestStore Ready() => new(isEmpty: false);

    /// <summary>A place where no store is yet: an empty database.</summary>
    public static TestStore Empty() => new(isEmpty: true);

    /// <summary>A store that somebody else looks after.</summary>
    public static TestStore At(string connectionString) => new(connectionString);

    /// <summary>Whether a connection is one to it.</summary>
    public bool IsOpenIn(DbConnection connection) => connection.Database == _database;

    /// <summary>Lets a process use the store.</summary>
    public void Configure(ProcessStartInfo start)
    {
        start.WorkingDirectory = Folder;
        foreach (var (key, value) in Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
    }

    /// <summary>Runs SQL as somebody who does not care for references, beside any server.</summary>
    public async Task<object?> Execute(string sql)
    {
        await using var connection = await Connect();
        await Scalar(connection, "SET session_replication_role = replica");
        return await Scalar(connection, sql);
    }

    /// <summary>Flips the lowest bit of a byte in the middle of a text, in the first row that has one, whatever character that leaves.</summary>
    public async Task FlipBit(string table, string column)
    {
        var isText = await Execute($"SELECT data_type <> 'bytea' FROM information_schema.columns WHERE table_name = '{table}' AND column_name = '{column}'") is true;
        var value = isText ? $"""convert_to("{column}", 'UTF8')""" : $"\"{column}\"";
        var row = await Execute($"""SELECT ctid::text FROM "{table}" WHERE length("{column}") > 0 ORDER BY ctid LIMIT 1""");
        var bytes = Convert.FromHexString((string)(await Execute($"""SELECT encode({value}, 'hex') FROM "{table}" WHERE ctid = '{row}'"""))!);
        bytes[bytes.Length / 2] ^= 1;
        var flipped = $"decode('{Convert.ToHexString(bytes)}', 'hex')";
        await Execute($"""UPDATE "{table}" SET "{column}" = {(isText ? $"convert_from({flipped}, 'UTF8')" : flipped)} WHERE ctid = '{row}'""");
    }

    /// <summary>Whether a text stands anywhere in the store.</summary>
    public async Task<bool> Holds(string text)
    {
        // Every row as text; binary columns are written in hexadecimal.
        var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text));
        var rows = await Execute("""
            SELECT string_agg(query_to_xml(format('SELECT t::text FROM %I t', tablename), false, true, '')::text, '') FROM pg_tables WHERE schemaname = 'public'
            """);
        return rows is string all && (all.Contains(text, StringComparison.Ordinal) || all.Contains(hex, StringComparison.Ordinal));
    }

    /// <summary>Begins to watch for writes.</summary>
    public async Task<Watch> BeginWatch()
    {
        // Sequences are outside of transactions: what is taken back is seen as well.
        await Execute("""
            CREATE SEQUENCE test_writes;
            CREATE FUNCTION test_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('test_writes'); RETURN NULL; END $$;
            DO $$ DECLARE t record; BEGIN
                FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                    EXECUTE format('CREATE TRIGGER test_write AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION test_write()', t.tablename);
                END LOOP;
            END $$;
            """);
        return new Watch(await Connect());
    }

    /// <summary>Takes the store away from under a server.</summary>
    public Task TakeAway() => PostgreSqlServer.DropAsync(_database);

    public void Dispose()
    {
        if (_connectionString.IsValueCreated)
        {
            using (var connection = new NpgsqlConnection(ConnectionString))
            {
                NpgsqlConnection.ClearPool(connection);
            }

            Task.Run(() => PostgreSqlServer.DropAsync(_database)).GetAwaiter().GetResult();
        }

        // Applications are disposed more than once.
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false;Timeout=60");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Tells whether anybody wrote.</summary>
    internal sealed class Watch(NpgsqlConnection connection) : IAsyncDisposable
    {
        /// <summary>A number that changes with every write of anybody.</summary>
        public async Task<long> Version() => (long)(await Scalar(connection, "SELECT last_value + is_called::int FROM test_writes"))!;

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
