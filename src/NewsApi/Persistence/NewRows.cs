using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using NewsApi.Model;

namespace NewsApi.Persistence;

/// <summary>
/// Rows that are new, with all that hangs on them, written table by table with one statement for each. For rows nobody changes
/// before they are saved, EF's tracking of changes costs more than the database does. What is written is the same: tables, columns,
/// conversions and references are those of the model.
/// </summary>
internal sealed class NewRows
{
    private readonly NewsDbContext _db;
    private readonly Tables _tables;
    private readonly HashSet<object> _known = new(ReferenceEqualityComparer.Instance);
    private readonly List<Row>[] _rows;

    /// <summary>No rows yet.</summary>
    public NewRows(NewsDbContext db)
    {
        _db = db;
        _tables = Tables.Of(db);
        _rows = [.. _tables.InOrder.Select(_ => new List<Row>())];
    }

    /// <summary>Adds an object and what it holds. Of what it shares with others (an article its tags) only what has no number yet is new.</summary>
    public void Add(object entity) => Add(entity, owner: null);

    /// <summary>Writes the rows, within the transaction under way. Then the objects have their numbers, and say what a read would.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        // What a row says is known before its number is, as with EF: no hash is over numbers that only the store gives.
        foreach (var hashed in _known.OfType<IHashed>().Where(hashed => hashed.Hash.Length == 0))
        {
            hashed.Hash = ContentHash.Of(hashed);
        }

        foreach (var (table, rows) in _tables.InOrder.Zip(_rows))
        {
            if (rows.Count > 0)
            {
                rows.ForEach(row => row.Refer());
                await InsertAsync(table, rows, cancel);
                rows.Clear();
            }
        }

