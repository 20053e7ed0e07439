using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.WebUtilities;
using NewsApi.Http;

namespace NewsApi.Pages;

/// <summary>
/// The parameters of a page that was asked for, without what people cannot help: what others add to links they share (<c>utm_source</c>,
/// <c>fbclid</c>), a search for nothing, and a tag that is given again.
/// </summary>
internal sealed class PageQuery(QueryParameters parameters) : IResourceFilter
{
    private const char ByteOrderMark = '\uFEFF';

    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        var known = parameters.Of(context.ActionDescriptor);
        var kept = new List<string>();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            var text = $"{pair.EncodedName}={pair.EncodedValue}";
            if (known.TryGetValue(name, out var isRepeatable) && !(isRepeatable && kept.Contains(text)) && !(name == "q" && IsBlank(pair.DecodeValue().Span)))
            {
                kept.Add(text);
            }
        }

        request.QueryString = kept.Count == 0 ? default : new QueryString('?' + string.Join('&', kept));
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static bool IsBlank(ReadOnlySpan<char> text) => text.Trim(ByteOrderMark).IsWhiteSpace();
}
