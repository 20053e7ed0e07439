using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace NewsApi.Access;

/// <summary>Recognises the tokens of an identity provider, and makes callers of their bearers.</summary>
internal sealed class Tokens(IOptions<TokenOptions> options, IOptionsMonitor<JwtBearerOptions> schemes)
{
    /// <summary>Name of the scheme that reads tokens, for <see cref="BearerHandler"/> alone.</summary>
    public const string Scheme = "Jwt";

    private const string Subject = "sub";

    // Longer names would only fill the audit.
    private const int MaxName = 200;

    // Clocks of different machines differ a little.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    // An authority's public key must never be taken for a shared secret, nor the other way round.
    private static readonly string[] Signed = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
    private static readonly string[] Shared = ["HS256", "HS384", "HS512"];

    /// <summary>The bearer of the request's token; null when it is not valid, or tokens are not taken.</summary>
    public async Task<ClaimsPrincipal?> CallerOrNullAsync(HttpContext context)
    {
        if (!options.Value.IsSet || (await ReadAsync(context)).Principal is not { } token)
        {
            return null;
        }

        var name = Clean(token.FindFirst(options.Value.NameClaim)?.Value);
        var subject = token.FindFirst(Subject)?.Value is { Length: > 0 } sub ? sub : name;
        if (string.IsNullOrEmpty(subject))
        {
            // Nobody could be told from anybody else.
            return null;
        }

        var scopes = token.FindAll(options.Value.ScopeClaim).SelectMany(claim => claim.Value.Split(' ')).Intersect(Scopes.All, StringComparer.Ordinal);
        return Caller.Principal(string.IsNullOrEmpty(name) ? Clean(subject)! : name, $"jwt:{subject}", null, scopes);
    }

    /// <summary>What a token must be like.</summary>
    public static void Configure(JwtBearerOptions jwt, TokenOptions options, TimeProvider clock)
    {
        jwt.Authority = options.Authority;
        jwt.Audience = options.Audience;
        jwt.MapInboundClaims = false;

        // The start has seen to it that only an authority on this machine goes without.
        jwt.RequireHttpsMetadata = false;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = options.Audience,
            ValidIssuer = options.Issuer,
            ValidateIssuer = options.Authority is not null || options.Issuer is not null,
            ValidAlgorithms = options.SigningKey is null ? Signed : Shared,
            IssuerSigningKey = options.SigningKey is null ? null : new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.SigningKey)),
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires > clock.GetUtcNow().UtcDateTime - ClockSkew && !(notBefore > clock.GetUtcNow().UtcDateTime + ClockSkew),
        };
    }

    private async Task<AuthenticateResult> ReadAsync(HttpContext context)
    {
        try
        {
            // Kept once it is had. Without it every token would look wrong, also the right ones.
            if (schemes.Get(Scheme).ConfigurationManager is { } authority)
            {
                await authority.GetConfigurationAsync(context.RequestAborted);
            }
        }
        catch (InvalidOperationException exception)
        {
            // Neither we nor the caller are wrong.
            throw new BadHttpRequestException("The authority that tokens come from can't be reached.", StatusCodes.Status503ServiceUnavailable, exception);
        }

        return await context.AuthenticateAsync(Scheme);
    }

    /// <summary>A name that can stand in a line.</summary>
    private static string? Clean(string? name) => name is null ? null : string.Concat(name.Where(character => !char.IsControl(character)).Take(MaxName));
}
