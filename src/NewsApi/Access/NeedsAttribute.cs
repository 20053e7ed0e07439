using Microsoft.AspNetCore.Authorization;

namespace NewsApi.Access;

/// <summary>
/// Only for callers with a scope. It is looked at before the request is read: whoever may not learns nothing of what would
/// be wrong with it. Given several times, the caller needs all of them.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute(string scope) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>The scope; one of <see cref="Scopes"/>.</summary>
    public string Scope { get; } = scope;

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Looks whether the caller has the scope.</summary>
internal sealed class NeedsHandler : AuthorizationHandler<NeedsAttribute>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (Caller.Of(context.User).Has(requirement.Scope))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
