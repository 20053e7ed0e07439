using System.Net;
using System.Text.Json;

namespace NewsApi.Tests.Contract;

/// <summary>Cursors, totals and the way from page to page.</summary>
public sealed class PagingTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Theory]
    [InlineData("-publishedAt")]
    [InlineData("publishedAt")]
    [InlineData("-updatedAt")]
    public async Task Pages_never_repeat_or_skip_while_articles_are_added(string sort)
    {
        using var own = new NewsApiApp();

        // Several share a time, and several a headline: only the id tells them apart.
        for (var number = 0; number < 23; number++)
        {
            await own.Given(Some.Article("同題", $"2026-01-{1 + (number / 4):00}T08:00:00+08:00"));
        }

        var all = (await own.AsReader().GetAll($"/api/v1/articles?sort={sort}&limit=100")).Select(Id).ToList();
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await own.AsReader().Get($"/api/v1/articles?sort={sort}&limit=5" + (cursor is null ? "" : $"&cursor={cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
            cursor = page.GetProperty("nextCursor").GetString();

            // One in front of the reader, one behind.
            own.Clock.Advance(TimeSpan.FromSeconds(1));
            await own.Given(Some.Article("新的", sort == "publishedAt" ? "2020-01-01T00:00:00Z" : "2027-01-01T00:00:00Z"));
        }
        while (cursor is not null);

        Assert.Equal(23, all.Count);
        Assert.Equal(all, seen.Where(all.Contains));
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task The_next_page_is_in_the_Link_header_and_the_last_page_has_none()
    {
        using var own = new NewsApiApp();
        for (var number = 0; number < 3; number++)
        {
            await own.Given(Some.Article());
        }

        var first = await own.AsReader().Ask("/api/v1/articles?limit=2&language=zh");
        var link = first.Header("Link")!;
        Assert.StartsWith("<http://localhost/api/v1/articles?limit=2&language=zh&cursor=", link, StringComparison.Ordinal);
        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);

        var last = await own.AsReader().Ask(new Uri(link[1..link.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery);
        Assert.Single(last.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, last.Json.GetProperty("nextCursor").ValueKind);
        Assert.Null(last.Header("Link"));
    }

    [Fact]
    public async Task A_total_is_counted_only_when_asked_for()
    {
        using var own = new NewsApiApp();
        for (var number = 0; number < 3; number++)
        {
            await own.Given(Some.Article());
        }

        var counted = await own.AsReader().Get("/api/v1/articles?limit=1&total=true");
        var uncounted = await own.AsReader().Get("/api/v1/articles?limit=1");

        Assert.Equal(3, counted.GetProperty("total").GetInt32());
        Assert.True(counted.GetProperty("totalIsExact").GetBoolean());
        Assert.False(uncounted.TryGetProperty("total", out _));
        Assert.False(uncounted.TryGetProperty("totalIsExact", out _));
    }

    [Fact]
    public async Task A_cursor_of_another_list_order_or_filter_is_refused()
    {
        for (var number = 0; number < 3; number++)
        {
            await app.Given(Some.Article());
        }

        var cursor = (await app.AsReader().Get("/api/v1/articles?limit=1&language=zh")).GetProperty("nextCursor").GetString();

        Assert.Single((await app.AsReader().Get($"/api/v1/articles?limit=1&language=zh&total=true&cursor={cursor}")).GetProperty("items").EnumerateArray());
        Assert.All(
            new[]
            {
                $"/api/v1/sections?cursor={cursor}", $"/api/v1/tags?cursor={cursor}", $"/api/v1/articles?cursor={cursor}",
                $"/api/v1/articles?language=zh&sort=publishedAt&cursor={cursor}", $"/api/v1/articles?language=zh-Hant&cursor={cursor}",
                $"/api/v1/articles?language=zh&cursor={cursor}A", $"/api/v1/articles?language=zh&cursor={cursor![1..]}", $"/api/v1/articles?language=zh&cursor={cursor}=",
            },
            path => app.AsReader().GetProblem(path, HttpStatusCode.BadRequest).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task A_cursor_with_any_one_character_changed_is_refused()
    {
        for (var number = 0; number < 2; number++)
        {
            await app.Given(Some.Article());
        }

        var cursor = (await app.AsReader().Get("/api/v1/articles?limit=1")).GetProperty("nextCursor").GetString()!;
        for (var index = 0; index < cursor.Length; index++)
        {
            var damaged = $"{cursor[..index]}{(cursor[index] == 'A' ? 'B' : 'A')}{cursor[(index + 1)..]}";
            await app.AsReader().GetProblem($"/api/v1/articles?limit=1&cursor={damaged}", HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Without_a_host_the_link_is_relative()
    {
        using var own = new NewsApiApp();
        await own.Given(Some.Article());
        await own.Given(Some.Article());

        var context = await own.Server.SendAsync(request =>
        {
            request.Request.Path = "/api/v1/articles";
            request.Request.QueryString = new("?limit=1");
            request.Request.Headers.Host = "";
        }, TestContext.Current.CancellationToken);

        Assert.StartsWith("</api/v1/articles?limit=1&cursor=", context.Response.Headers.Link, StringComparison.Ordinal);
    }

    private static long Id(JsonElement item) => item.GetProperty("id").GetInt64();
}
