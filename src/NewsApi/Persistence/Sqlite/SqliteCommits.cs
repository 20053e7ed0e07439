using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;

namespace NewsApi.Persistence.Sqlite;

/// <summary>
/// What the commits of this process wrote to one file. Each commit of this program, in whichever process, counts up the file's
/// <c>user_version</c> within its transaction, so that readers can tell those of their own process from all others.
/// </summary>
internal sealed class SqliteCommits
{
    private const int Kept = 1024;

    private static readonly ConcurrentDictionary<string, SqliteCommits> ByFile = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly (int Number, ulong Written)[] _commits = new (int, ulong)[Kept];

    /// <summary>The commits to a file.</summary>
    /// <param name="file">Its full path.</param>
    public static SqliteCommits Of(string file) => ByFile.GetOrAdd(file, _ => new SqliteCommits());

    /// <summary>Counts a commit and remembers what it is about to write.</summary>
    /// <param name="command">A command within its transaction.</param>
    /// <param name="written">The tables.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <returns>What to do when the commit fails.</returns>
    public async Task<Action> AnnounceAsync(DbCommand command, ulong written, CancellationToken cancel)
    {
        command.CommandText = "PRAGMA user_version";
        var number = (int)(long)(await command.ExecuteScalarAsync(cancel))!;
        number = number is >= 0 and < int.MaxValue ? number + 1 : 1;
        Add(number, written);

        command.CommandText = $"PRAGMA user_version = {number.ToString(CultureInfo.InvariantCulture)}";
        await command.ExecuteNonQueryAsync(cancel);

        // Whether it failed for certain nobody knows, and another process may take the number.
        return () => Add(number, StoreTables.All);
    }

    /// <summary>What was written between two values of <c>user_version</c>: everything, unless each commit between them is known.</summary>
    public ulong WrittenBetween(int before, int after)
    {
        if (after <= before || after - before > Kept)
        {
            return StoreTables.All;
        }

        lock (_gate)
        {
            var written = 0UL;
            for (var number = before + 1; number <= after; number++)
            {
                var commit = _commits[number % Kept];
                written |= commit.Number == number ? commit.Written : StoreTables.All;
            }

            return written;
        }
    }

    private void Add(int number, ulong written)
    {
        lock (_gate)
        {
            ref var commit = ref _commits[number % Kept];
            commit = (number, commit.Number == number ? commit.Written | written : written);
        }
    }
}
