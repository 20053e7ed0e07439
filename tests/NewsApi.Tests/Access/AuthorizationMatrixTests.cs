using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Access;

namespace NewsApi.Tests.Access;

/// <summary>Every kind of key on every operation under every spelling of its address, generated from the table of docs/authorization.md.</summary>
public sealed partial class AuthorizationMatrixTests(AuthorizationMatrixTests.App app) : IClassFixture<AuthorizationMatrixTests.App>
{
    private const string Everybody = "—";

    // Names something in the seeded store, so that a write that gets through would change it.
    private const string Something = "1";

    // Names nothing, so that a write that is allowed to get through changes nothing.
    private const string Nothing = "999999999";

    private static readonly string[] OverrideHeaders = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

    /// <summary>The server on a real port, because the test server tidies up addresses, with a key of each kind.</summary>
    public sealed class App : NewsApiApp, IAsyncLifetime
    {
        public App() => UseKestrel(0);

        /// <summary>By what it is: the header, null for no key, and the scope it has.</summary>
        internal Dictionary<string, (string? Key, string? Scope)> Credentials { get; } = new(StringComparer.Ordinal) { ["no key"] = (null, null) };

        internal HttpClient Http { get; private set; } = null!;

        private TestStore.Watch Watch { get; set; } = null!;

        protected override bool HasSeed => true;

        public async ValueTask InitializeAsync()
        {
            StartServer();
            Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
            await GivenNamedKey("bait", null, Scopes.ArticlesWrite);
            foreach (var scope in Scopes.All)
            {
                Credentials[scope] = ((await GivenKey(scope)).Key, scope);
            }

            var (revoked, revokedKey) = await GivenKey(Scopes.Admin);
            var (_, expiredKey) = await GivenNamedKey("tests", Clock.GetUtcNow().AddSeconds(1), Scopes.Admin);
            Credentials["revoked"] = (revokedKey, null);
            Credentials["expired"] = (expiredKey, null);
            await using (var services = Services.CreateAsyncScope())
            {
                await services.ServiceProvider.GetRequiredService<KeyRing>().RevokeAsync(revoked.Id, "tests", TestContext.Current.CancellationToken);
            }

            Clock.Advance(TimeSpan.FromSeconds(1));

            // The use of each key is written down once; from here on the clock stands still, and a write is something else.
            foreach (var scope in Scopes.All)
            {
                await Status("GET", "/api/v1/tags", Credentials[scope].Key);
            }

            for (var attempt = 0; await InStore(db => db.ApiKeys.CountAsync(key => key.LastUsedAt != null)) < Scopes.All.Count; attempt++)
            {
                Assert.True(attempt < 100, "The use of keys is not written down.");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            Watch = await Store.BeginWatch();
        }

        /// <summary>A number that changes with every write of anybody else.</summary>
        internal Task<long> Version() => Watch.Version();

        internal async Task<HttpStatusCode> Status(string method, string target, string? key, (string Name, string Value)? header = null)
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(method), new Uri($"{Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            if (key is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
            }

            if (header is { } extra)
            {
                request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
            }

            if (method is "POST" or "PUT" or "PATCH")
            {
                request.Content = new StringContent("{}", Encoding.UTF8, method == "PATCH" ? "application/merge-patch+json" : "application/json");
            }

            // The body does not matter, and that of a stream never ends.
            using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }

        public override async ValueTask DisposeAsync()
        {
            await Watch.DisposeAsync();
            Http.Dispose();
            await base.DisposeAsync();
        }
    }

    /// <summary>The rows of the table: method, route, scope.</summary>
    public static TheoryData<string, string, string> Table { get; } = [.. Rows()];

    [Fact]
    public void Every_endpoint_is_in_the_table_and_needs_what_it_says()
    {
        var endpoints = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method =>
                $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')} {Scope(endpoint)}"));

        Assert.Equal(endpoints.Order(StringComparer.Ordinal), Rows().Select(row => $"{row.Data.Item1} {row.Data.Item2} {row.Data.Item3}").Order(StringComparer.Ordinal));

        static string Scope(RouteEndpoint endpoint) =>
            string.Join(' ', endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(needs => needs.Scope)) is { Length: > 0 } scopes ? scopes : Everybody;
    }

