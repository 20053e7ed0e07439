using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Persistence.Sqlite;

/// <summary>How SQLite means to answer: what is quick with three articles must not read the whole table when there are a million.</summary>
public sealed partial class PlanTests
{
    [Theory]
    [InlineData("articles")]
    [InlineData("articles?kind=talks")]
    [InlineData("articles?sort=-updatedAt")]
    [InlineData("articles?from=2026-01-01&to=2026-02-01")]
    [InlineData("articles?q=停火")]
    [InlineData("articles?q=停火&sort=relevance")]
    [InlineData("articles?q=停火協議&source=x&language=zh")]
    [InlineData("articles/1")]
    [InlineData("articles/停火協議")]
    [InlineData("articles/1/sections")]
    [InlineData("articles/1/related-news")]
    [InlineData("sections")]
    [InlineData("sections?kind=talks")]
    [InlineData("sections?speaker=x")]
    [InlineData("sections?q=停火")]
    [InlineData("related-news")]
    [InlineData("related-news/1")]
    [InlineData("related-news/1/entries")]
    [InlineData("tags")]
    [InlineData("sections/1")]
    [InlineData("search?q=停火")]
    [InlineData("search?q=停火協議&kind=talks&total=true")]
    [InlineData("search/suggest?q=停")]
    public async Task No_read_goes_through_a_whole_table(string path)
    {
        using var app = new NewsApiApp();

        // From the first command on: EF remembers for a second that nobody listens.
        using var commands = new Commands(app.Store.File);
        await app.Given(Some.Article("停火協議") with { Sections = [Some.Section("talks", null, text: "停火談判。")], RelatedNews = [Some.RelatedNews(null, "2026-01-05T08:00:00+08:00")] });
        commands.Seen.Clear();
        await app.AsReader().Get($"/api/v1/{path}");

        Assert.NotEmpty(commands.Seen);
        foreach (var (sql, parameters) in commands.Seen)
        {
            foreach (var step in await Plan(app, sql, parameters))
            {
                var scanned = Scan().Match(step);
                Assert.False(scanned.Success && LargeTable(scanned.Groups[1].Value).IsMatch(sql), $"{step}\n{sql}");
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

    /// <summary>A step that reads all rows in the order they lie in.</summary>
    [GeneratedRegex(@"^SCAN (\w+)$")]
    private static partial Regex Scan();

    [GeneratedRegex("""
        FROM "Articles" AS "a"\s+WHERE .*"a"\."Id" IN \(
        """, RegexOptions.Singleline)]
    private static partial Regex IdsOfArticles();

    private static Regex LargeTable(string alias) => new($"\"(Articles|Sections|Blocks|ArticleTags|RelatedNewsLists|RelatedNewsEntries|FormerSlugs|SearchEntries)\" AS \"{alias}\"");
}
