using System.Globalization;
using System.Net;
using NewsApi.Access;

namespace NewsApi.Tests.Nodes;

/// <summary>Two nodes that keep answers, on one store: whatever one writes, the other never shows what was before it.</summary>
public sealed class CachedNodesTests
{
    private const string Articles = "/api/v1/articles";

    [Fact]
    public async Task No_node_shows_what_is_older_than_a_finished_write_on_any()
    {
        using var store = TestStore.Ready();
        using var one = new NewsApiApp(store);
        using var two = new NewsApiApp(store);
        NewsApiApp[] nodes = [one, two];
        Reader[] editors = [one.AsKey(Scopes.Admin), two.AsKey(Scopes.Admin)];
        var address = (await editors[0].Send("POST", Articles, new { headline = "0", status = "published" })).Header("Location")!;
        var finished = 0;
        var isOver = false;
        var reads = 0;
        var readers = Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            var reader = nodes[n % 2].AsReader();
            while (!Volatile.Read(ref isOver))
            {
                var atLeast = Volatile.Read(ref finished);
                var json = await reader.Get(n < 4 ? address : Articles);
                var article = n < 4 ? json : json.GetProperty("items")[0];
                Assert.InRange(int.Parse(article.GetProperty("headline").GetString()!, CultureInfo.InvariantCulture), atLeast, int.MaxValue);
                Interlocked.Increment(ref reads);
            }
        })).ToList();
        for (var number = 1; number <= 150; number++)
        {
            var answer = await editors[number % 2].Send("PATCH", address, new { headline = number.ToString(CultureInfo.InvariantCulture) }, ("If-Match", "*"));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Volatile.Write(ref finished, number);
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(readers);
        Assert.InRange(reads, 150, int.MaxValue);
    }
}
