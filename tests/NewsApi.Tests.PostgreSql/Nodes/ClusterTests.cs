using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Access;
using NewsApi.Persistence.PostgreSql;
using Npgsql;

namespace NewsApi.Tests.Nodes;

/// <summary>Two nodes, a primary and a standby: whoever reads sees what was written, and what is down comes back.</summary>
[Collection(Alone.Name)]
public sealed class ClusterTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    private const string Articles = "/api/v1/articles";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_written_reads_it_at_once_and_on_the_other_node_as_soon_as_it_is_told()
    {
        using var nodes = await Nodes();
        var editor = nodes.One.AsKey(Scopes.Admin);
        var same = nodes.Two.AsBearer(nodes.Key);
        var address = (await editor.Send("POST", Articles, new { headline = "第0版", status = "published" })).Header("Location")!;
        for (var n = 1; n <= 40; n++)
        {
            await editor.Send("PATCH", address, new { headline = $"第{n}版" }, ("If-Match", "*"));

            Assert.Equal($"第{n}版", await Headline(nodes.One.AsReader(), address));
            Assert.Equal($"第{n}版", await Headline(same, address));
            await Until(async () => await Headline(nodes.Two.AsReader(), address) == $"第{n}版");
        }
    }

    [Fact]
    public async Task A_standby_is_read_from_while_it_has_everything_and_not_while_it_lags()
    {
        using var nodes = await Nodes();
        var editor = nodes.One.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", Articles, new { headline = "之前", status = "published" })).Header("Location")!;
        await Until(() => Task.FromResult(ReadsFromStandby(nodes.One) && ReadsFromStandby(nodes.Two)));
        await PostgreSqlCluster.Execute(cluster.Standby, "SELECT pg_wal_replay_pause()");
        try
        {
            await editor.Send("PATCH", address, new { headline = "之後" }, ("If-Match", "*"));

            Assert.False(ReadsFromStandby(nodes.One));
            Assert.Equal("之後", await Headline(nodes.One.AsReader(), address));
            await Until(async () => await Headline(nodes.Two.AsReader(), address) == "之後");
            Assert.False(ReadsFromStandby(nodes.Two));
        }
        finally
        {
            await PostgreSqlCluster.Execute(cluster.Standby, "SELECT pg_wal_replay_resume()");
        }

        await Until(() => Task.FromResult(ReadsFromStandby(nodes.One) && ReadsFromStandby(nodes.Two)));
        Assert.Equal("之後", await Headline(nodes.One.AsReader(), address));
    }

    [Fact]
    public async Task When_the_standby_crashes_no_more_than_one_reader_of_each_node_notices()
    {
        using var nodes = await Nodes();
        var editor = nodes.One.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", Articles, new { headline = "照讀", status = "published" })).Header("Location")!;
        await Until(() => Task.FromResult(ReadsFromStandby(nodes.One) && ReadsFromStandby(nodes.Two)));
        await nodes.One.AsReader().Get(address);
        await nodes.Two.AsReader().Get(address);

        await cluster.CrashStandby();
        try
        {
            foreach (var node in new[] { nodes.One, nodes.Two })
            {
                var answers = new List<Answer>();
                for (var n = 0; n < 20; n++)
                {
                    answers.Add(await node.AsReader().Ask(address));
                }

                Assert.InRange(answers.Count(answer => answer.Status != HttpStatusCode.OK), 0, 1);
            }
        }
        finally
        {
            await cluster.StartStandby();
        }

        await Until(() => Task.FromResult(ReadsFromStandby(nodes.One) && ReadsFromStandby(nodes.Two)));
        await nodes.Two.AsReader().Get(address);
    }

    [Fact]
    public async Task A_node_that_lost_its_ear_hears_again()
    {
        using var nodes = await Nodes();
        var editor = nodes.One.AsKey(Scopes.Admin);
        var address = (await editor.Send("POST", Articles, new { headline = "聽見", status = "published" })).Header("Location")!;
        await Until(() => Task.FromResult(ReadsFromStandby(nodes.Two)));

        await PostgreSqlCluster.Execute(cluster.Primary, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE '%flush_lsn%' AND pid <> pg_backend_pid()");

        // Connections that wait in the pool may be among those that were ended.
        await Until(async () => (await editor.Send("PATCH", address, new { headline = "又聽見" }, ("If-Match", "*"))).Status == HttpStatusCode.OK);

        await Until(async () => await Headline(nodes.Two.AsReader(), address) == "又聽見");
    }

    [Fact]
    public async Task Ten_equal_posts_to_two_nodes_make_one_article()
    {
        using var nodes = await Nodes();
        var (one, two) = (nodes.One.AsBearer(nodes.Key), nodes.Two.AsBearer(nodes.Key));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n =>
            (n % 2 == 0 ? one : two).Send("POST", Articles, new { headline = "只此一篇" }, ("Idempotency-Key", "one-for-all"))));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.Body));
        Assert.Single(await one.GetAll($"{Articles}?status=draft"), article => article.GetProperty("headline").GetString() == "只此一篇");
    }

    [Fact]
    public async Task When_the_primary_crashes_under_load_writes_are_answered_503_until_it_is_back_and_nothing_acknowledged_is_lost()
    {
        using var nodes = await Nodes();
        Reader[] editors = [nodes.One.AsBearer(nodes.Key), nodes.Two.AsBearer(nodes.Key)];
        var acknowledged = new ConcurrentBag<string>();
        var refused = new ConcurrentBag<Answer>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var load = Enumerable.Range(0, 8).Select(n => Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    var answer = await editors[n % 2].Send("POST", Articles, new { headline = "撐住" });
                    if (answer.Status == HttpStatusCode.Created)
                    {
                        acknowledged.Add(answer.Header("Location")!);
                    }
                    else
                    {
                        refused.Add(answer);
                    }
                }
            },
            Cancel)).ToList();

        await Until(() => Task.FromResult(acknowledged.Count > 20));
        await cluster.CrashPrimary();
        await Until(() => Task.FromResult(refused.Count > 20));
        var reader = nodes.One.AsBearer(nodes.Key);
        Assert.Equal(HttpStatusCode.OK, (await nodes.One.AsReader().Ask("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await reader.Ask("/health/ready")).Status);
        await cluster.StartPrimary();
        var before = acknowledged.Count;
        await Until(() => Task.FromResult(acknowledged.Count > before + 20));
        await enough.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(refused, answer =>
        {
            var problem = answer.Problem(HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(answer.Header("Retry-After"));
            Assert.DoesNotContain("npgsql", problem.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("postgres", problem.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("127.0.0.1", problem.ToString(), StringComparison.OrdinalIgnoreCase);
        });
        foreach (var address in acknowledged)
        {
            Assert.Equal(HttpStatusCode.OK, (await reader.Ask(address)).Status);
        }

        await Until(async () => (await reader.Ask("/health/ready")).Status == HttpStatusCode.OK);
        var connections = (long)(await PostgreSqlCluster.Execute(cluster.Primary, "SELECT count(*) FROM pg_stat_activity WHERE datname = 'news' AND pid <> pg_backend_pid()"))!;
        // Besides the pool of each: who listens, who looks how far the log is, who asks what changed.
        Assert.InRange(connections, 1, 2 * (PostgreSqlCluster.PoolSize + 3));
        Assert.Equal(0L, await PostgreSqlCluster.Execute(cluster.Primary, "SELECT count(*) FROM pg_stat_activity WHERE datname = 'news' AND state LIKE 'idle in transaction%'"));
        Assert.Equal(0, (await nodes.One.Verify()).Code);
    }

    private async Task<Pair> Nodes()
    {
        Assert.SkipWhen(PostgreSqlServer.Programs() is null, "There are no programs of PostgreSQL to start a standby with.");
        var (one, key) = (new NodeApp(cluster), (string?)null);

        // After a crash the driver remembers for some seconds that the primary was away, and a node does not start without one.
        await Until(async () =>
        {
            try
            {
                key = (await one.GivenKey(Scopes.Admin)).Key;
                return true;
            }
            catch (Exception exception) when (exception is InvalidOperationException or NpgsqlException || exception.InnerException is NpgsqlException)
            {
                await one.DisposeAsync();
                one = new NodeApp(cluster);
                return false;
            }
        });
        return new Pair(one, new NodeApp(cluster), key!);
    }

    private static bool ReadsFromStandby(NodeApp node)
    {
        using var lease = node.Services.GetRequiredService<Standbys>().LeaseOrNull();
        return lease is not null;
    }

    private static async Task<string?> Headline(Reader reader, string address) => (await reader.Ask(address)) is { Status: HttpStatusCode.OK } answer ? answer.Json.GetProperty("headline").GetString() : null;

    /// <summary>What another process has to notice first takes its time; that it comes at all is what counts.</summary>
    private static async Task Until(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; !await isSo(); attempt++)
        {
            Assert.True(attempt < 1500, "It did not come to be.");
            await Task.Delay(20, Cancel);
        }
    }

    private sealed record Pair(NodeApp One, NodeApp Two, string Key) : IDisposable
    {
        public void Dispose()
        {
            One.Dispose();
            Two.Dispose();
        }
    }
}
