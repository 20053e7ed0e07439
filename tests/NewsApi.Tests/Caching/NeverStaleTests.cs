using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Access;
using NewsApi.Caching;

namespace NewsApi.Tests.Caching;

/// <summary>Whatever is written, however the reads fall between: nobody reads what is older than a finished write.</summary>
public sealed class NeverStaleTests
{
    private const string Articles = "/api/v1/articles";

    private static readonly string[] Words = ["港口", "談判", "電網", "演習", "暴雨", "選舉"];

    private static readonly string[] Lists =
    [
        Articles, $"{Articles}?limit=2", $"{Articles}?tag=甲", $"{Articles}?kind=talks", "/api/v1/tags", "/api/v1/tags/甲", "/api/v1/sections", "/api/v1/section-kinds",
        "/api/v1/related-news", "/api/v1/search?q=談判", "/api/v1/search/suggest?q=談", "/feeds/latest.rss", "/feeds/latest.json", "/sitemap.xml", $"{Articles}?script=hans",
    ];

    private sealed class Uncached(TestStore store) : NewsApiApp(store)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Cache:Enabled"] = "false" };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Thousands_of_writes_and_reads_in_random_order_answer_as_if_nothing_were_kept(int seed)
    {
        using var store = TestStore.Ready();
        using var cached = new NewsApiApp(store);
        using var fresh = new Uncached(store);
        var random = new Random(seed);
        var editors = new[] { cached.AsKey(Scopes.Admin), fresh.AsKey(Scopes.Admin) };
        var (reader, reference) = (cached.AsReader(), fresh.AsReader());
        var addresses = new List<string>();
        var hits = 0;
        for (var step = 0; step < 600; step++)
        {
            if (random.Next(5) == 0)
            {
                await Write(editors[random.Next(2)], random, addresses, step);
            }

            var path = addresses.Count == 0 || random.Next(2) == 0
                ? random.Next(4) == 0 ? $"{Articles}?limit={random.Next(1, 50)}" : Lists[random.Next(Lists.Length)]
                : addresses[random.Next(addresses.Count)] + new[] { "", "/sections", "/related-news", "/provenance", "?format=markdown" }[random.Next(5)];
            var before = cached.Services.GetRequiredService<CacheMemory>().Count;
            var expected = await reference.Ask(path);
            var answer = await reader.Ask(path, headers: ("Accept-Encoding", "identity"));
            Assert.True(expected.Status == answer.Status, $"Step {step}, {path}: {answer.Status}, not {expected.Status}");
            if (expected.Status is HttpStatusCode.OK)
            {
                Assert.True(expected.Body == answer.Body, $"Step {step}, {path}:\n{answer.Body}\nnot\n{expected.Body}");
                Assert.Equal(expected.Header("ETag"), answer.Header("ETag"));
            }

            hits += before > 0 && before == cached.Services.GetRequiredService<CacheMemory>().Count ? 1 : 0;
        }

        Assert.InRange(hits, 60, int.MaxValue);
    }

    [Fact]
    public async Task A_list_nobody_asked_for_yet_shows_what_articles_and_their_tags_are_now_though_other_lists_have_shown_them()
    {
        using var app = new NewsApiApp();
        var (editor, reader) = (app.AsKey(Scopes.Admin), app.AsReader());
        string[] before = ["甲"], after = ["乙"];
        var address = (await editor.Send("POST", Articles, new { headline = "一", status = "published", tags = before })).Header("Location")!;
        Assert.Equal(("一", "甲"), await Shown(1));

        Assert.Equal(HttpStatusCode.OK, (await editor.Send("PATCH", "/api/v1/tags/甲", new { name = "甲方" }, ("If-Match", "*"))).Status);
        Assert.Equal(("一", "甲方"), await Shown(2));
        Assert.Equal(HttpStatusCode.OK, (await editor.Send("PATCH", address, new { headline = "二", tags = after }, ("If-Match", "*"))).Status);
        Assert.Equal(("二", "乙"), await Shown(3));
        Assert.Equal(HttpStatusCode.NoContent, (await editor.Send("DELETE", address, null, ("If-Match", "*"))).Status);
        Assert.Empty((await reader.Get($"{Articles}?limit=4")).GetProperty("items").EnumerateArray());

        async Task<(string?, string?)> Shown(int limit)
        {
            var article = Assert.Single((await reader.Get($"{Articles}?limit={limit}")).GetProperty("items").EnumerateArray());
            return (article.GetProperty("headline").GetString(), article.GetProperty("tags")[0].GetProperty("name").GetString());
        }
    }