    [Theory, MemberData(nameof(Table))]
    public async Task Without_the_scope_nothing_is_done_under_any_spelling(string method, string route, string scope)
    {
        var before = await app.Version();
        foreach (var (name, (key, granted)) in app.Credentials.Where(one => !MayUse(one.Value, scope)))
        {
            var plain = await app.Status(method, Fill(route, Something), key);
            Assert.True(plain == (granted is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden), $"{name}: {plain}");
            foreach (var target in Spellings(Fill(route, Something)))
            {
                var status = await app.Status(method, target, key);
                Assert.True((int)status is >= 400 and < 500, $"{name}: {method} {target} answers {status}");
            }
        }

        Assert.Equal(before, await app.Version());
    }

    [Theory, MemberData(nameof(Table))]
    public async Task No_header_makes_a_request_another_method(string method, string route, string scope)
    {
        if (scope == Everybody)
        {
            return;
        }

        var (before, target) = (await app.Version(), Fill(route, Something));
        foreach (var (name, (key, _)) in app.Credentials.Where(one => !MayUse(one.Value, scope)))
        {
            foreach (var sent in new[] { "GET", "POST" })
            {
                var without = await app.Status(sent, target, key);
                foreach (var header in OverrideHeaders)
                {
                    Assert.True(without == await app.Status(sent, target, key, (header, method)), $"{name}: {sent} {target} with {header}: {method}");
                }
            }
        }

        Assert.Equal(before, await app.Version());
    }

    [Theory, MemberData(nameof(Table))]
    public async Task With_the_scope_it_is_not_refused(string method, string route, string scope)
    {
        foreach (var (name, (key, _)) in app.Credentials.Where(one => MayUse(one.Value, scope)))
        {
            var status = await app.Status(method, Fill(route, Nothing), key);
            Assert.True(status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), $"{name}: {method} {route} answers {status}");
        }
    }

    /// <summary>Whether a credential may use a row. One that is worth nothing is refused also where none is needed.</summary>
    private static bool MayUse((string? Key, string? Scope) credential, string needed) => needed == Everybody
        ? credential.Key is null || credential.Scope is not null
        : needed.Split(' ').All(scope => credential.Scope == scope || credential.Scope == Scopes.Admin);

    private static string Fill(string route, string value) => Parameter().Replace(route, value);

    /// <summary>Other spellings of an address, some of which the server takes for the same.</summary>
    private static IEnumerable<string> Spellings(string path) =>
    [
        path + "/",
        path + "//",
        "/" + path,
        path.Replace("/v1/", "//v1/", StringComparison.Ordinal),
        path.Replace("/v1/", "/v1//", StringComparison.Ordinal),
        path.Replace("/v1/", "/./v1/", StringComparison.Ordinal),
        path.Replace("/v1/", "/x/../v1/", StringComparison.Ordinal),
        path.ToUpperInvariant(),
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(path),
        ReplaceLast(path, "/", "%2f"),
        ReplaceLast(path, "/", "%2F"),
        ReplaceLast(path, "/", "%5c"),
        path.Replace("/v1/", "/%761/", StringComparison.Ordinal),
        path + "?",
        path + "%20",
        path + ";x=1",
        path + ".json",
    ];

    private static string ReplaceLast(string text, string what, string with) => text.LastIndexOf(what, StringComparison.Ordinal) is > 0 and var at ? text[..at] + with + text[(at + what.Length)..] : text;

    private static IEnumerable<TheoryDataRow<string, string, string>> Rows([CallerFilePath] string caller = "") =>
        Row().Matches(File.ReadAllText(Path.GetFullPath("../../../docs/authorization.md", Path.GetDirectoryName(caller)!)))
            .Select(match => new TheoryDataRow<string, string, string>(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value.Replace("`", "", StringComparison.Ordinal)));

    [GeneratedRegex(@"^\| ([A-Z]+) \| `(/[^`]*)` \| (—|`[a-z: `]+`) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
