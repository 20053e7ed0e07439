using System.Linq.Expressions;
using System.Text.Json.Nodes;

namespace NewsApi.Http.Fields;

/// <summary>What a request wants of the rows it is answered with.</summary>
internal static class WantedFields
{
    /// <inheritdoc cref="FieldSelection.Prune"/>
    public static Expression<Func<TRow, TOut>> Wanted<TRow, TOut>(this HttpRequest request, Expression<Func<TRow, TOut>> projection) =>
        FieldSelection.Of(request).Prune(projection);
}

/// <summary>Which members of an object are wanted, and which of theirs.</summary>
internal sealed class FieldSelection
{
    private readonly IReadOnlyDictionary<string, FieldSelection?> _named;
    private readonly bool _hasOthers;

    /// <summary>A selection.</summary>
    /// <param name="named">Members that are named, each with what is wanted of it; null takes it away.</param>
    /// <param name="hasOthers">Whether those that are not named are wanted as well.</param>
    public FieldSelection(IReadOnlyDictionary<string, FieldSelection?> named, bool hasOthers) => (_named, _hasOthers) = (named, hasOthers);

    /// <summary>All there is.</summary>
    public static FieldSelection Everything { get; } = new(new Dictionary<string, FieldSelection?>(), hasOthers: true);

    /// <summary>No member at all.</summary>
    public static FieldSelection Nothing { get; } = new(new Dictionary<string, FieldSelection?>(), hasOthers: false);

    /// <summary>Whether nothing is left out, at any depth.</summary>
    public bool KeepsAll => _hasOthers && _named.Values.All(inner => inner is { KeepsAll: true });

    /// <summary>What a request wants of the answer, or of each item of the list; everything unless it says.</summary>
    public static FieldSelection Of(HttpRequest request) => request.HttpContext.Items[typeof(FieldSelection)] as FieldSelection ?? Everything;

    /// <summary>Keeps what a request wants.</summary>
    public void Keep(HttpRequest request) => request.HttpContext.Items[typeof(FieldSelection)] = this;

    /// <summary>Whether a member is wanted.</summary>
    public bool Has(string name) => OfOrNull(name) is not null;

    /// <summary>What is wanted of a member; null when it is not wanted.</summary>
    public FieldSelection? OfOrNull(string name) => _named.TryGetValue(name, out var inner) ? inner : _hasOthers ? Everything : null;

    /// <summary>What is wanted of a member that is only there where it is named; null when it is not.</summary>
    public FieldSelection? NamedOrNull(string name) => _named.GetValueOrDefault(name);

    /// <summary>Whether a member is named in order to leave it out.</summary>
    public bool TakesAway(string name) => _named.TryGetValue(name, out var inner) && inner is null;

    /// <summary>The same with some members more; what is said of them already stays.</summary>
    public FieldSelection Including(IEnumerable<string> names)
    {
        var named = new Dictionary<string, FieldSelection?>(_named, StringComparer.Ordinal);
        foreach (var name in names)
        {
            named.TryAdd(name, Everything);
        }

        return new FieldSelection(named, _hasOthers);
    }

    /// <summary>A projection that reads what is wanted, and what the server itself needs.</summary>
    /// <seealso cref="FieldPruning"/>
    public Expression<Func<TRow, TOut>> Prune<TRow, TOut>(Expression<Func<TRow, TOut>> projection) =>
        KeepsAll ? projection : (Expression<Func<TRow, TOut>>)new FieldPruning(this).Visit(projection);

    /// <summary>Leaves in an answer only what is wanted: what the server itself needed was read as well, and members that were not read are empty.</summary>
    public void Trim(JsonNode? answer)
    {
        if (KeepsAll)
        {
            return;
        }

        switch (answer)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Trim(item);
                }

                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (OfOrNull(name) is { } inner)
                    {
                        inner.Trim(value);
                    }
                    else
                    {
                        members.Remove(name);
                    }
                }

                break;
        }
    }
}