    [Fact]
    public async Task Who_asks_after_a_write_has_ended_never_sees_what_was_before_it()
    {
        using var app = new NewsApiApp();
        var editor = app.AsKey(Scopes.Admin);
        var addresses = new List<string>();
        for (var n = 0; n < 3; n++)
        {
            addresses.Add((await editor.Send("POST", Articles, new { headline = "0", status = "published" })).Header("Location")!);
        }

        var ids = new List<long>();
        foreach (var address in addresses)
        {
            ids.Add((await editor.Get(address)).GetProperty("id").GetInt64());
        }

        var finished = new int[addresses.Count];
        var isOver = false;
        var reads = 0;
        var readers = Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            var (reader, random) = (app.AsReader(), new Random(n));
            while (!Volatile.Read(ref isOver))
            {
                var which = random.Next(addresses.Count);
                var atLeast = Volatile.Read(ref finished[which]);
                var list = random.Next(3) == 0;
                var json = await reader.Get(list ? Articles : addresses[which]);
                var article = list ? json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetInt64() == ids[which]) : json;
                Assert.InRange(int.Parse(article.GetProperty("headline").GetString()!, CultureInfo.InvariantCulture), atLeast, int.MaxValue);
                Interlocked.Increment(ref reads);
            }
        })).ToList();
        for (var number = 1; number <= 150; number++)
        {
            var which = number % addresses.Count;
            var answer = await editor.Send("PATCH", addresses[which], new { headline = number.ToString(CultureInfo.InvariantCulture) }, ("If-Match", "*"));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Volatile.Write(ref finished[which], number);
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(readers);
        Assert.InRange(reads, 150, int.MaxValue);
    }

    private static async Task Write(Reader editor, Random random, List<string> addresses, int step)
    {
        var headline = $"{Words[random.Next(Words.Length)]}{step}";
        object Content(string? status) => status is null
            ? new { headline, tags = new[] { "甲", "乙", "丙" }[..random.Next(4)] }
            : new { headline, status, tags = new[] { "甲", "乙", "丙" }[..random.Next(4)], sections = new[] { new { kind = "talks", blocks = new[] { new { type = "paragraph", text = $"{headline}，談判。" } } } } };
        switch (addresses.Count < 3 ? 0 : random.Next(9))
        {
            case 0 or 1:
                var made = await editor.Send("POST", Articles, Content(random.Next(3) == 0 ? "draft" : "published"));
                Assert.True(made.Status == HttpStatusCode.Created, made.Body);
                addresses.Add(made.Header("Location")!);
                break;
            case 2 or 3 or 4:
                await editor.Send("PATCH", addresses[random.Next(addresses.Count)], Content(null), ("If-Match", "*"));
                break;
            case 5:
                await editor.Send("PATCH", addresses[random.Next(addresses.Count)], new { status = random.Next(2) == 0 ? "draft" : "published" }, ("If-Match", "*"));
                break;
            case 6:
                await editor.Send("DELETE", addresses[random.Next(addresses.Count)], null, ("If-Match", "*"));
                break;
            case 7:
                await editor.Send("PATCH", "/api/v1/section-kinds/talks", new { names = new { hant = $"會談{step}" } }, ("If-Match", "*"));
                break;
            default:
                await editor.Send("PATCH", "/api/v1/tags/甲", new { name = $"甲{(random.Next(2) == 0 ? "" : "！")}" }, ("If-Match", "*"));
                break;
        }
    }
}
