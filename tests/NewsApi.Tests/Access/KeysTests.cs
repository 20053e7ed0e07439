using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace NewsApi.Tests.Access;

/// <summary>Making, listing and revoking keys, and what the audit says of it.</summary>
public sealed class KeysTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    private const string Keys = "/api/v1/keys";
    private const string Audit = "/api/v1/audit";

    [Fact]
    public async Task A_new_key_is_shown_once_and_works_at_once()
    {
        var admin = app.AsKey("admin");

        var made = await admin.Send("POST", Keys, new { name = "國際部", scopes = (string[])["articles:write", "drafts:read", "articles:write"], expiresAt = "2026-04-01T08:00:00+08:00" });

        Assert.Equal(HttpStatusCode.Created, made.Status);
        var (id, key) = (made.Json.GetProperty("id").GetInt64(), made.Json.GetProperty("key").GetString()!);
        Assert.Equal($"{Keys}/{id}", made.Header("Location"));
        Assert.Equal($"news_{made.Json.GetProperty("prefix").GetString()}_", key[..14]);
        Assert.Equal(["drafts:read", "articles:write"], made.Json.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), made.Json.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal("tests", made.Json.GetProperty("createdBy").GetString());
        Assert.Equal(HttpStatusCode.OK, (await app.AsBearer(key).Ask("/api/v1/articles")).Status);

        var shown = await admin.Ask($"{Keys}/{id}");
        Assert.Equal("國際部", shown.Json.GetProperty("name").GetString());
        Assert.DoesNotContain(key[14..], shown.Body + (await admin.Ask(Keys)).Body, StringComparison.Ordinal);
        Assert.False(shown.Json.TryGetProperty("hash", out _));
    }

    [Fact]
    public async Task The_store_has_only_the_hash_of_a_key()
    {
        var (kept, key) = await app.GivenKey("admin");

        var row = await app.InStore(db => db.ApiKeys.AsNoTracking().SingleAsync(row => row.Id == kept.Id));

        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(key)), row.KeyHash);
        Assert.DoesNotContain(key[14..], JsonSerializer.Serialize(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_ends_at_once_on_every_server_and_revoking_it_again_changes_nothing()
    {
        var admin = app.AsKey("admin");
        var (kept, key) = await app.GivenKey("drafts:read");
        using var other = new NewsApiApp(app.Store);
        Assert.Equal(HttpStatusCode.OK, (await other.AsBearer(key).Ask("/api/v1/articles")).Status);

        var first = await admin.Send("DELETE", $"{Keys}/{kept.Id}", null);

        Assert.Equal(HttpStatusCode.NoContent, first.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.AsBearer(key).Ask("/api/v1/articles")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsBearer(key).Ask("/api/v1/articles")).Status);

        var shown = await admin.Ask($"{Keys}/{kept.Id}");
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Send("DELETE", $"{Keys}/{kept.Id}", null)).Status);
        Assert.Equal(shown.Json.GetProperty("revokedAt").GetString(), (await admin.Get($"{Keys}/{kept.Id}")).GetProperty("revokedAt").GetString());
        Assert.Equal(1, await app.InStore(db => db.AuditEntries.CountAsync(entry => entry.Action == "key.revoked" && entry.Target == $"key/{kept.Id}")));
    }

    [Fact]
    public async Task The_name_of_a_key_is_composed() => Assert.Equal(
        "Café", (await app.AsKey("admin").Send("POST", Keys, new { name = "Cafe\u0301", scopes = (string[])["drafts:read"] })).Json.GetProperty("name").GetString());

    [Fact]
    public async Task A_key_can_revoke_itself()
    {
        var (kept, key) = await app.GivenKey("admin");

        Assert.Equal(HttpStatusCode.NoContent, (await app.AsBearer(key).Send("DELETE", $"{Keys}/{kept.Id}", null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsBearer(key).Ask(Keys)).Status);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_404()
    {
        var admin = app.AsKey("admin");

        await admin.GetProblem($"{Keys}/999999", HttpStatusCode.NotFound);
        await admin.GetProblem($"{Keys}/abc", HttpStatusCode.BadRequest);
        (await admin.Send("DELETE", $"{Keys}/999999", null)).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Keys_are_paged_newest_first()
    {
        using var own = new NewsApiApp();
        for (var number = 1; number <= 5; number++)
        {
            await own.GivenNamedKey($"key {number}", null, "drafts:read");
        }

        var names = (await own.AsKey("admin").GetAll($"{Keys}?limit=2")).Select(key => key.GetProperty("name").GetString());

        Assert.Equal(["tests", "key 5", "key 4", "key 3", "key 2", "key 1"], names);
    }

    [Theory]
    [InlineData("""{"scopes":["admin"]}""", "name", "in one line")]
    [InlineData("""{"name":"","scopes":["admin"]}""", "name", "in one line")]
    [InlineData("""{"name":" desk","scopes":["admin"]}""", "name", "without space around it")]
    [InlineData("""{"name":"a\u000Ab","scopes":["admin"]}""", "name", "in one line")]
    [InlineData("""{"name":"\u200b","scopes":["admin"]}""", "name", "one can see")]
    [InlineData("""{"name":"a\uffff","scopes":["admin"]}""", "name", "in one line")]
    [InlineData("""{"name":"desk"}""", "scopes", "at least one of drafts:read, articles:write, articles:publish, admin")]
    [InlineData("""{"name":"desk","scopes":[]}""", "scopes", "at least one of")]
    [InlineData("""{"name":"desk","scopes":null}""", "scopes", "must be an array")]
    [InlineData("""{"name":"desk","scopes":[null]}""", "scopes", "must be a string")]
    [InlineData("""{"name":"desk","scopes":["admin","article:write"]}""", "scopes", "did you mean articles:write?")]
    [InlineData("""{"name":"desk","scopes":["ADMIN"]}""", "scopes", "did you mean admin?")]
    [InlineData("""{"name":"desk","scopes":["admin"],"expiresAt":"2026-03-01T12:00:00Z"}""", "expiresAt", "in the future")]
    public async Task What_is_wrong_with_a_key_is_said_and_none_is_made(string body, string member, string says)
    {
        var admin = app.AsKey("admin");
        var before = await app.InStore(db => db.ApiKeys.CountAsync());

        var problem = (await admin.Send("POST", Keys, body)).Problem(HttpStatusCode.BadRequest);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Contains(member, error.EnumerateObject().First().Value.GetString(), StringComparison.Ordinal);
        Assert.Contains(says, error.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await app.InStore(db => db.ApiKeys.CountAsync()));
    }

    [Fact]
    public async Task Who_may_not_learns_nothing_of_what_would_be_wrong()
    {
        (await app.AsReader().Send("POST", Keys, "{")).Problem(HttpStatusCode.Unauthorized);
        (await app.AsKey("articles:write").Send("POST", Keys, "{")).Problem(HttpStatusCode.Forbidden);
        (await app.AsKey("articles:write").Ask($"{Keys}/abc?x=y", headers: ("Accept", "image/png"))).Problem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_audit_says_who_made_and_revoked_keys_and_is_narrowed_by_filters()
    {
        using var own = new NewsApiApp();
        var admin = own.AsBearer((await own.GivenNamedKey("chief", null, "admin")).Key);
        own.Clock.Advance(TimeSpan.FromDays(1));
        var id = (await admin.Send("POST", Keys, new { name = "desk", scopes = (string[])["drafts:read"] })).Json.GetProperty("id").GetInt64();
        own.Clock.Advance(TimeSpan.FromDays(1));
        await admin.Send("DELETE", $"{Keys}/{id}", null);

        async Task<string[]> Entries(string filter) => [.. (await admin.GetAll($"{Audit}?{filter}")).Select(entry => $"{entry.GetProperty("by")} {entry.GetProperty("action")} {entry.GetProperty("target")}")];

        string[] all = [$"chief key.revoked key/{id}", $"chief key.created key/{id}", "tests key.created key/1"];
        Assert.Equal(all, await Entries("limit=1"));
        Assert.Equal(all[..2], await Entries("by=chief"));
        Assert.Equal(all[1..], await Entries("action=key.created"));
        Assert.Equal([all[1]], await Entries("from=2026-03-02&to=2026-03-02"));
        Assert.Equal([all[1]], await Entries("by=chief&action=key.created"));
        Assert.Empty(await Entries("by=nobody"));
        await admin.GetProblem($"{Audit}?from=2026-03-02&to=2026-03-01", HttpStatusCode.BadRequest);
        await admin.GetProblem($"{Audit}?who=chief", HttpStatusCode.BadRequest);
    }
}
