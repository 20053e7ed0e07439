using Microsoft.AspNetCore.Mvc;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Search;

/// <summary>Completions of what somebody begins to search for, as stored: whoever chooses one searches for it as it is.</summary>
[ApiController, Route("api/v1/search/suggest"), Tags("Search")]
public sealed class SuggestionsController(NewsDbContext db, Suggestions suggestions) : ControllerBase
{
    /// <summary>Completes what somebody begins to search for.</summary>
    /// <remarks>With tags and speakers whose names begin so, and headlines that have it, in either script. Only what is public is shown, and there is one page.</remarks>
    [HttpGet(Name = "suggest")]
    [ProducesResponseType<Page<Suggestion>>(StatusCodes.Status200OK)]
    public async Task<Page<Suggestion>> Suggest([FromQuery] SuggestionRequest request, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        return new Page<Suggestion> { Items = await suggestions.OfAsync(request.Q!, request.Limit, cancel), NextCursor = null };
    }
}
