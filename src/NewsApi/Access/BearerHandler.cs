using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NewsApi.Http;

namespace NewsApi.Access;

/// <summary>
/// Recognises <c>Authorization: Bearer …</c> (RFC 6750): our own keys and, where it is configured, the tokens of an identity
/// provider. Refusals read the same whatever the reason, so that nobody learns whether a key exists.
/// </summary>
internal sealed partial class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys, KeyUse use, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public new const string Scheme = "Bearer";

    /// <summary>Item of a refusal's properties: the scope that is missing, where the route alone does not say it.</summary>
    internal const string NeededScope = "scope";

    private const string Realm = "Bearer realm=\"NewsApi\"";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(HeaderNames.Authorization, out var given))
        {
            return AuthenticateResult.NoResult();
        }

        if (given is not [{ } only] || Credential().Match(only) is not { Success: true } match)
        {
            return AuthenticateResult.Fail("No single bearer token.");
        }

        var token = match.Groups["token"].Value;
        if (!token.StartsWith(KeyText.Mark, StringComparison.Ordinal))
        {
            return await tokens.CallerOrNullAsync(Context) is { } bearer ? Success(bearer) : AuthenticateResult.Fail("No valid token.");
        }

        if (await keys.FindOrNullAsync(token, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("No valid key.");
        }

        use.Note(key);
        return Success(Caller.Principal(key.Name, $"key:{key.Id}", key.Id, key.Scopes));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isGiven = Request.Headers.ContainsKey(HeaderNames.Authorization);
        Response.Headers.WWWAuthenticate = isGiven ? $"{Realm}, error=\"invalid_token\"" : Realm;
        return ApiProblems.WriteAsync(
            Context, StatusCodes.Status401Unauthorized, isGiven ? "What the header `Authorization` holds is not valid here; send one key, as `Bearer news_…`." : null);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        string[] needed = properties.Items.TryGetValue(NeededScope, out var scope) && scope is not null
            ? [scope]
            : [.. Context.GetEndpoint()?.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(needs => needs.Scope).Distinct(StringComparer.Ordinal) ?? []];
        Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{string.Join(' ', needed)}\"";
        return ApiProblems.WriteAsync(Context, StatusCodes.Status403Forbidden, $"This needs a key with the scope `{string.Join("` and `", needed)}`.");
    }

    private AuthenticateResult Success(System.Security.Claims.ClaimsPrincipal caller) => AuthenticateResult.Success(new AuthenticationTicket(caller, base.Scheme.Name));

    /// <summary>Scheme and token68 (RFC 9110, section 11.4). What else might stand there, such as a second credential behind a comma, does not match.</summary>
    [GeneratedRegex("^Bearer +(?<token>[A-Za-z0-9._~+/-]+=*)\\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Credential();
}
