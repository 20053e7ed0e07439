using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Access;

/// <summary>What a caller may see and do beyond what is the same for everybody who may use a route.</summary>
internal static class Visibility
{
    /// <summary>Rows of every status for those who may read drafts, published ones for all others.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> rows, Caller caller)
        where T : class =>
        caller.Has(Scopes.DraftsRead) ? rows.IgnoreQueryFilters() : rows;

    /// <summary>Refuses something that needs a scope: 401 to anybody, 403 to a caller without it.</summary>
    public static ActionResult Refusal(this Caller caller, string scope) => caller.Identity is null
        ? new ChallengeResult()
        : new ForbidResult(new AuthenticationProperties(new Dictionary<string, string?> { [BearerHandler.NeededScope] = scope }));
}
