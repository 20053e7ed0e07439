using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NewsApi.Tests.Access;

/// <summary>Tokens of an identity provider beside keys.</summary>
public sealed class TokenTests(TokenTests.App app) : IClassFixture<TokenTests.App>
{
    private const string Secret = "a secret of thirty-two bytes or more";
    private const string Keys = "/api/v1/keys";

    public sealed class App : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Authentication:Jwt:SigningKey"] = Secret,
            ["Authentication:Jwt:Audience"] = "news",
            ["Authentication:Jwt:Issuer"] = "https://id.example",
            ["Authentication:Jwt:ScopeClaim"] = "permissions",
            ["Authentication:Jwt:NameClaim"] = "email",
        };
    }

    public static TheoryData<object, HttpStatusCode> Scopes { get; } = new()
    {
        { "admin", HttpStatusCode.OK },
        { "openid profile admin", HttpStatusCode.OK },
        { new[] { "openid", "admin" }, HttpStatusCode.OK },
        { "articles:write drafts:read", HttpStatusCode.Forbidden },
        { "ADMIN", HttpStatusCode.Forbidden },
        { "administrator", HttpStatusCode.Forbidden },
        { "", HttpStatusCode.Forbidden },
    };

    [Theory, MemberData(nameof(Scopes))]
    public async Task A_token_has_the_scopes_of_its_claim(object scopes, HttpStatusCode status) =>
        Assert.Equal(status, (await app.AsBearer(Token(claims => claims["permissions"] = scopes)).Ask(Keys)).Status);

    [Fact]
    public async Task The_bearer_is_named_by_the_claim_and_a_key_still_works()
    {
        var made = await app.AsBearer(Token(_ => { })).Send("POST", Keys, new { name = "desk", scopes = (string[])["admin"] });

        Assert.Equal("chief@news.example", made.Json.GetProperty("createdBy").GetString());
        Assert.Equal(HttpStatusCode.OK, (await app.AsBearer(made.Json.GetProperty("key").GetString()!).Ask(Keys)).Status);
    }

    [Fact]
    public async Task Claims_that_are_named_like_ours_give_nothing() => (await app.AsBearer(Token(claims =>
    {
        claims["permissions"] = "drafts:read";
        claims["scope"] = "admin";
        claims["identity"] = "key:1";
        claims["key"] = "1";
    })).Ask(Keys)).Problem(HttpStatusCode.Forbidden);

    [Fact]
    public async Task What_is_no_valid_token_is_refused_everywhere()
    {
        var now = NewsApiApp.Start.UtcDateTime;
        string[] wrong =
        [
            Token(_ => { }, secret: "another secret of thirty-two bytes or more"),
            Token(_ => { }, audience: "other"),
            Token(_ => { }, issuer: "https://other.example"),
            Token(_ => { }, expires: now.AddSeconds(-31)),
            Token(_ => { }, notBefore: now.AddSeconds(31)),
            Token(claims => { claims.Remove("sub"); claims.Remove("email"); }),
            Token(_ => { })[..^2],
            Unsigned(),
        ];

        Assert.All(await Task.WhenAll(wrong.Select(token => app.AsBearer(token).Ask("/api/v1/articles"))), answer => answer.Problem(HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.OK, (await app.AsBearer(Token(_ => { }, expires: now.AddSeconds(-29))).Ask("/api/v1/articles")).Status);
    }

    [Fact]
    public async Task Where_tokens_are_not_configured_none_is_taken()
    {
        using var plain = new NewsApiApp();

        (await plain.AsBearer(Token(_ => { })).Ask("/api/v1/articles")).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task While_the_authority_cant_be_reached_the_answer_is_503_and_keys_go_on_working()
    {
        using var alone = new WithAuthority("http://127.0.0.1:9");

        var answer = await alone.AsBearer(Token(_ => { }, issuer: "http://127.0.0.1:9")).Ask("/api/v1/articles");

        answer.Problem(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await alone.AsKey("admin").Ask(Keys)).Status);
    }

    [Fact]
    public async Task Tokens_of_an_authority_are_known_by_its_published_keys_alone()
    {
        using var rsa = RSA.Create(2048);
        var signing = new RsaSecurityKey(rsa) { KeyId = "k1" };
        var published = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)) { KeyId = "k1" });
        await using var authority = WebApplication.CreateSlimBuilder().Build();
        authority.Urls.Add("http://127.0.0.1:0");
        authority.MapGet("/.well-known/openid-configuration", () => new { issuer = authority.Urls.First(), jwks_uri = $"{authority.Urls.First()}/keys" });
        authority.MapGet("/keys", () => new { keys = (object[])[new { kty = published.Kty, kid = published.Kid, n = published.N, e = published.E }] });
        await authority.StartAsync(TestContext.Current.CancellationToken);
        using var own = new WithAuthority(authority.Urls.First());

        string Of(SecurityKey key, string algorithm, string? issuer = null) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { ["sub"] = "u-1", ["scope"] = "admin" },
            Audience = "news",
            Issuer = issuer ?? authority.Urls.First(),
            Expires = NewsApiApp.Start.UtcDateTime.AddMinutes(5),
            SigningCredentials = new SigningCredentials(key, algorithm),
        });

        using var other = RSA.Create(2048);
        Assert.Equal(HttpStatusCode.OK, (await own.AsBearer(Of(signing, SecurityAlgorithms.RsaSha256)).Ask(Keys)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.AsBearer(Of(signing, SecurityAlgorithms.RsaSha256, "https://other.example")).Ask(Keys)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.AsBearer(Of(new RsaSecurityKey(other) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256)).Ask(Keys)).Status);

        // The published key taken for a shared secret.
        var confused = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = "k1" };
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.AsBearer(Of(confused, SecurityAlgorithms.HmacSha256)).Ask(Keys)).Status);
    }

    private sealed class WithAuthority(string address) : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["Authentication:Jwt:Authority"] = address, ["Authentication:Jwt:Audience"] = "news" };
    }

    private static string Token(
        Action<Dictionary<string, object>> change, string secret = Secret, string audience = "news", string issuer = "https://id.example", DateTime? notBefore = null, DateTime? expires = null)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "u-1", ["email"] = "chief@news.example", ["permissions"] = "admin" };
        change(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            Audience = audience,
            Issuer = issuer,
            NotBefore = notBefore,
            Expires = expires ?? NewsApiApp.Start.UtcDateTime.AddMinutes(5),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256),
        });
    }

    private static string Unsigned() =>
        Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")
        + "." + Base64UrlEncoder.Encode("""{"sub":"u-1","permissions":"admin","aud":"news","iss":"https://id.example","exp":4102444800}""") + ".";
}
