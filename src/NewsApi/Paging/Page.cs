using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NewsApi.Scripts;

namespace NewsApi.Paging;

/// <summary>One page of a list.</summary>
public sealed record Page<T> : IPage, IShownInScript
{
    /// <summary>The items of this page, in the order of the list.</summary>
    [MaxLength(PageRequest.MaxLimit)]
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Give it as <c>cursor</c> to get the next page; null on the last one.</summary>
    [StringLength(Cursor.MaxLength)]
    public required string? NextCursor { get; init; }

    /// <summary>How many items the whole list has, when <c>total=true</c> asked for it. Counting stops at 10,000.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, QueryablePaging.MaxTotal)]
    public int? Total { get; init; }

    /// <summary>Whether <c>total</c> is all of them; false means there are more than that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? TotalIsExact { get; init; }

    /// <summary>The same page of what is made of its items.</summary>
    internal Page<TOut> Select<TOut>(Func<T, TOut> make) => With([.. Items.Select(make)]);

    /// <summary>The same page with other items in their places.</summary>
    internal Page<TOut> With<TOut>(IReadOnlyList<TOut> items) => new() { Items = items, NextCursor = NextCursor, Total = Total, TotalIsExact = TotalIsExact };

    IEnumerable<string> IShownInScript.Languages => Items.OfType<IShownInScript>().SelectMany(item => item.Languages);

    IShownInScript IShownInScript.In(ScriptConversion script) => this with { Items = [.. Items.Select(item => item is IShownInScript shown ? (T)shown.In(script) : item)] };
}

/// <summary>What all pages have in common, whatever their items.</summary>
internal interface IPage
{
    string? NextCursor { get; }
}
