using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NewsApi.Http;
using NewsApi.Http.Fields;
using NewsApi.Model;
using NewsApi.Paging;
using NewsApi.Persistence;

namespace NewsApi.Access;

/// <summary>Keys, for administrators.</summary>
[ApiController, Needs(Scopes.Admin), Route("api/v1/keys"), Tags("Keys")]
public sealed class KeysController(NewsDbContext db, KeyRing keys, Caller caller) : ControllerBase
{
    private static readonly ListOrder<ApiKey> NewestFirst = new ListOrder<ApiKey>().Descending(key => key.Id);

    /// <summary>Lists keys.</summary>
    /// <remarks>The newest first, also those expired or revoked. None shows the key itself: only its hash is kept.</remarks>
    [HttpGet(Name = "listKeys")]
    public Task<Page<KeyResponse>> List([FromQuery] PageRequest page, CancellationToken cancel) =>
        db.ApiKeys.ToPageAsync(NewestFirst, page, CursorScope.Of(Request), Request.Wanted(KeyResponse.Projection), cancel);

    /// <summary>Shows what is kept of one key.</summary>
    /// <remarks>What it is for and may be used for, and when it was last used.</remarks>
    /// <param name="id" example="1">Number of the key.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpGet("{id}", Name = "getKey")]
    [ProducesResponseType<KeyResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<KeyResponse>> Get(long id, CancellationToken cancel) =>
        await db.ApiKeys.Where(key => key.Id == id).AsNoTracking().Select(Request.Wanted(KeyResponse.Projection)).SingleOrDefaultAsync(cancel) is { } key ? key : NoKey();

    /// <summary>Makes a key.</summary>
    /// <remarks>The answer shows the key itself, this once.</remarks>
    [HttpPost(Name = "createKey")]
    [ProducesResponseType<CreatedKeyResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<CreatedKeyResponse>> Create([FromBody] KeyRequest request, CancellationToken cancel)
    {
        var (kept, key) = await keys.CreateAsync(request.Name, [.. request.Scopes], request.ExpiresAt, caller.Name!, cancel);
        return Created($"/api/v1/keys/{kept.Id}", CreatedKeyResponse.Of(kept, key));
    }

    /// <summary>Revokes a key.</summary>
    /// <remarks>At once and for good; revoking it again changes nothing. The record stays, so that it can be told who did what with the key.</remarks>
    /// <param name="id" example="1">Number of the key.</param>
    /// <param name="cancel">Ends the request.</param>
    [HttpDelete("{id}", Name = "revokeKey")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ApiProblem>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult> Revoke(long id, CancellationToken cancel) => await keys.RevokeAsync(id, caller.Name!, cancel) ? NoContent() : NoKey();

    private static ActionResult NoKey() => ApiProblems.NotFound("id", "No key has this id; /api/v1/keys lists them.");
}
