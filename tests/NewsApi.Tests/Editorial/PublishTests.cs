using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Access;
using NewsApi.Editorial;

namespace NewsApi.Tests.Editorial;

/// <summary>Publishing and unpublishing, now and at a time to come.</summary>
public sealed class PublishTests
{
    private const string Articles = "/api/v1/articles";

    [Fact]
    public async Task A_draft_that_is_published_gets_the_moment_as_its_date_and_keeps_it()
    {
        await using var app = new NewsApiApp();
        var editor = app.AsKey(Scopes.Admin);
        var draft = (await editor.Send("POST", Articles, new { headline = "草稿" })).Header("Location")!;
        app.Clock.Advance(TimeSpan.FromHours(1));

        var published = (await editor.Send("POST", $"{draft}/publish", null)).Json;
        app.Clock.Advance(TimeSpan.FromHours(1));
        var again = (await editor.Send("POST", $"{draft}/publish", null)).Json;
        var draftAgain = (await editor.Send("POST", $"{draft}/unpublish", null)).Json;

        Assert.Equal("published", published.GetProperty("status").GetString());
        Assert.Equal(NewsApiApp.Start.AddHours(1), published.GetProperty("publishedAt").GetDateTimeOffset());
        Assert.Equal(2, again.GetProperty("version").GetInt32());
        Assert.Equal("draft", draftAgain.GetProperty("status").GetString());
        await app.AsReader().GetProblem(draft, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_plan_is_carried_out_at_its_time_and_never_before_also_after_a_restart()
    {
        await using var app = new NewsApiApp();
        var editor = app.AsKey(Scopes.Admin);
        var draft = (await editor.Send("POST", Articles, new { headline = "預定" })).Header("Location")!;
        var at = NewsApiApp.Start.AddMinutes(10);

        var planned = (await editor.Send("POST", $"{draft}/publish", new { at })).Json;
        Assert.Equal("scheduled", planned.GetProperty("status").GetString());
        Assert.Equal(at, planned.GetProperty("schedule").GetProperty("publishAt").GetDateTimeOffset());
        Assert.Equal(HttpStatusCode.OK, (await editor.Send("POST", $"{draft}/unpublish", new { at = at.AddMinutes(10) })).Status);

        // Another node on the same store, later: the first one's clock stands still.
        await using var second = new NewsApiApp(app.Store);
        second.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await CarryOut(second));
        await second.AsReader().GetProblem(draft, HttpStatusCode.NotFound);
        second.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await CarryOut(second);
        Assert.Equal(0, await CarryOut(second));

        var article = await second.AsReader().Get(draft);
        Assert.Equal(at, article.GetProperty("publishedAt").GetDateTimeOffset());
        Assert.False(article.TryGetProperty("schedule", out _));
        second.Clock.Advance(TimeSpan.FromMinutes(10));
        await CarryOut(second);
        await second.AsReader().GetProblem(draft, HttpStatusCode.NotFound);
        var actions = (await second.AsKey(Scopes.Admin).GetAll($"{draft}/revisions")).Select(revision => revision.GetProperty("action").GetString());
        Assert.Equal(["unpublished", "published", "scheduled", "scheduled", "created"], actions);
    }

    [Theory]
    [InlineData("publish", """{"at":"2026-02-28T00:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("publish", """{"at":"tomorrow"}""", HttpStatusCode.BadRequest)]
    [InlineData("publish", """{"when":"2027-02-28T00:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("unpublish", """{"at":"2027-02-28T00:00:00Z"}""", HttpStatusCode.Conflict)]
    public async Task A_plan_that_can_not_be_is_refused(string what, string body, HttpStatusCode status)
    {
        await using var app = new NewsApiApp();
        var editor = app.AsKey(Scopes.Admin);
        var draft = (await editor.Send("POST", Articles, new { headline = "預定" })).Header("Location")!;

        (await editor.Send("POST", $"{draft}/{what}", body)).Problem(status);
    }

    [Fact]
    public async Task Many_nodes_that_wake_together_carry_out_a_plan_once()
    {
        await using var app = new NewsApiApp();
        var editor = app.AsKey(Scopes.Admin);
        var draft = (await editor.Send("POST", Articles, new { headline = "一次" })).Header("Location")!;
        await editor.Send("POST", $"{draft}/publish", new { at = NewsApiApp.Start.AddSeconds(10) });
        app.Clock.Advance(TimeSpan.FromSeconds(10));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CarryOut(app)));

        Assert.Equal(3, (await app.AsReader().Get(draft)).GetProperty("version").GetInt32());
    }

    private static async Task<int> CarryOut(NewsApiApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Newsroom>().CarryOutPlansAsync(TestContext.Current.CancellationToken);
    }
}
