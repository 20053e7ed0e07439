using System.Globalization;
using System.Security.Claims;

namespace NewsApi.Access;

/// <summary>Who makes a request: the bearer of a key or token, or anybody.</summary>
public sealed class Caller
{
    // The identity is made here and holds nothing a token brought along, so that no claim of a token can pass for one of these.
    private const string NameClaim = "name";
    private const string IdentityClaim = "identity";
    private const string KeyIdClaim = "key";
    private const string ScopeClaim = "scope";

    private readonly IReadOnlyList<string> _scopes;

    private Caller(ClaimsPrincipal? principal)
    {
        var isKnown = principal?.Identity?.IsAuthenticated == true;
        Name = isKnown ? principal!.FindFirst(NameClaim)?.Value : null;
        Identity = isKnown ? principal!.FindFirst(IdentityClaim)?.Value : null;
        KeyId = isKnown && principal!.FindFirst(KeyIdClaim)?.Value is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null;
        _scopes = isKnown ? [.. principal!.FindAll(ScopeClaim).Select(claim => claim.Value)] : [];
    }

    /// <summary>Somebody without a key.</summary>
    public static Caller Anybody { get; } = new(null);

    /// <summary>The name of the key, or of whom the token is for; null for anybody.</summary>
    public string? Name { get; }

    /// <summary>Number of the key; null without one.</summary>
    public long? KeyId { get; }

    /// <summary>Tells callers apart for good, such as <c>key:12</c> or <c>jwt:subject</c>; null for anybody. Names may be shared, this is not.</summary>
    public string? Identity { get; }

    /// <summary>Whether the caller may do what needs a scope.</summary>
    public bool Has(string scope) => Scopes.Include(_scopes, scope);

    /// <summary>Who is behind a principal.</summary>
    internal static Caller Of(ClaimsPrincipal principal) => new(principal);

    /// <summary>The principal of a caller; what <see cref="Of"/> reads.</summary>
    internal static ClaimsPrincipal Principal(string name, string identity, long? keyId, IEnumerable<string> scopes)
    {
        List<Claim> claims = [new(NameClaim, name), new(IdentityClaim, identity), .. scopes.Select(scope => new Claim(ScopeClaim, scope))];
        if (keyId is { } id)
        {
            claims.Add(new Claim(KeyIdClaim, id.ToString(CultureInfo.InvariantCulture)));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, BearerHandler.Scheme, NameClaim, roleType: null));
    }
}

/// <summary>Where the caller of a request is found.</summary>
public static class CallerOfRequest
{
    /// <summary>Who makes this request.</summary>
    public static Caller Caller(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Access.Caller.Of(context.User);
    }
}
