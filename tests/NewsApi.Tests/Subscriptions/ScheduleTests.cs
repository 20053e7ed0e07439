using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Access;
using NewsApi.Subscriptions;

namespace NewsApi.Tests.Subscriptions;

/// <summary>When polls are done, by whom, and what one that goes wrong does to others.</summary>
public sealed class ScheduleTests : IAsyncLifetime
{
    private readonly SubscriptionApp _app = new();

    private FeedServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await FeedServer.Start();
        _server.Serve(FeedServer.Rss(("1", "港口關閉", null)), tag: "\"a\"");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_server_polls_by_itself_when_the_time_has_come()
    {
        await using var app = new App();
        var asked = new SemaphoreSlim(0);
        var answer = _server.Answer;
        _server.Answer = context =>
        {
            asked.Release();
            return answer(context);
        };
        var made = await app.AsKey(Scopes.Admin).Send("POST", SubscriptionApp.Route, new { url = $"{_server.Url}/feed" });
        Assert.Equal(HttpStatusCode.Created, made.Status);

        await Arrive();
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await Arrive();

        async Task Arrive()
        {
            // It looks once a second by its own clock.
            while (!await asked.WaitAsync(TimeSpan.FromMilliseconds(20), Cancel))
            {
                app.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>The server as it is.</summary>
    public sealed class App : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Outgoing:AllowedNetworks"] = "127.0.0.0/8" };
    }

    [Fact]
    public async Task It_is_polled_when_it_is_due_and_not_before()
    {
        await _app.Subscribe(new { url = $"{_server.Url}/feed", intervalMinutes = 10 });
        await _app.Subscribe(new { url = $"{_server.Url}/never", isActive = false });

        await _app.PollDue();
        await _app.PollDue();
        _app.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        await _app.PollDue();
        Assert.Equal(["/feed"], _server.Requests.Select(request => request.Path));
        _app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _app.PollDue();
        Assert.Equal(["/feed", "/feed"], _server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Of_many_nodes_one_polls()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await _app.Subscribe(new { url = $"{_server.Url}/{number}" });
        }

        await using var second = new SubscriptionApp(_app.Store);
        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { _app.PollDue(), second.PollDue() }));

        Assert.Equal(["/1", "/2", "/3", "/4", "/5"], _server.Requests.Select(request => request.Path).Order(StringComparer.Ordinal));
        Assert.Equal(1, await _app.InStore(db => db.Articles.IgnoreQueryFilters().CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_node_that_ended_in_the_middle_is_not_waited_for_long()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            Assert.NotNull(await scope.ServiceProvider.GetRequiredService<FeedPolling>().ClaimOrNullAsync(1, isDue: true, Cancel));
        }

        await using var second = new SubscriptionApp(_app.Store);
        await second.PollDue();
        Assert.Equal("1", (await second.Admin.Send("POST", $"{subscription}/poll", null)).Header("Retry-After"));
        (await second.Admin.Send("POST", $"{subscription}/poll", null)).Problem(HttpStatusCode.Conflict);
        Assert.Empty(_server.Requests);

        second.Clock.Advance(TimeSpan.FromMinutes(2));
        await second.PollDue();
        Assert.Single(_server.Requests);
        Assert.Equal("updated", (await second.Admin.Get(subscription)).GetProperty("lastOutcome").GetString());
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_where_it_was()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        await _app.PollDue();

        await using var again = new SubscriptionApp(_app.Store);
        await again.PollDue();
        again.Clock.Advance(TimeSpan.FromMinutes(30));
        await again.PollDue();

        Assert.Equal([null, "\"a\""], _server.Requests.Select(request => request.Headers.GetValueOrDefault("If-None-Match")));
        Assert.Equal("notModified", (await again.Admin.Get(subscription)).GetProperty("lastOutcome").GetString());
    }

    [Fact]
    public async Task A_server_that_hangs_holds_up_no_other()
    {
        var arrived = new TaskCompletionSource();
        var answer = _server.Answer;
        _server.Answer = async context =>
        {
            if (context.Request.Path == "/slow")
            {
                arrived.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await answer(context);
        };
        var slow = await _app.Subscribe(new { url = $"{_server.Url}/slow" });
        var broken = await _app.Subscribe(new { url = "http://127.0.0.1:1/" });
        var good = await _app.Subscribe(new { url = $"{_server.Url}/feed" });

        using var schedule = ActivatorUtilities.CreateInstance<FeedSchedule>(_app.Services);
        var polls = await schedule.BeginDueAsync(Cancel);
        await arrived.Task.WaitAsync(Cancel);
        await polls[1].WaitAsync(Cancel);
        await polls[2].WaitAsync(Cancel);

        Assert.Equal("failed", (await _app.Admin.Get(broken)).GetProperty("lastOutcome").GetString());
        Assert.Equal("updated", (await _app.Admin.Get(good)).GetProperty("lastOutcome").GetString());
        Assert.False(polls[0].IsCompleted);
        _app.Clock.Advance(TimeSpan.FromSeconds(15));
        await polls[0].WaitAsync(Cancel);
        Assert.Equal("failed", (await _app.Admin.Get(slow)).GetProperty("lastOutcome").GetString());
    }

    [Fact]
    public async Task A_server_that_stops_lets_another_poll_at_once()
    {
        var arrived = new TaskCompletionSource();
        var answer = _server.Answer;
        _server.Answer = async context =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var schedule = ActivatorUtilities.CreateInstance<FeedSchedule>(_app.Services);
        var polls = await schedule.BeginDueAsync(stop.Token);
        await arrived.Task.WaitAsync(Cancel);
        await stop.CancelAsync();
        await Task.WhenAll(polls);
        _server.Answer = answer;

        await _app.PollDue();

        Assert.Equal("updated", (await _app.Admin.Get(subscription)).GetProperty("lastOutcome").GetString());
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task What_is_no_longer_wanted_so_is_not_stored(string method)
    {
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var answer = _server.Answer;
        _server.Answer = async context =>
        {
            arrived.TrySetResult();
            await go.Task.WaitAsync(Cancel);
            await answer(context);
        };
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        var poll = _app.Admin.Send("POST", $"{subscription}/poll", null);
        await arrived.Task.WaitAsync(Cancel);
        var changed = await _app.Admin.Send(method, subscription, method == "PATCH" ? new { url = $"{_server.Url}/other" } : null, ("If-Match", "*"));
        go.SetResult();

        Assert.True((int)changed.Status < 300, changed.Body);
        (await poll).Problem(method == "PATCH" ? HttpStatusCode.Conflict : HttpStatusCode.NotFound);
        Assert.Equal(0, await _app.InStore(db => db.Articles.IgnoreQueryFilters().CountAsync(Cancel)));
    }

    [Fact]
    public async Task No_writer_waits_for_another_server()
    {
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var answer = _server.Answer;
        _server.Answer = async context =>
        {
            arrived.TrySetResult();
            await go.Task.WaitAsync(Cancel);
            await answer(context);
        };
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        var poll = _app.Admin.Send("POST", $"{subscription}/poll", null, ("Idempotency-Key", "a"));
        await arrived.Task.WaitAsync(Cancel);

        Assert.Equal(HttpStatusCode.Created, (await _app.Admin.Send("POST", "/api/v1/articles", new { headline = "不等" })).Status);
        Assert.False(poll.IsCompleted);
        go.SetResult();
        Assert.Equal("updated", (await poll).Json.GetProperty("lastOutcome").GetString());
    }

    [Fact]
    public async Task A_poll_with_an_idempotency_key_is_done_once()
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        var key = ("Idempotency-Key", "\"once\"");

        var first = await _app.Admin.Send("POST", $"{subscription}/poll", null, key);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _app.Admin.Send("POST", $"{subscription}/poll", null, key);

        Assert.Equal((HttpStatusCode.OK, first.Body, "true"), (second.Status, second.Body, second.Header("Idempotent-Replayed")));
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("?x=1", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task A_request_that_is_refused_asks_nobody(string query, HttpStatusCode status)
    {
        var subscription = await _app.Subscribe(new { url = $"{_server.Url}/feed" });
        var sender = status == HttpStatusCode.Forbidden ? _app.AsKey(Scopes.ArticlesWrite) : _app.Admin;

        (await sender.Send("POST", $"{subscription}/poll{query}", null)).Problem(status);

        Assert.Empty(_server.Requests);
        await _app.PollDue();
        Assert.Single(_server.Requests);
    }
}
