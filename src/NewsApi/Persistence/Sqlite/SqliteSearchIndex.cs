using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace NewsApi.Persistence.Sqlite;

/// <summary>
/// The index as a table of FTS5, without contents and without positions, which would make it four times as large. Its tokenizer
/// parts the terms at spaces and takes every other character as it is.
/// </summary>
internal sealed class SqliteSearchIndex(NewsDbContext db) : ISearchIndex
{
    public async Task WriteAsync(IReadOnlyList<IndexedArticle> articles, CancellationToken cancel)
    {
        if (articles.Count == 0)
        {
            return;
        }

        await using var command = Command(
            """
            DELETE FROM "SearchIndex" WHERE rowid = @id;
            INSERT INTO "SearchIndex" (rowid, terms) VALUES (@id, @terms);
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

    public async Task<IReadOnlyList<long>> MatchAsync(IndexQuery query, int limit, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = Command("""SELECT rowid FROM "SearchIndex" WHERE "SearchIndex" MATCH @query ORDER BY rowid DESC LIMIT @limit""");
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