        _known.Clear();
    }

    private void Add(object entity, (IForeignKey Key, object Row)? owner)
    {
        var table = _tables.ByType[entity.GetType()];
        if (!_known.Add(entity))
        {
            return;
        }

        if (table.HasNumber(entity))
        {
            throw new InvalidOperationException($"{entity.GetType().Name} is in the store already.");
        }

        var row = new Row(table, entity);
        if (owner is { } one)
        {
            row.References.Add(one);
        }

        foreach (var navigation in table.Principals)
        {
            if (navigation.GetGetter().GetClrValue(entity) is { } principal && principal != owner?.Row)
            {
                row.References.Add((navigation.ForeignKey, principal));
            }
        }

        _rows[table.Place].Add(row);
        foreach (var navigation in table.Dependents)
        {
            foreach (var dependent in Held(navigation, entity))
            {
                navigation.Inverse?.PropertyInfo!.SetValue(dependent, entity);
                Add(dependent, (navigation.ForeignKey, entity));
            }
        }

        foreach (var navigation in table.Joins)
        {
            foreach (var other in Held(navigation, entity))
            {
                if (!_tables.ByType[other.GetType()].HasNumber(other))
                {
                    Add(other);
                }

                var join = new Row(_tables.ByName[navigation.JoinEntityType.Name], new Dictionary<string, object>(StringComparer.Ordinal));
                join.References.Add((navigation.ForeignKey, entity));
                join.References.Add((navigation.Inverse.ForeignKey, other));
                _rows[join.Table.Place].Add(join);
            }
        }
    }

    private static IEnumerable<object> Held(IPropertyBase navigation, object entity) => navigation.GetGetter().GetClrValue(entity) switch
    {
        null => [],
        IEnumerable<object> many => many,
        var one => [one],
    };

    private async Task InsertAsync(Table table, List<Row> rows, CancellationToken cancel)
    {
        StoreTables.Note(_db, table.Insert);
        var connection = _db.Database.GetDbConnection();
        var transaction = _db.Database.CurrentTransaction!.GetDbTransaction();
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (table.Insert, transaction);
        if (!connection.CanCreateBatch)
        {
            // Prepared with the first row, and used for all.
            foreach (var row in rows)
            {
                table.Fill(command, command.Parameters, row.Entity);
                table.Number(row.Entity, await command.ExecuteScalarAsync(cancel));
            }

            return;
        }

        // Across a network it is the ways that cost: one for all rows.
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var one = batch.CreateBatchCommand();
            one.CommandText = table.Insert;
            table.Fill(command, one.Parameters, row.Entity);
            batch.BatchCommands.Add(one);
        }

        if (!table.IsNumbered)
        {
            await batch.ExecuteNonQueryAsync(cancel);
            return;
        }

        await using var results = await batch.ExecuteReaderAsync(cancel);
        foreach (var row in rows)
        {
            await results.ReadAsync(cancel);
            table.Number(row.Entity, results.GetValue(0));
            await results.NextResultAsync(cancel);
        }
    }

    /// <summary>A row, and the rows it refers to by a key they may not have yet.</summary>
    private sealed record Row(Table Table, object Entity)
    {
        public List<(IForeignKey Key, object Row)> References { get; } = [];

        public void Refer()
        {
            foreach (var (key, principal) in References)
            {
                foreach (var (own, others) in key.Properties.Zip(key.PrincipalKey.Properties))
                {
                    Table.Set(own, Entity, others.GetGetter().GetClrValue(principal)!);
                }
            }
        }
    }

    /// <summary>What the model says of one kind of rows.</summary>
    private sealed class Table
    {
        private readonly IProperty? _number;
        private readonly (IProperty Property, RelationalTypeMapping Mapping, object? Fixed)[] _columns;

        public Table(IEntityType type, int place, ISqlGenerationHelper sql)
        {
            Place = place;
            _number = type.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } number] && !number.IsForeignKey() ? number : null;
            _columns =
            [
                .. type.GetProperties().Where(property => property != _number).Select(property =>
                    (property, property.GetRelationalTypeMapping(), property == type.FindDiscriminatorProperty() ? type.GetDiscriminatorValue() : null)),
            ];
            Principals = [.. type.GetNavigations().Where(navigation => navigation.IsOnDependent)];
            Dependents = [.. type.GetNavigations().Where(navigation => !navigation.IsOnDependent)];
            Joins = [.. type.GetSkipNavigations()];
            var store = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
            string Name(IProperty property) => sql.DelimitIdentifier(property.GetColumnName(store)!);
            Insert = $"INSERT INTO {sql.DelimitIdentifier(store.Name)} ({string.Join(", ", _columns.Select(column => Name(column.Property)))}) "
                + $"VALUES ({string.Join(", ", _columns.Select((_, index) => ParameterName(index)))}){(_number is null ? "" : $" RETURNING {Name(_number)}")}";
        }

        /// <summary>Place among the tables: behind those its rows refer to.</summary>
        public int Place { get; }

        /// <summary>The statement that writes a row.</summary>
        public string Insert { get; }

        /// <summary>Whether the store gives each row a number.</summary>
        public bool IsNumbered => _number is not null;

        public IReadOnlyList<INavigation> Principals { get; }

        public IReadOnlyList<INavigation> Dependents { get; }

        public IReadOnlyList<ISkipNavigation> Joins { get; }

        public bool HasNumber(object entity) => _number is not null && _number.GetGetter().GetClrValue(entity) is not 0L;

        public void Number(object entity, object? given)
        {
            if (_number is not null)
            {
                Set(_number, entity, (long)given!);
            }
        }

        public static void Set(IProperty property, object entity, object value)
        {
            if (entity is Dictionary<string, object> bag)
            {
                bag[property.Name] = value;
            }
            else
            {
                property.PropertyInfo!.SetValue(entity, value);
            }
        }

        /// <summary>Gives parameters what a row says, making them where there are none yet.</summary>
        public void Fill(DbCommand maker, DbParameterCollection parameters, object entity)
        {
            var isNew = parameters.Count == 0;
            foreach (var (index, (property, mapping, constant)) in _columns.Index())
            {
                var value = constant ?? (entity is Dictionary<string, object> bag ? bag[property.Name] : property.GetGetter().GetClrValue(entity));
                if (isNew)
                {
                    parameters.Add(mapping.CreateParameter(maker, ParameterName(index), value, property.IsNullable));
                }
                else
                {
                    parameters[index].Value = value is null ? DBNull.Value : mapping.Converter?.ConvertToProvider(value) ?? value;
                }

                // Of an instant the store keeps microseconds.
                if (value is DateTimeOffset instant && (DateTimeOffset)mapping.Converter!.ConvertFromProvider(mapping.Converter.ConvertToProvider(instant))! is var kept && kept != instant)
                {
                    Set(property, entity, kept);
                }
            }
        }

        private static string ParameterName(int index) => $"@p{index}";
    }

    /// <summary>All tables of a model.</summary>
    private sealed class Tables
    {
        private static readonly ConditionalWeakTable<IModel, Tables> ByModel = [];

        private Tables(NewsDbContext db)
        {
            var sql = db.GetService<ISqlGenerationHelper>();
            var left = db.Model.GetEntityTypes().Where(type => !type.IsAbstract()).ToList();
            while (left.Count > 0)
            {
                var next = left.First(type => type.GetForeignKeys().All(key => !left.Exists(other => other != type && key.PrincipalEntityType.IsAssignableFrom(other))));
                var table = new Table(next, InOrder.Count, sql);
                InOrder.Add(table);
                ByName.Add(next.Name, table);
                if (!next.HasSharedClrType)
                {
                    ByType.Add(next.ClrType, table);
                }

                left.Remove(next);
            }
        }

        /// <summary>Each behind those its rows refer to.</summary>
        public List<Table> InOrder { get; } = [];

        public Dictionary<Type, Table> ByType { get; } = [];

        public Dictionary<string, Table> ByName { get; } = new(StringComparer.Ordinal);

        public static Tables Of(NewsDbContext db) => ByModel.GetValue(db.Model, _ => new Tables(db));
    }
}
