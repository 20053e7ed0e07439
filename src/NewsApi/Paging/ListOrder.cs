using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace NewsApi.Paging;

/// <summary>
/// The order of a list: sort keys of which the last is unique, so that the order is total and a page begins exactly behind
/// the one before, also while rows are added (keyset paging).
/// </summary>
internal sealed class ListOrder<T>
{
    private static readonly MethodInfo CompareStrings = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    private readonly List<(LambdaExpression Selector, bool IsDescending)> _keys = [];

    /// <summary>Adds a key by which smaller values come first.</summary>
    public ListOrder<T> Ascending<TKey>(Expression<Func<T, TKey>> key) => Add(key, isDescending: false);

    /// <summary>Adds a key by which larger values come first.</summary>
    public ListOrder<T> Descending<TKey>(Expression<Func<T, TKey>> key) => Add(key, isDescending: true);

    /// <summary>Selects what goes out together with the sort keys, which the next cursor is made of.</summary>
    public Expression<Func<T, Keyed<TOut>>> WithKeys<TOut>(Expression<Func<T, TOut>> projection)
    {
        var row = projection.Parameters[0];
        var keys = _keys.Select(key => Expression.Convert(Body(key.Selector, row), typeof(object)));
        return Expression.Lambda<Func<T, Keyed<TOut>>>(
            Expression.MemberInit(
                Expression.New(typeof(Keyed<TOut>)),
                Expression.Bind(typeof(Keyed<TOut>).GetProperty(nameof(Keyed<>.Item))!, projection.Body),
                Expression.Bind(typeof(Keyed<TOut>).GetProperty(nameof(Keyed<>.Keys))!, Expression.NewArrayInit(typeof(object), keys))),
            row);
    }

    /// <summary>The rows in this order, beginning behind the cursor; null when the cursor's keys are not of this order.</summary>
    public IQueryable<T>? BehindOrNull(IQueryable<T> rows, Cursor? cursor)
    {
        if (cursor is { Keys.Count: > 0 })
        {
            var row = Expression.Parameter(typeof(T), "row");
            var values = cursor.Keys.Zip(_keys, (text, key) => ParseOrNull(text, key.Selector.ReturnType)).ToList();
            if (cursor.Keys.Count != _keys.Count || values.Contains(null))
            {
                return null;
            }

            rows = rows.Where(Expression.Lambda<Func<T, bool>>(Behind(row, values, 0), row));
        }

        for (var index = 0; index < _keys.Count; index++)
        {
            rows = OrderBy(rows, _keys[index].Selector, _keys[index].IsDescending, isFirst: index == 0);
        }

        return rows;
    }

    /// <summary>A sort key as text in a cursor.</summary>
    public static string Write(object key) => key is DateTimeOffset instant
        ? instant.UtcTicks.ToString(CultureInfo.InvariantCulture)
        : Convert.ToString(key, CultureInfo.InvariantCulture)!;

    private ListOrder<T> Add(LambdaExpression key, bool isDescending)
    {
        _keys.Add((key, isDescending));
        return this;
    }

    /// <summary>
    /// (k1 ≤ v1) and (k1 &lt; v1 or (k2 …)): the same as comparing the keys one after the other, but written so that the
    /// database can begin its walk through the index at k1 = v1.
    /// </summary>
    private BinaryExpression Behind(ParameterExpression row, List<object?> values, int index)
    {
        var (selector, isDescending) = _keys[index];
        var key = Body(selector, row);
        var value = Parameter(values[index]!, key.Type);
        var strictly = Compare(key, value, isDescending ? ExpressionType.LessThan : ExpressionType.GreaterThan);
        return index == _keys.Count - 1
            ? strictly
            : Expression.AndAlso(
                Compare(key, value, isDescending ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual),
                Expression.OrElse(strictly, Behind(row, values, index + 1)));
    }

    private static BinaryExpression Compare(Expression key, Expression value, ExpressionType comparison) => key.Type == typeof(string)
        ? Expression.MakeBinary(comparison, Expression.Call(CompareStrings, key, value), Expression.Constant(0))
        : Expression.MakeBinary(comparison, key, value);

    /// <summary>The value as a member of an object, which EF makes an SQL parameter of; a constant would make a new statement for every page.</summary>
    private static MemberExpression Parameter(object value, Type type)
    {
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)!;
        return Expression.Property(Expression.Constant(box), nameof(Box<>.Value));
    }

    private static object? ParseOrNull(string text, Type type)
    {
        if (type == typeof(string))
        {
            return text;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return type switch
        {
            _ when type == typeof(long) => number,
            _ when type == typeof(int) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null,
            _ when type == typeof(DateTimeOffset) => number >= 0 && number <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(number, TimeSpan.Zero) : null,
            _ => throw new NotSupportedException($"A list can't be ordered by {type}."),
        };
    }

    private static IQueryable<T> OrderBy(IQueryable<T> rows, LambdaExpression key, bool isDescending, bool isFirst)
    {
        var method = (isFirst, isDescending) switch
        {
            (true, false) => nameof(Queryable.OrderBy),
            (true, true) => nameof(Queryable.OrderByDescending),
            (false, false) => nameof(Queryable.ThenBy),
            (false, true) => nameof(Queryable.ThenByDescending),
        };
        return rows.Provider.CreateQuery<T>(
            Expression.Call(typeof(Queryable), method, [typeof(T), key.ReturnType], rows.Expression, Expression.Quote(key)));
    }

    private static Expression Body(LambdaExpression lambda, ParameterExpression row) => new Replace(lambda.Parameters[0], row).Visit(lambda.Body);

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>Holds a value where an expression can read it.</summary>
file sealed record Box<T>(T Value);

/// <summary>An item of a page with its sort keys.</summary>
internal sealed class Keyed<TOut>
{
    public required TOut Item { get; init; }

    public required object[] Keys { get; init; }
}
