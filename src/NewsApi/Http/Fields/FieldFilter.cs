using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using NewsApi.Paging;

namespace NewsApi.Http.Fields;

/// <summary>Writes of an answer what <c>fields</c> asks for. The last of the filters: the others look at the answer itself.</summary>
internal sealed class FieldFilter : IResultFilter
{
    private static readonly string Items = JsonNamingPolicy.CamelCase.ConvertName(nameof(Page<>.Items));

    /// <inheritdoc/>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not ObjectResult { Value: { } answer } result || FieldSelection.Of(context.HttpContext.Request) is not { KeepsAll: false } fields)
        {
            return;
        }

        var written = JsonSerializer.SerializeToNode(answer, answer.GetType(), WireJson.Options)!;
        fields.Trim(answer is IPage ? written[Items] : written);
        (result.Value, result.DeclaredType) = (written, typeof(JsonNode));
    }

    /// <inheritdoc/>
    public void OnResultExecuted(ResultExecutedContext context)
    {
        // Nothing to do behind the answer.
    }
}
