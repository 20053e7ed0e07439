using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NewsApi.Access;

namespace NewsApi.Tests.Subscriptions;

/// <summary>Making, showing, changing and removing subscriptions.</summary>
public sealed class SubscriptionsTests(SubscriptionApp app) : IClassFixture<SubscriptionApp>
{
    private const string Route = SubscriptionApp.Route;

    [Fact]
    public async Task A_new_one_is_shown_as_it_was_made_with_the_same_tag_and_is_due_at_once()
    {
        var body = new { name = "港務局", url = "https://news.example/feed.xml", target = "articles", publish = true, source = "港務局", zone = "Asia/Taipei", intervalMinutes = 60 };

        var made = await app.Admin.Send("POST", Route, body);

        Assert.Equal(HttpStatusCode.Created, made.Status);
        var shown = await app.Admin.Ask(made.Header("Location")!);
        Assert.Equal((made.Header("ETag"), made.Body), (shown.Header("ETag"), shown.Body));
        foreach (var (name, value) in JsonSerializer.SerializeToElement(body).EnumerateObject().Select(member => (member.Name, member.Value)))
        {
            Assert.Equal(value.ToString(), shown.Json.GetProperty(name).ToString());
        }

        Assert.Equal((NewsApiApp.Start, true, "tests"), (
            shown.Json.GetProperty("nextPollAt").GetDateTimeOffset(), shown.Json.GetProperty("isActive").GetBoolean(), shown.Json.GetProperty("createdBy").GetString()));
        Assert.All(["lastPolledAt", "lastOutcome", "lastDetail", "relatedNewsListId"], member => Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty(member).ValueKind));
    }

    [Fact]
    public async Task What_is_not_said_has_defaults_and_null_brings_them_back()
    {
        var location = await app.Subscribe(new { url = "https://feeds.example:8443/a.xml", name = "別名", intervalMinutes = 7, isActive = false });

        var patched = await app.Admin.Send("PATCH", location, new { name = (string?)null, intervalMinutes = (int?)null, isActive = (bool?)null }, ("If-Match", "*"));

        Assert.Equal(HttpStatusCode.OK, patched.Status);
        var shown = patched.Json;
        Assert.Equal(("feeds.example", "articles", false, 30, true), (
            shown.GetProperty("name").GetString(), shown.GetProperty("target").GetString(), shown.GetProperty("publish").GetBoolean(),
            shown.GetProperty("intervalMinutes").GetInt32(), shown.GetProperty("isActive").GetBoolean()));
        Assert.Equal(patched.Body, (await app.Admin.Ask(location)).Body);
    }

    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { """{}""", "" },
        { """{"url":""}""", "/url" },
        { """{"url":"feed.xml"}""", "/url" },
        { """{"url":"ftp://news.example/feed.xml"}""", "/url" },
        { """{"url":"https://user:secret@news.example/feed.xml"}""", "/url" },
        { """{"url":"http://10.0.0.1/feed.xml"}""", "/url" },
        { """{"url":"http://0xa9fea9fe/latest"}""", "/url" },
        { """{"url":"http://[::ffff:10.0.0.1]/"}""", "/url" },
        { """{"url":"http://[::1]:5080/"}""", "/url" },
        { """{"url":"https://news.example/","intervalMinutes":4}""", "/intervalMinutes" },
        { """{"url":"https://news.example/","intervalMinutes":1441}""", "/intervalMinutes" },
        { """{"url":"https://news.example/","intervalMinutes":"30"}""", "/intervalMinutes" },
        { """{"url":"https://news.example/","zone":"Mars/Olympus"}""", "/zone" },
        { """{"url":"https://news.example/","name":" "}""", "/name" },
        { """{"url":"https://news.example/","source":"a\nb"}""", "/source" },
        { """{"url":"https://news.example/","target":"sections"}""", "/target" },
        { """{"url":"https://news.example/","target":"relatedNews"}""", "/relatedNewsListId" },
        { """{"url":"https://news.example/","target":"relatedNews","relatedNewsListId":999999}""", "/relatedNewsListId" },
        { """{"url":"https://news.example/","lastOutcome":"updated"}""", "/lastOutcome" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_can_not_be_is_refused_where_it_stands(string body, string place)
    {
        var problem = (await app.Admin.SendRaw(Route, body)).Problem(HttpStatusCode.BadRequest);

        Assert.Contains(problem.GetProperty("errors").EnumerateArray(), error => error.GetProperty("pointer").GetString()!.StartsWith(place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task This_machine_is_refused_where_nothing_allows_it()
    {
        await using var own = new NewsApiApp();
        var admin = own.AsKey(Scopes.Admin);

        foreach (var host in new[] { "localhost", "LOCALHOST.", "x.localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0" })
        {
            var problem = (await admin.Send("POST", Route, new { url = $"http://{host}/feed.xml" })).Problem(HttpStatusCode.BadRequest);
            Assert.Contains("no public address", problem.GetProperty("errors")[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, await own.InStore(db => db.FeedSubscriptions.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_change_needs_the_version_it_is_of_and_a_poll_makes_no_other()
    {
        var location = await app.Subscribe(new { url = "https://news.example/feed.xml" });
        var tag = (await app.Admin.Ask(location)).Header("ETag")!;
        Assert.Equal("failed", (await app.Poll(location)).GetProperty("lastOutcome").GetString());

        (await app.Admin.Send("PATCH", location, new { name = "甲" })).Problem(HttpStatusCode.PreconditionRequired);
        Assert.Equal(HttpStatusCode.OK, (await app.Admin.Send("PATCH", location, new { name = "甲" }, ("If-Match", tag))).Status);
        (await app.Admin.Send("PATCH", location, new { name = "乙" }, ("If-Match", tag))).Problem(HttpStatusCode.PreconditionFailed);
        (await app.Admin.Send("DELETE", location, null, ("If-Match", tag))).Problem(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.NoContent, (await app.Admin.Send("DELETE", location, null, ("If-Match", "*"))).Status);
        (await app.Admin.Ask(location)).Problem(HttpStatusCode.NotFound);
        (await app.Admin.Send("POST", $"{location}/poll", null)).Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_list_has_pages_and_the_audit_has_a_line_for_each_change()
    {
        await using var own = new SubscriptionApp();
        var first = await own.Subscribe(new { url = "https://a.example/" });
        await own.Subscribe(new { url = "https://b.example/" });
        await own.Subscribe(new { url = "https://c.example/" });
        await own.Admin.Send("PATCH", first, new { name = "甲" }, ("If-Match", "*"));
        await own.Admin.Send("DELETE", first, null, ("If-Match", "*"));

        Assert.Equal(["https://c.example/", "https://b.example/"], (await own.Admin.GetAll($"{Route}?limit=1")).Select(one => one.GetProperty("url").GetString()));
        Assert.Equal(
            ["subscription.removed", "subscription.revised", "subscription.created", "subscription.created", "subscription.created"],
            (await own.Admin.GetAll("/api/v1/audit")).Select(entry => entry.GetProperty("action").GetString()!).Where(action => action.StartsWith("subscription", StringComparison.Ordinal)));
        Assert.Equal(0, (await own.Verify()).Code);
    }

    [Fact]
    public async Task A_key_for_writing_is_not_enough()
    {
        var writer = app.AsKey(Scopes.ArticlesWrite, Scopes.ArticlesPublish);

        (await writer.Ask(Route)).Problem(HttpStatusCode.Forbidden);
        (await writer.Send("POST", Route, new { url = "https://news.example/" })).Problem(HttpStatusCode.Forbidden);
        (await app.AsReader().Ask(Route)).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_same_request_sent_twice_makes_one()
    {
        await using var own = new SubscriptionApp();
        var key = ("Idempotency-Key", "once");

        var first = await own.Admin.Send("POST", Route, new { url = "https://news.example/" }, key);
        var second = await own.Admin.Send("POST", Route, new { url = "https://news.example/" }, key);

        Assert.Equal((first.Body, first.Header("ETag"), "true"), (second.Body, second.Header("ETag"), second.Header("Idempotent-Replayed")));
        Assert.Single(await own.Admin.GetAll(Route));
    }
}
