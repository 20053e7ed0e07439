using System.Collections.Concurrent;
using System.Net;
using NewsApi.Access;

namespace NewsApi.Tests.Nodes;

/// <summary>Two nodes as processes, of which one is killed in the middle of its work.</summary>
[Collection(Alone.Name)]
public sealed class KilledNodeTests : IDisposable
{
    private const string Articles = "/api/v1/articles";

    private const int Clients = 6;

    private readonly TestStore _store = TestStore.Ready();

    private readonly ConcurrentDictionary<string, string> _acknowledged = new();

    private readonly ConcurrentBag<string> _cutOff = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_node_has_acknowledged_is_there_and_the_other_node_goes_on_writing_at_once()
    {
        var key = await CommandLine.MakeKey(_store, Scopes.Admin);
        using var killed = await ServerProcess.Start(_store, "--RateLimiting:Enabled=false");
        using var other = await ServerProcess.Start(_store, "--RateLimiting:Enabled=false");
        var survivor = other.AsBearer(key);
        using var enough = new CancellationTokenSource();
        var load = Enumerable.Range(0, Clients).Select(n => Task.Run(() => WriteUntil(n % 2 == 0 ? killed.AsBearer(key) : survivor, n, enough.Token), Cancel)).ToList();

        await UntilAcknowledged(40);
        await killed.Kill();
        await UntilAcknowledged(_acknowledged.Count + 40);
        await enough.CancelAsync();
        await Task.WhenAll(load);

        // Whoever was cut off does not know, and sends it again under the same key.
        Assert.Equal(Clients / 2, _cutOff.Count);
        foreach (var headline in _cutOff)
        {
            await Write(survivor, headline);
        }

        foreach (var (headline, address) in _acknowledged)
        {
            Assert.Equal(headline, (await survivor.Get(address)).GetProperty("headline").GetString());
        }

        var written = await survivor.GetAll($"{Articles}?status=draft&limit=100");
        Assert.Equal(_acknowledged.Keys.Order(StringComparer.Ordinal), written.Select(article => article.GetProperty("headline").GetString()!).Order(StringComparer.Ordinal));
        var verified = await CommandLine.Run(_store, "verify");
        Assert.True(verified.ExitCode == 0, verified.Output);
    }

    public void Dispose() => _store.Dispose();

    /// <summary>Writes one article after the other, until it is enough or the node is gone.</summary>
    private async Task WriteUntil(Reader editor, int client, CancellationToken enough)
    {
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var headline = $"client-{client}-article-{n}";
            try
            {
                await Write(editor, headline);
            }
            catch (HttpRequestException)
            {
                _cutOff.Add(headline);
                return;
            }
        }
    }

    private async Task Write(Reader editor, string headline)
    {
        var answer = await editor.Send("POST", Articles, new { headline }, ("Idempotency-Key", headline));
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body);
        Assert.True(_acknowledged.TryAdd(headline, answer.Header("Location")!));
    }

    private async Task UntilAcknowledged(int count)
    {
        // A lock that nobody gives back would hold writers up for ten seconds, and then refuse them.
        for (var attempt = 0; _acknowledged.Count < count; attempt++)
        {
            Assert.True(attempt < 1500, $"{_acknowledged.Count} articles in 30 seconds.");
            await Task.Delay(20, Cancel);
        }
    }
}
