using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>The index as a column of lexemes without positions, under an inverted index (GIN).</summary>
internal sealed class PostgreSqlSearchIndex(NewsDbContext db) : ISearchIndex
{
    // Of one article the server takes a megabyte of lexemes; an article with more is found by those that fit.
    private const int MaxBytes = 900_000;

    private const string Match = """SELECT "ArticleId" FROM "SearchEntries" WHERE "Terms" @@ $1::tsquery ORDER BY "ArticleId" DESC LIMIT $2""";

    public async Task WriteAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel)
    {
        if (articles.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(Connection) { Transaction = Transaction };
        foreach (var article in articles)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                INSERT INTO "SearchEntries" ("ArticleId", "Version", "Format", "Terms") VALUES ($1, $2, $3, array_to_tsvector($4))
                    ON CONFLICT ("ArticleId") DO UPDATE SET "Version" = excluded."Version", "Format" = excluded."Format", "Terms" = excluded."Terms"
                """)
            {
                Parameters =
                {
                    new() { Value = article.ArticleId }, new() { Value = article.Version }, new() { Value = article.Format }, new() { Value = Fitting(article.Terms) },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    // Each row is renewed in its place, so there is nothing to begin and nothing to complete.
    public Task BeginRebuildAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task RebuildAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel) => WriteAsync(articles, cancel);

    public Task<bool> CompleteRebuildAsync(CancellationToken cancel) => Task.FromResult(true);

    public async Task<IReadOnlyList<long>> MatchAsync(IndexQuery query, int limit, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            StoreTables.Note(db, Match);
            await using var command = new NpgsqlCommand(Match, Connection, Transaction)
            {
                Parameters = { new() { Value = Write(query) }, new() { Value = limit } },
            };
            await using var row = await command.ExecuteReaderAsync(cancel);
            var ids = new List<long>();
            while (await row.ReadAsync(cancel))
            {
                ids.Add(row.GetInt64(0));
            }

            return ids;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    private NpgsqlTransaction? Transaction => (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();

    private static string[] Fitting(IReadOnlyCollection<string> terms)
    {
        var bytes = 0;
        return [.. terms.TakeWhile(term => (bytes += System.Text.Encoding.UTF8.GetByteCount(term) + 1) < MaxBytes)];
    }

    /// <summary>A tsquery (https://www.postgresql.org/docs/current/datatype-textsearch.html), in which every term is a quoted lexeme.</summary>
    private static string Write(IndexQuery query) => query switch
    {
        IndexQuery.Term term => $"'{term.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'{(term.IsPrefix ? ":*" : "")}",
        IndexQuery.All all => $"({string.Join(" & ", all.Parts.Select(Write))})",
        IndexQuery.Any any => $"({string.Join(" | ", any.Parts.Select(Write))})",
        IndexQuery.Except except => $"({Write(except.Wanted)} & !{Write(except.Unwanted)})",
        _ => throw new NotSupportedException(query.GetType().Name),
    };
}
