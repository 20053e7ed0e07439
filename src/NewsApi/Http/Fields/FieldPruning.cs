using System.Linq.Expressions;
using System.Reflection;

namespace NewsApi.Http.Fields;

/// <summary>Names members of a record that are read whatever is selected: the server needs them to convert the others, or for header fields.</summary>
/// <param name="properties">Names of the properties.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ReadsAlwaysAttribute(params string[] properties) : Attribute
{
    /// <summary>Names of the properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}

/// <summary>
/// Takes out of a projection what is not selected, so that it is not read: text, lists, objects, and whatever is counted or joined.
/// Numbers, times and flags of the row itself stay. They cost nothing, versions and dates are made of them, and there are fewer queries
/// to be compiled.
/// </summary>
/// <param name="fields">What is selected.</param>
internal sealed class FieldPruning(FieldSelection fields) : ExpressionVisitor
{
    /// <inheritdoc/>
    protected override Expression VisitMemberInit(MemberInitExpression node)
    {
        if (FieldMembers.OfOrNull(node.Type) is not { } members)
        {
            return base.VisitMemberInit(node);
        }

        var always = node.Type.GetCustomAttribute<ReadsAlwaysAttribute>()?.Properties ?? [];
        var read = node.Bindings.Cast<MemberAssignment>()
            .Select(binding => always.Contains(binding.Member.Name, StringComparer.Ordinal) ? binding : PrunedOrNull(binding, members.NameOrNull(binding.Member)))
            .OfType<MemberBinding>().ToList();
        return read.Count == 0 ? node.NewExpression : Expression.MemberInit(node.NewExpression, read);
    }

    /// <summary>A projection of something nested, used by its name: it is looked into.</summary>
    protected override Expression VisitMember(MemberExpression node) =>
        node is { Expression: null, Member: PropertyInfo property } && property.PropertyType.IsAssignableTo(typeof(LambdaExpression))
            ? Expression.Quote((LambdaExpression)Visit((LambdaExpression)property.GetValue(null)!))
            : base.VisitMember(node);

    private MemberAssignment? PrunedOrNull(MemberAssignment binding, string? name)
    {
        // What has no name is not written, and so is for the server itself.
        if (name is null || (!fields.Has(name) && IsOfTheRow(binding.Expression)))
        {
            return binding;
        }

        if (fields.OfOrNull(name) is { } inner)
        {
            return inner.KeepsAll ? binding : binding.Update(new FieldPruning(inner).Visit(binding.Expression));
        }

        if (binding.Expression is MemberInitExpression part)
        {
            return binding.Update(new FieldPruning(FieldSelection.Nothing).Visit(part));
        }

        var type = ((PropertyInfo)binding.Member).PropertyType;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? binding.Update(Expression.New(typeof(List<>).MakeGenericType(type.GetGenericArguments())))
            : null;
    }

    /// <summary>Whether a value is of the row itself, and no text.</summary>
    private static bool IsOfTheRow(Expression value)
    {
        if (!value.Type.IsValueType)
        {
            return false;
        }

        var look = new Look();
        look.Visit(value);
        return !look.FindsOthers;
    }

    private sealed class Look : ExpressionVisitor
    {
        public bool FindsOthers { get; private set; }

        protected override Expression VisitMember(MemberExpression node)
        {
            FindsOthers |= !node.Type.IsValueType && node.Type != typeof(string);
            return base.VisitMember(node);
        }
    }
}
