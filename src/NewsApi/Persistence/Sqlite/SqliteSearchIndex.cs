using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NewsApi.Model;

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

    /// <summary>Up to so many articles for each that matters it is less work to read those that do not matter as well.</summary>
    private const long MostBetween = 8;

    private const string Match = $"""SELECT rowid FROM "{Present}" WHERE "{Present}" MATCH @query ORDER BY rowid DESC LIMIT @limit""";

    // From the index to the entries, never the other way round.
    private const string Entries = $"""
        SELECT e."ArticleId", e."Version", e."Format", e."PublishedAt", e."Source", e."Kinds", e."Tags" FROM "{Present}" AS i
            CROSS JOIN "SearchEntries" AS e ON e."ArticleId" = i.rowid WHERE i."{Present}" MATCH @query
        """;

    private const string Find = $"{Entries} ORDER BY i.rowid DESC LIMIT @limit";
    private const string FindNewest = $"""{Entries} AND (e."PublishedAt", e."ArticleId") < (@at, @id) ORDER BY e."PublishedAt" DESC, e."ArticleId" DESC LIMIT @limit""";
    private const string HasMore = $"""SELECT rowid FROM "{Present}" WHERE "{Present}" MATCH @query LIMIT 1 OFFSET @count""";

    private static readonly ConcurrentDictionary<(int Count, bool AreMore), string> MatchEach = [];
    private static readonly ValueConverter<DateTimeOffset, long> Instants = new UtcMicroseconds();

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

    public Task<IReadOnlyList<long>> MatchAsync(IndexQuery query, int limit, CancellationToken cancel) =>
        ReadAsync(Match, [("@query", Write(query)), ("@limit", limit)], row => row.GetInt64(0), cancel);

    public Task<IReadOnlyList<SearchEntry>> FindAsync(IndexQuery query, int limit, CancellationToken cancel) =>
        ReadAsync(Find, [("@query", Write(query)), ("@limit", limit)], Entry, cancel);

    public Task<IReadOnlyList<SearchEntry>> FindNewestAsync(IndexQuery query, int limit, (DateTimeOffset At, long Id)? behind, CancellationToken cancel) => ReadAsync(
        FindNewest,
        [("@query", Write(query)), ("@limit", limit), ("@at", behind is { } last ? Instants.ConvertToProvider(last.At)! : long.MaxValue), ("@id", behind?.Id ?? long.MaxValue)],
        Entry,
        cancel);

    public async Task<bool> HasMoreAsync(IndexQuery query, int count, CancellationToken cancel) =>
        (await ReadAsync(HasMore, [("@query", Write(query)), ("@count", count)], row => row.GetInt64(0), cancel)).Count > 0;

    public Task<IReadOnlyList<(int Query, long ArticleId)>> MatchEachAsync(IReadOnlyList<IndexQuery> queries, IReadOnlyList<long> articles, bool areMore, CancellationToken cancel)
    {
        // Where numbers follow dates, the newest articles are nearly all there are between the first and the last of them.
        var (first, last) = (articles.Min(), articles.Max());
        areMore &= last - first > MostBetween * articles.Count;
        return ReadAsync(
            MatchEach.GetOrAdd((queries.Count, areMore), WriteMatchEach),
            [
                ("@first", first), ("@last", last),
                .. areMore ? [("@articles", JsonSerializer.Serialize(articles))] : Array.Empty<(string, object)>(),
                .. queries.Select((query, number) => ($"@query{number}", (object)Write(query))),
            ],
            row => (row.GetInt32(0), row.GetInt64(1)),
            cancel);
    }

    // With a plus, or the index would be asked once for each article.
    private static string WriteMatchEach((int Count, bool AreMore) queries) => string.Join(" UNION ALL ", Enumerable.Range(0, queries.Count).Select(number =>
        $"""SELECT {number}, rowid FROM "{Present}" WHERE "{Present}" MATCH @query{number} AND rowid BETWEEN @first AND @last{(queries.AreMore ? " AND +rowid IN (SELECT value FROM json_each(@articles))" : "")}"""));

    private static SearchEntry Entry(DbDataReader row) => new()
    {
        ArticleId = row.GetInt64(0),
        Version = row.GetInt32(1),
        Format = row.GetInt32(2),
        PublishedAt = (DateTimeOffset)Instants.ConvertFromProvider(row.GetInt64(3))!,
        Source = row.IsDBNull(4) ? null : row.GetString(4),
        Kinds = row.GetString(5),
        Tags = row.GetString(6),
    };

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, IReadOnlyList<(string Name, object Value)> parameters, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = Command(sql);
            foreach (var (name, value) in parameters)
            {
                Add(command, name).Value = value;
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

    private async Task WriteAsync(IReadOnlyList<IndexedArticle> articles, string[] tables, CancellationToken cancel)
    {
        await using var command = Command(string.Concat(tables.Select(table =>
            $"""
            DELETE FROM "{table}" WHERE rowid = @id;
            INSERT INTO "{table}" (rowid, terms) VALUES (@id, @terms);

            """)) +
            """
            INSERT INTO "SearchEntries" ("ArticleId", "Version", "Format", "PublishedAt", "Source", "Kinds", "Tags") VALUES (@id, @version, @format, @publishedAt, @source, @kinds, @tags)
                ON CONFLICT ("ArticleId") DO UPDATE SET "Version" = excluded."Version", "Format" = excluded."Format", "PublishedAt" = excluded."PublishedAt",
                    "Source" = excluded."Source", "Kinds" = excluded."Kinds", "Tags" = excluded."Tags";
            """);
        var (id, terms, version, format) = (Add(command, "@id"), Add(command, "@terms"), Add(command, "@version"), Add(command, "@format"));
        var (publishedAt, source, kinds, tags) = (Add(command, "@publishedAt"), Add(command, "@source"), Add(command, "@kinds"), Add(command, "@tags"));
        foreach (var (entry, words) in articles)
        {
            (id.Value, terms.Value, version.Value, format.Value) = (entry.ArticleId, string.Join(' ', words), entry.Version, entry.Format);
            (publishedAt.Value, source.Value, kinds.Value, tags.Value) = (Instants.ConvertToProvider(entry.PublishedAt), (object?)entry.Source ?? DBNull.Value, entry.Kinds, entry.Tags);
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
