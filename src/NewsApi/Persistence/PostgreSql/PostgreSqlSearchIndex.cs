using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NewsApi.Model;
using Npgsql;
using NpgsqlTypes;

namespace NewsApi.Persistence.PostgreSql;

/// <summary>The index as a column of lexemes without positions, under an inverted index (GIN).</summary>
internal sealed class PostgreSqlSearchIndex(NewsDbContext db) : ISearchIndex
{
    // Of one article the server takes a megabyte of lexemes; an article with more is found by those that fit.
    private const int MaxBytes = 900_000;

    private const string Match = """SELECT "ArticleId" FROM "SearchEntries" WHERE "Terms" @@ $1::tsquery ORDER BY "ArticleId" DESC LIMIT $2""";

    private const string Entries = """SELECT "ArticleId", "Version", "Format", "PublishedAt", "Source", "Kinds", "Tags" FROM "SearchEntries" WHERE "Terms" @@ $1::tsquery""";
    private const string Find = $"""{Entries} ORDER BY "ArticleId" DESC LIMIT $2""";
    private const string FindNewest = $"""{Entries} AND ("PublishedAt", "ArticleId") < ($3, $4) ORDER BY "PublishedAt" DESC, "ArticleId" DESC LIMIT $2""";
    private const string HasMore = """SELECT "ArticleId" FROM "SearchEntries" WHERE "Terms" @@ $1::tsquery LIMIT 1 OFFSET $2""";

    private const string MatchEach = """
        SELECT q.number, e."ArticleId" FROM unnest($1::text[]) WITH ORDINALITY AS q (query, number)
            CROSS JOIN LATERAL (SELECT "ArticleId" FROM "SearchEntries" WHERE "Terms" @@ q.query::tsquery AND "ArticleId" = ANY ($2)) AS e
            ORDER BY q.number
        """;

    public async Task WriteAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel)
    {
        if (articles.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(Connection) { Transaction = Transaction };
        foreach (var (entry, terms) in articles)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                INSERT INTO "SearchEntries" ("ArticleId", "Version", "Format", "Terms", "PublishedAt", "Source", "Kinds", "Tags") VALUES ($1, $2, $3, array_to_tsvector($4), $5, $6, $7, $8)
                    ON CONFLICT ("ArticleId") DO UPDATE SET "Version" = excluded."Version", "Format" = excluded."Format", "Terms" = excluded."Terms",
                        "PublishedAt" = excluded."PublishedAt", "Source" = excluded."Source", "Kinds" = excluded."Kinds", "Tags" = excluded."Tags"
                """)
            {
                Parameters =
                {
                    new() { Value = entry.ArticleId }, new() { Value = entry.Version }, new() { Value = entry.Format }, new() { Value = Fitting(terms) },
                    new() { Value = entry.PublishedAt.ToUniversalTime() }, new() { Value = (object?)entry.Source ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                    new() { Value = entry.Kinds }, new() { Value = entry.Tags },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    // Each row is renewed in its place, so there is nothing to begin and nothing to complete.
    public Task BeginRebuildAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task RebuildAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel) => WriteAsync(articles, cancel);

    public Task<bool> CompleteRebuildAsync(CancellationToken cancel) => Task.FromResult(true);

    public Task<IReadOnlyList<long>> MatchAsync(IndexQuery query, int limit, CancellationToken cancel) =>
        ReadAsync(Match, [Write(query), limit], row => row.GetInt64(0), cancel);

    public Task<IReadOnlyList<SearchEntry>> FindAsync(IndexQuery query, int limit, CancellationToken cancel) => ReadAsync(Find, [Write(query), limit], Entry, cancel);

    public Task<IReadOnlyList<SearchEntry>> FindNewestAsync(IndexQuery query, int limit, (DateTimeOffset At, long Id)? behind, CancellationToken cancel) => ReadAsync(
        FindNewest, [Write(query), limit, behind?.At.ToUniversalTime() ?? DateTimeOffset.MaxValue, behind?.Id ?? long.MaxValue], Entry, cancel);

    public async Task<bool> HasMoreAsync(IndexQuery query, int count, CancellationToken cancel) =>
        (await ReadAsync(HasMore, [Write(query), count], row => row.GetInt64(0), cancel)).Count > 0;

    public Task<IReadOnlyList<(int Query, long ArticleId)>> MatchEachAsync(IReadOnlyList<IndexQuery> queries, IReadOnlyList<long> articles, bool areMore, CancellationToken cancel) =>
        ReadAsync(MatchEach, [queries.Select(Write).ToArray(), articles.ToArray()], row => ((int)row.GetInt64(0) - 1, row.GetInt64(1)), cancel);

    private static SearchEntry Entry(NpgsqlDataReader row) => new()
    {
        ArticleId = row.GetInt64(0),
        Version = row.GetInt32(1),
        Format = row.GetInt32(2),
        PublishedAt = row.GetFieldValue<DateTimeOffset>(3),
        Source = row.IsDBNull(4) ? null : row.GetString(4),
        Kinds = row.GetString(5),
        Tags = row.GetString(6),
    };

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            StoreTables.Note(db, sql);
            await using var command = new NpgsqlCommand(sql, Connection, Transaction);
            foreach (var value in parameters)
            {
                command.Parameters.Add(new() { Value = value });
            }

            await using var row = await command.ExecuteReaderAsync(cancel);
            var rows = new List<T>();
            while (await row.ReadAsync(cancel))
            {
                rows.Add(read(row));
            }

            return rows;
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
