using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace NewsApi.Persistence.Sqlite;

/// <summary>
/// The index as a table of FTS5, without contents and without positions, which would make it four times as large. Its tokenizer
/// parts the terms at spaces and takes every other character as it is. It is made anew in a second table: taking each article out
/// of a full one takes four times as long as putting it into an empty one.
/// </summary>
internal sealed class SqliteSearchIndex(NewsDbContext db) : ISearchIndex
{
    private const string Present = "SearchIndex";
    private const string Next = "SearchIndexNext";

    /// <summary>Pages merged at a time, about 4 MB, between which writers come by.</summary>
    private const int PagesMerged = 1000;

    public async Task WriteAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel) =>
        await WriteAsync(articles, await IsRebuildingAsync(cancel) ? [Present, Next] : [Present], cancel);

    public async Task BeginRebuildAsync(CancellationToken cancel)
    {
        if (!await IsRebuildingAsync(cancel))
        {
            // Segments are few and merged at the end, since nobody searches here before: terms are kept in memory until the transaction
            // ends, which the usual megabyte would not do for, and nothing is merged on the way.
            await ExecuteAsync($"""
                CREATE VIRTUAL TABLE "{Next}" USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii');
                INSERT INTO "{Next}" ("{Next}", rank) VALUES ('hashsize', 8388608), ('automerge', 0);
                """, cancel);
        }
    }

    public async Task RebuildAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel) =>
        await WriteAsync(articles, [await IsRebuildingAsync(cancel) ? Next : Present], cancel);

    public async Task<bool> CompleteRebuildAsync(CancellationToken cancel)
    {
        if (!await IsRebuildingAsync(cancel))
        {
            return true;
        }

        // An optimisation in parts (https://sqlite.org/fts5.html#the_merge_command): it is over when it changes nothing any more.
        var before = await ReadAsync("SELECT total_changes()", cancel);
        await ExecuteAsync($"""INSERT INTO "{Next}" ("{Next}", rank) VALUES ('merge', -{PagesMerged})""", cancel);
        if (await ReadAsync("SELECT total_changes()", cancel) - before >= 2)
        {
            return false;
        }

        await ExecuteAsync($"""
            INSERT INTO "{Next}" ("{Next}", rank) VALUES ('automerge', 4);
            DROP TABLE "{Present}";
            ALTER TABLE "{Next}" RENAME TO "{Present}";
            """, cancel);
        return true;
    }

    public async Task<IReadOnlyList<long>> MatchAsync(IndexQuery query, int limit, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = Command($"""SELECT rowid FROM "{Present}" WHERE "{Present}" MATCH @query ORDER BY rowid DESC LIMIT @limit""");
            (Add(command, "@query").Value, Add(command, "@limit").Value) = (Write(query), limit);
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

    private async Task WriteAsync(IReadOnlyList<IndexedArticle> articles, string[] tables, CancellationToken cancel)
    {
        await using var command = Command(string.Concat(tables.Select(table =>
            $"""
            DELETE FROM "{table}" WHERE rowid = @id;
            INSERT INTO "{table}" (rowid, terms) VALUES (@id, @terms);

            """)) +
            """
            INSERT INTO "SearchEntries" ("ArticleId", "Version", "Format") VALUES (@id, @version, @format)
                ON CONFLICT ("ArticleId") DO UPDATE SET "Version" = excluded."Version", "Format" = excluded."Format";
            """);
        var (id, terms, version, format) = (Add(command, "@id"), Add(command, "@terms"), Add(command, "@version"), Add(command, "@format"));
        foreach (var article in articles)
        {
            (id.Value, terms.Value, version.Value, format.Value) = (article.ArticleId, string.Join(' ', article.Terms), article.Version, article.Format);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private async Task<bool> IsRebuildingAsync(CancellationToken cancel) =>
        await ReadAsync($"SELECT count(*) FROM sqlite_schema WHERE name = '{Next}'", cancel) > 0;

    private async Task<long> ReadAsync(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>A query of FTS5 (https://sqlite.org/fts5.html#full_text_query_syntax), in which every term is a quoted string.</summary>
    private static string Write(IndexQuery query) => query switch
    {
        IndexQuery.Term term => $"\"{term.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(term.IsPrefix ? " *" : "")}",
        IndexQuery.All all => $"({string.Join(" AND ", all.Parts.Select(Write))})",
        IndexQuery.Any any => $"({string.Join(" OR ", any.Parts.Select(Write))})",
        IndexQuery.Except except => $"({Write(except.Wanted)} NOT {Write(except.Unwanted)})",
        _ => throw new NotSupportedException(query.GetType().Name),
    };

    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        StoreTables.Note(db, sql);
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
