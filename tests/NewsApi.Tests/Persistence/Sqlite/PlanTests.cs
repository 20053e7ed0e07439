using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Persistence.Sqlite;

/// <summary>How SQLite means to answer: what is quick with three articles must not read the whole table when there are a million.</summary>
public sealed partial class PlanTests
{
    [Theory, MemberData(nameof(Reads.Paths), MemberType = typeof(Reads))]
    public Task No_read_goes_through_a_whole_table(string path) => NoneScans(app => Reads.AtAsync(app, path));

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
        foreach (var (sql, parameters) in commands.Seen)
        {
            foreach (var step in await Plan(app, sql, parameters))
            {
                var scanned = Scan().Match(step);
                Assert.False(scanned.Success && !IsHighestNumber(step, sql) && Regex.IsMatch(sql, $"\"{Reads.LargeTables}\" AS \"{scanned.Groups[1].Value}\""), $"{step}\n{sql}");
                Assert.False(
                    step.Contains("(Status=?)", StringComparison.Ordinal) && IdsOfArticles().IsMatch(sql) && sql.IndexOf("\"Status\" =", StringComparison.Ordinal) == sql.LastIndexOf("\"Status\" =", StringComparison.Ordinal),
                    $"{step}\n{sql}");
            }
        }
    }

    private static Task<List<string>> Plan(NewsApiApp app, string sql, IReadOnlyList<(string Name, object? Value)> parameters) => app.InStore(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        var steps = new List<string>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            steps.Add(row.GetString(3));
        }

        return steps;
    });

    /// <summary>Rows lie in the order of their numbers, so the highest needs no index.</summary>
    private static bool IsHighestNumber(string step, string sql) => step == "SEARCH a" && sql.StartsWith("""SELECT MAX("a"."Id")""", StringComparison.Ordinal);

    /// <summary>A step that reads all rows in the order they lie in; of a lowest value no index has, SQLite says SEARCH.</summary>
    [GeneratedRegex(@"^(?:SCAN|SEARCH) (\w+)$")]
    private static partial Regex Scan();

    [GeneratedRegex("""
        FROM "Articles" AS "a"\s+WHERE .*"a"\."Id" IN \(
        """, RegexOptions.Singleline)]
    private static partial Regex IdsOfArticles();
}
