using System.Text.RegularExpressions;
using Npgsql;

namespace NewsApi.Tests.Persistence;

/// <summary>How PostgreSQL can answer: where it has to read a whole table although it may not, no index fits.</summary>
public sealed class PlanTests
{
    [Theory, MemberData(nameof(Reads.Paths), MemberType = typeof(Reads))]
    public Task No_read_needs_to_go_through_a_whole_table(string path) => NoneScans(app => Reads.AtAsync(app, path));

    [Fact]
    public Task What_is_planned_is_found_without_going_through_all_articles() => NoneScans(Reads.OfPlansAsync);

    private static async Task NoneScans(Func<NewsApiApp, Task> read)
    {
        using var app = new NewsApiApp();

        // From the first command on: EF remembers for a second that nobody listens.
        using var commands = new Commands(app.Store);
        await app.Given(Reads.Article);
        commands.Seen.Clear();
        await read(app);

        Assert.NotEmpty(commands.Seen);
        await using var connection = new NpgsqlConnection($"{app.Store.ConnectionString};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        // Of tables with a few rows it would otherwise read all.
        await using var settings = new NpgsqlCommand("SET enable_seqscan = off", connection);
        await settings.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        foreach (var (sql, parameters) in commands.Seen)
        {
            Assert.All(await Plan(connection, sql, parameters), step => Assert.False(Regex.IsMatch(step, $"Seq Scan on \"?{Reads.LargeTables}\\b"), $"{step}\n{sql}"));
        }
    }

    private static async Task<List<string>> Plan(NpgsqlConnection connection, string sql, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        await using var command = new NpgsqlCommand($"EXPLAIN {sql}", connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        var steps = new List<string>();
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            steps.Add(row.GetString(0));
        }

        return steps;
    }
}
