using System.Collections.Frozen;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace NewsApi.Persistence;

/// <summary>
/// Sets of tables as bits of one number, and which tables each context has read and written: found in the statements themselves,
/// so that no route has to say what it depends on, and none can forget to.
/// </summary>
internal sealed class StoreTables
{
    /// <summary>Every table.</summary>
    public const ulong All = ulong.MaxValue;

    /// <summary>Takes note of what contexts run through EF.</summary>
    public static DbCommandInterceptor Watch { get; } = new Watcher();

    private static readonly ConditionalWeakTable<IModel, StoreTables> ByModel = [];

    private readonly (string Quoted, ulong Bit)[] _tables;
    private readonly FrozenDictionary<ulong, ulong> _dependents;

    // Texts of statements are kept by whoever makes them, and come again.
    private readonly ConditionalWeakTable<string, Use> _uses = [];

    private StoreTables(IModel model)
    {
        var names = model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        _tables = [.. names.Select((name, index) => ($"\"{name}\"", 1UL << index))];
        if (names.Length > 63)
        {
            throw new InvalidOperationException("There are more tables than a number has bits.");
        }

        var bits = names.Select((name, index) => (name, Bit: 1UL << index)).ToDictionary(table => table.name, table => table.Bit, StringComparer.Ordinal);
        var direct = model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Select(key => (From: bits[key.PrincipalEntityType.GetTableName()!], To: bits[key.DeclaringEntityType.GetTableName()!])).ToArray();
        _dependents = bits.Values.ToFrozenDictionary(bit => bit, bit => Closure(bit, direct));
    }

    /// <summary>The tables of a context's store.</summary>
    public static StoreTables Of(DbContext db) => ByModel.GetValue(db.Model, model => new StoreTables(model));

    /// <summary>Takes note of a statement that a context runs past EF.</summary>
    public static void Note(DbContext? db, string sql)
    {
        if (db is NewsDbContext store)
        {
            var use = Of(store)._uses.GetValue(sql, Of(store).Read);
            store.TablesRead |= use.Tables;
            store.TablesWritten |= use.Written;
        }
    }

    /// <summary>A table as a set.</summary>
    public ulong Of(string table) => _tables.First(one => one.Quoted == $"\"{table}\"").Bit;

    /// <summary>The names of tables, in kebab case: <c>section-kinds</c>.</summary>
    public IEnumerable<string> Names(ulong tables) => _tables.Where(table => (table.Bit & tables) != 0)
        .Select(table => string.Concat(table.Quoted.Trim('"').Select((letter, index) => char.IsAsciiLetterUpper(letter) ? $"{(index > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}")));

    private static ulong Closure(ulong from, (ulong From, ulong To)[] direct)
    {
        for (var reached = from; ; from = reached)
        {
            reached = direct.Where(key => (key.From & from) != 0).Aggregate(from, (all, key) => all | key.To);
            if (reached == from)
            {
                return reached;
            }
        }
    }

    /// <summary>What a statement uses. A name that stands in it for another reason only makes the set larger, which is safe.</summary>
    private Use Read(string sql)
    {
        var tables = _tables.Where(table => sql.Contains(table.Quoted, StringComparison.Ordinal)).Aggregate(0UL, (all, table) => all | table.Bit);
        if (IsSetting(sql))
        {
            return new Use(0, 0);
        }

        // What is in the index, the entries tell; both are written together.
        if (sql.Contains("\"SearchIndex", StringComparison.Ordinal))
        {
            tables |= Of("SearchEntries");
        }

        if (tables == 0)
        {
            tables = All;
        }

        if (IsRead(sql))
        {
            return new Use(tables, 0);
        }

        // With a row, the database itself takes away those that belong to it, or their references.
        return new Use(tables, sql.Contains("DELETE", StringComparison.OrdinalIgnoreCase) && tables != All
            ? _dependents.Where(table => (table.Key & tables) != 0).Aggregate(tables, (all, table) => all | table.Value)
            : tables);
    }

    private static bool IsSetting(string sql) =>
        sql.StartsWith("PRAGMA", StringComparison.OrdinalIgnoreCase) || sql.StartsWith("SET ", StringComparison.OrdinalIgnoreCase) || sql.Contains("sqlite_schema", StringComparison.Ordinal)
        || sql.StartsWith("SELECT total_changes", StringComparison.Ordinal);

    private static bool IsRead(string sql) => sql.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) && !sql.Contains(';', StringComparison.Ordinal);

    private sealed record Use(ulong Tables, ulong Written);

    private sealed class Watcher : DbCommandInterceptor
    {
        /// <inheritdoc/>
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Note(eventData.Context, command.CommandText);
            return result;
        }

        /// <inheritdoc/>
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Note(eventData.Context, command.CommandText);
            return ValueTask.FromResult(result);
        }

        /// <inheritdoc/>
        public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
        {
            Note(eventData.Context, command.CommandText);
            return result;
        }

        /// <inheritdoc/>
        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Note(eventData.Context, command.CommandText);
            return ValueTask.FromResult(result);
        }

        /// <inheritdoc/>
        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Note(eventData.Context, command.CommandText);
            return result;
        }

        /// <inheritdoc/>
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Note(eventData.Context, command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
