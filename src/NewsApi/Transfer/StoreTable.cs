using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NewsApi.Model;
using NewsApi.Persistence;

namespace NewsApi.Transfer;

/// <summary>
/// One table of the store, row by row as JSON. What a row has is read off the model, so that a new column or table is part of
/// every export from the day it is there.
/// </summary>
internal sealed class StoreTable
{
    /// <summary>Member of each line that names its table.</summary>
    public const string NameMember = "table";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly MethodInfo RowsMethod = typeof(StoreTable).GetMethod(nameof(Rows), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly NewsDbContext _db;
    private readonly IEntityType _root;
    private readonly IReadOnlyList<IEntityType> _types;

    private StoreTable(NewsDbContext db, IEntityType root)
    {
        _db = db;
        _root = root;
        _types = [.. root.GetDerivedTypesInclusive().Where(type => !type.IsAbstract())];
        Name = JsonNamingPolicy.CamelCase.ConvertName(root.GetTableName()!);
    }

    /// <summary>Name of the table, such as <c>articles</c>.</summary>
    public string Name { get; }

    /// <summary>Every table, each behind those its rows refer to. The vocabulary comes first: a new store has one already, which an import must replace before all else. The search index is left out: it is made of the articles.</summary>
    public static IReadOnlyList<StoreTable> All(NewsDbContext db)
    {
        var left = db.Model.GetEntityTypes().Where(type => type.BaseType is null && type.ClrType != typeof(SearchEntry))
            .OrderByDescending(type => type.ClrType == typeof(SectionKind)).ThenBy(type => type.GetTableName(), StringComparer.Ordinal).ToList();
        var tables = new List<StoreTable>();
        while (left.Count > 0)
        {
            var next = left.First(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type || !left.Contains(key.PrincipalEntityType)));
            tables.Add(new StoreTable(db, next));
            left.Remove(next);
        }

        return tables;
    }

    /// <summary>How many rows it has.</summary>
    public Task<long> CountAsync(CancellationToken cancel) => ((IQueryable<object>)RowsMethod.MakeGenericMethod(_root.ClrType).Invoke(this, null)!).LongCountAsync(cancel);

    /// <summary>Its rows in the order of their key, which is the same on every provider.</summary>
    public IAsyncEnumerable<object> RowsAsync() => ((IQueryable<object>)RowsMethod.MakeGenericMethod(_root.ClrType).Invoke(this, null)!).AsAsyncEnumerable();

    /// <summary>A row as one line of JSON, without the line's end.</summary>
    public string Write(object row)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString(NameMember, Name);
            var type = _types.Count == 1 ? _types[0] : _types.Single(type => type.ClrType == row.GetType());
            foreach (var property in type.GetProperties())
            {
                writer.WritePropertyName(Member(property));
                JsonSerializer.Serialize(writer, Value(type, property, row), property.ClrType, Options);
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads a row from its line.</summary>
    /// <exception cref="InvalidDataException">It has other members than a row of this table, or other values than they can have.</exception>
    public object Read(JsonElement line)
    {
        var type = TypeOf(line);
        var row = Activator.CreateInstance(type.ClrType)!;
        var members = line.EnumerateObject().Skip(1).ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        foreach (var property in type.GetProperties())
        {
            if (!members.Remove(Member(property), out var value))
            {
                throw new InvalidDataException($"{Name}: {Member(property)} is missing");
            }

            if (property != type.FindDiscriminatorProperty())
            {
                Set(property, row, ReadValue(property, value));
            }
        }

        return members.Keys.FirstOrDefault() is { } unknown ? throw new InvalidDataException($"{Name}: {unknown} is unknown") : row;
    }

    /// <summary>Adds a row to what is saved next.</summary>
    public void Add(object row)
    {
        if (_root.HasSharedClrType)
        {
            _db.Set<Dictionary<string, object>>(_root.Name).Add((Dictionary<string, object>)row);
        }
        else
        {
            _db.Add(row);
        }
    }

    private IQueryable<T> Rows<T>()
        where T : class
    {
        var rows = (_root.HasSharedClrType ? _db.Set<T>(_root.Name) : _db.Set<T>()).IgnoreQueryFilters().AsNoTracking();
        IOrderedQueryable<T>? ordered = null;
        foreach (var property in _root.FindPrimaryKey()!.Properties)
        {
            var row = Expression.Parameter(typeof(T));
            var key = Expression.Lambda(Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name)), row);
            var by = ordered is null ? nameof(Queryable.OrderBy) : nameof(Queryable.ThenBy);
            ordered = (IOrderedQueryable<T>)(ordered ?? rows).Provider.CreateQuery<T>(
                Expression.Call(typeof(Queryable), by, [typeof(T), property.ClrType], (ordered ?? rows).Expression, Expression.Quote(key)));
        }

        return ordered!;
    }

    private IEntityType TypeOf(JsonElement line)
    {
        if (_types is [var only])
        {
            return only;
        }

        var member = Member(_root.FindDiscriminatorProperty()!);
        var name = line.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return _types.FirstOrDefault(type => (string?)type.GetDiscriminatorValue() == name) ?? throw new InvalidDataException($"{Name}: {member} {name} is unknown");
    }

    private static object? Value(IEntityType type, IProperty property, object row) =>
        property == type.FindDiscriminatorProperty() ? type.GetDiscriminatorValue()
        : row is Dictionary<string, object> bag ? bag[property.Name]
        : property.GetGetter().GetClrValue(row);

    private static void Set(IProperty property, object row, object? value)
    {
        if (row is Dictionary<string, object> bag)
        {
            bag[property.Name] = value!;
        }
        else
        {
            property.PropertyInfo!.SetValue(row, value);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the serializer says of a value, the line can't be read.")]
    private object? ReadValue(IProperty property, JsonElement value)
    {
        try
        {
            var read = value.Deserialize(property.ClrType, Options);
            return read is not null || property.IsNullable ? read : throw new InvalidDataException($"{Name}: {Member(property)} is null");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"{Name}: {Member(property)} can't be {value.GetRawText()}", exception);
        }
    }

    private static string Member(IProperty property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
