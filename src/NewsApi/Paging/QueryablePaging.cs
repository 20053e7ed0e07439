using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Paging;

/// <summary>The only way from rows to a list that goes out.</summary>
internal static class QueryablePaging
{
    /// <summary>Where counting stops: beyond it, nobody reads the number, and counting costs more than the page.</summary>
    public const int MaxTotal = 10_000;

    /// <summary>Reads one page.</summary>
    /// <param name="rows">The rows of the whole list, filtered but not ordered.</param>
    /// <param name="order">Their order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="scope">The list and its filters, which the next cursor is bound to; see <see cref="CursorScope"/>.</param>
    /// <param name="projection">What goes out of a row.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="BadHttpRequestException">Somebody forged a cursor whose keys are not of this order.</exception>
    public static async Task<Page<TOut>> ToPageAsync<TRow, TOut>(
        this IQueryable<TRow> rows, ListOrder<TRow> order, PageRequest page, string scope, Expression<Func<TRow, TOut>> projection, CancellationToken cancel)
        where TRow : class
    {
        var behind = order.BehindOrNull(rows, page.Cursor) ?? throw new BadHttpRequestException("The cursor is not one of this list.");

        // One more than wanted tells whether there is a next page.
        var found = await behind.Take(page.Limit + 1).AsNoTracking().AsSplitQuery().Select(order.WithKeys(projection)).ToListAsync(cancel);
        var total = page.Total ? await rows.Take(MaxTotal + 1).CountAsync(cancel) : (int?)null;
        return new Page<TOut>
        {
            Items = [.. found.Take(page.Limit).Select(row => row.Item)],
            NextCursor = found.Count > page.Limit ? Cursor.Write([.. found[page.Limit - 1].Keys.Select(ListOrder<TRow>.Write)], scope) : null,
            Total = total is null ? null : Math.Min(total.Value, MaxTotal),
            TotalIsExact = total is null ? null : total <= MaxTotal,
        };
    }
}
