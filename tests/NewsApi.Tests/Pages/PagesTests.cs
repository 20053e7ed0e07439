using System.Net;
using System.Text.RegularExpressions;
using NewsApi.Access;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Pages;

/// <summary>The pages for people, as programs see them. What a browser makes of them, tests/NewsApi.Tests.Browser looks at.</summary>
public sealed partial class PagesTests(SeededApp app) : IClassFixture<SeededApp>
{
    private const string Seed = "俄烏第二輪直接談判在土耳其舉行";

    private static readonly string SeedPage = $"/articles/{Uri.EscapeDataString(Seed)}";

    [Fact]
    public async Task The_front_page_is_HTML_with_validators_and_a_policy_that_lets_nothing_of_others_in()
    {
        var answer = await app.AsReader().Ask("/");

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8", "public, no-cache", "zh-Hant"), (answer.Status, answer.Header("Content-Type"), answer.Header("Cache-Control"), answer.Header("Content-Language")));
        Assert.StartsWith("<!DOCTYPE html>", answer.Body, StringComparison.Ordinal);
        Assert.Contains(Seed, answer.Body, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<[^>]* (style|on[a-z]+)=", answer.Body);
        Assert.Equal(HttpStatusCode.NotModified, (await app.AsReader().Ask("/", headers: ("If-None-Match", answer.Header("ETag")!))).Status);
        Assert.Equal("br", (await app.AsReader().Ask("/", headers: ("Accept-Encoding", "br"))).Header("Content-Encoding"));
    }

    [Fact]
    public async Task A_story_has_one_name_and_links_to_all_its_forms()
    {
        var answer = await app.AsReader().Ask("/articles/1");

        Assert.Contains($"<link rel=\"canonical\" href=\"http://localhost{SeedPage}\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal(answer.Body, (await app.AsReader().Ask(SeedPage)).Body.Replace(SeedPage + "?script=", "/articles/1?script=", StringComparison.Ordinal).Replace($"http://localhost/articles/1?script=", $"http://localhost{SeedPage}?script=", StringComparison.Ordinal));
        Assert.Equal("/articles/1", (await app.AsReader().Get("/api/v1/articles/1")).GetProperty("links").GetProperty("html").GetString());
        foreach (var link in Links().Matches(answer.Body).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).Distinct().Where(link => !link.StartsWith('#')))
        {
            var target = await app.AsReader().Ask(link);
            Assert.True(target.Status is HttpStatusCode.OK or HttpStatusCode.MovedPermanently, $"{link} answers {target.Status}");
        }
    }

    [Fact]
    public async Task Files_are_kept_for_good_under_the_version_of_their_page_and_for_now_under_another()
    {
        var style = Style().Match((await app.AsReader().Ask("/")).Body).Groups[1].Value;

        var file = await app.AsReader().Ask(style);
        Assert.Equal((HttpStatusCode.OK, "text/css; charset=utf-8", "public, max-age=31536000, immutable"), (file.Status, file.Header("Content-Type"), file.Header("Cache-Control")));
        var other = await app.AsReader().Ask("/assets/0123456789ab/reader.css");
        Assert.Equal((HttpStatusCode.OK, "public, no-cache", file.Body), (other.Status, other.Header("Cache-Control"), other.Body));
        Assert.Equal(HttpStatusCode.NotModified, (await app.AsReader().Ask(style, headers: ("If-None-Match", file.Header("ETag")!))).Status);
        (await app.AsReader().Ask("/assets/0123456789ab/..%2freader.css")).Problem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/?limit=0", HttpStatusCode.BadRequest, "這個網址有誤")]
    [InlineData("/?kind=unheard", HttpStatusCode.BadRequest, "這個網址有誤")]
    [InlineData("/?cursor=x", HttpStatusCode.BadRequest, "這個網址有誤")]
    [InlineData("/?cursor=", HttpStatusCode.BadRequest, "這個網址有誤")]
    [InlineData("/?kind=talks&kind=talks", HttpStatusCode.BadRequest, "這個網址有誤")]
    [InlineData("/?q=%FF", HttpStatusCode.BadRequest, "這個網址有誤")]
    [InlineData("/articles/999", HttpStatusCode.NotFound, "找不到這一頁")]
    [InlineData("/articles/999?script=hans", HttpStatusCode.NotFound, "找不到这一页")]
    [InlineData("/articles/1?script=latin", HttpStatusCode.BadRequest, "這個網址有誤")]
    public async Task What_is_wrong_with_a_page_is_told_on_a_page(string path, HttpStatusCode status, string heading)
    {
        var answer = await app.AsReader().Ask(path);

        Assert.Equal((status, "text/html", "no-store"), (answer.Status, answer.MediaType, answer.Header("Cache-Control")));
        Assert.Contains($"<h1>{heading}</h1>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?utm_source=mail&fbclid=x%ZZ&&empty", "/")]
    [InlineData("/?utm_source=mail&kind=talks&KIND=x", "/?kind=talks")]
    [InlineData("/articles/1?utm_source=mail&limit=1", "/articles/1")]
    [InlineData("/?q=", "/")]
    [InlineData("/?q", "/")]
    [InlineData("/?q=+++", "/")]
    [InlineData("/?q=%E3%80%80&kind=talks", "/?kind=talks")]
    [InlineData("/?tag=土耳其&tag=土耳其", "/?tag=土耳其")]
    public async Task What_others_add_to_an_address_and_what_says_nothing_changes_no_page(string path, string same)
    {
        var answer = await app.AsReader().Ask(path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal((await app.AsReader().Ask(same)).Body, answer.Body);
    }

    [Fact]
    public async Task Older_stories_are_found_from_an_address_others_added_to_and_have_a_title_of_their_own()
    {
        await using var own = new NewsApiApp();
        await own.Given(Some.Article("第一"));
        await own.Given(Some.Article("第二"));

        var first = await own.AsReader().Ask("/?limit=1&utm_source=mail");
        var next = await own.AsReader().Ask(WebUtility.HtmlDecode(Next().Match(first.Body).Groups[1].Value) + "&limit=1&utm_source=mail");

        Assert.Contains("第二", first.Body, StringComparison.Ordinal);
        Assert.Contains("第一", next.Body, StringComparison.Ordinal);
        Assert.Equal(("NewsApi", "最新報道 · 更早的報道 — NewsApi"), (TitleOf(first.Body), TitleOf(next.Body)));
    }

    [Theory]
    [InlineData("/?q=停火&kind=talks", "搜尋「停火」 · 會談 — NewsApi")]
    [InlineData("/?kind=talks&tag=土耳其", "會談 · 土耳其 — NewsApi")]
    public async Task A_title_says_what_was_chosen(string path, string title) => Assert.Equal(title, TitleOf((await app.AsReader().Ask(path)).Body));

    [Theory]
    [InlineData("/?kind=talks&script=hans", "/?kind=talks&amp;script=hans")]
    [InlineData("/?script=original", "/")]
    [InlineData("/articles/1?script=hans", "{story}?script=hans")]
    [InlineData("/articles/1?script=hant", "{story}?script=hant")]
    [InlineData("/articles/1?script=original", "{story}")]
    public async Task A_page_in_a_script_stands_for_itself(string path, string canonical)
    {
        var body = (await app.AsReader().Ask(path)).Body;

        var address = "http://localhost" + canonical.Replace("{story}", SeedPage, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"{address}\"", body, StringComparison.Ordinal);
        Assert.True(path[1] == '?' || Regex.IsMatch(body, $"hreflang=\"[^\"]*\" href=\"{Regex.Escape(address)}\""));
    }

    [Theory]
    [InlineData("2026-01-05T08:00:00+08:00", DatePrecision.Minute, "<time datetime=\"2026-01-05T08:00:00+08:00\" lang=\"zh-Hant\">2026年1月5日 08:00</time>")]
    [InlineData("2026-01-05T08:00:00+00:00", DatePrecision.Second, "<time datetime=\"2026-01-05T08:00:00+00:00\" lang=\"zh-Hant\">2026年1月5日 08:00 UTC+0</time>")]
    [InlineData("2026-01-05T08:00:00-03:30", DatePrecision.Minute, "<time datetime=\"2026-01-05T08:00:00-03:30\" lang=\"zh-Hant\">2026年1月5日 08:00 UTC-3:30</time>")]
    [InlineData("2026-01-05T00:00:00+00:00", DatePrecision.Day, "<time datetime=\"2026-01-05\" lang=\"zh-Hant\">2026年1月5日</time>")]
    public async Task A_time_says_its_offset_where_that_is_not_the_one_of_the_site(string at, DatePrecision precision, string shown)
    {
        await using var own = new NewsApiApp();
        await own.Given(Some.Article(publishedAt: at) with { PublishedPrecision = precision });

        Assert.Contains(shown, WebUtility.HtmlDecode((await own.AsReader().Ask("/articles/1")).Body), StringComparison.Ordinal);
        Assert.Contains(shown, WebUtility.HtmlDecode((await own.AsReader().Ask("/")).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_shows_the_sections_that_were_asked_for_first()
    {
        await using var own = new NewsApiApp();
        await own.Given(Some.Article("較早", "2026-01-01T08:00:00+08:00") with { Sections = [.. Enumerable.Range(1, 4).Select(number => Some.Section("attacks", $"襲擊{number}")), Some.Section("talks", "會談五")] });
        await own.Given(Some.Article("較晚") with { Sections = [Some.Section("talks", "會談零")] });

        Assert.Equal(["會談零", "會談五", "襲擊1", "襲擊2"], await Shown("/?kind=talks"));
        Assert.Equal(["會談零", "襲擊1", "襲擊2", "襲擊3"], await Shown("/"));

        async Task<IEnumerable<string>> Shown(string path) => CardHeadings().Matches((await own.AsReader().Ask(path)).Body).Select(heading => heading.Groups[1].Value);
    }

    [Fact]
    public async Task Points_of_demands_count_however_they_are_marked_and_others_where_they_are_ordered()
    {
        await using var own = new NewsApiApp();
        await own.Given(Some.Article() with
        {
            Sections =
            [
                new SectionDraft("demands", "訴求", null, [new ListBlock { Ordered = false, Items = ["停火"] }]),
                new SectionDraft("statements", "各方", null, [new ListBlock { Ordered = false, Items = ["歡迎"] }, new ListBlock { Ordered = true, Items = ["換俘"] }]),
            ],
        });

        var body = (await own.AsReader().Ask("/articles/1")).Body;

        Assert.Contains("<ol role=\"list\"><li dir=\"auto\">停火</li></ol>", body, StringComparison.Ordinal);
        Assert.Contains("<ul><li dir=\"auto\">歡迎</li></ul>", body, StringComparison.Ordinal);
        Assert.Contains("<ol role=\"list\"><li dir=\"auto\">換俘</li></ol>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browsers_that_are_lost_get_a_page_and_programs_a_problem()
    {
        const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

        Assert.Contains("<h1>找不到這一頁</h1>", (await app.AsReader().Ask("/nowhere", headers: ("Accept", Browser))).Body, StringComparison.Ordinal);
        (await app.AsReader().Ask("/nowhere", headers: ("Accept", "*/*"))).Problem(HttpStatusCode.NotFound);
        (await app.AsReader().Ask("/nowhere", headers: ("Accept", "text/html"))).Problem(HttpStatusCode.NotFound);
        (await app.AsReader().Ask("/api/v1/nowhere", headers: ("Accept", Browser))).Problem(HttpStatusCode.NotFound);
        (await app.AsReader().Ask("/api/v1/articles/999", headers: ("Accept", Browser))).Problem(HttpStatusCode.NotFound);
        (await app.AsReader().Ask("/", headers: ("Accept", "application/json"))).Problem(HttpStatusCode.NotAcceptable);
        (await app.AsReader().Ask("/", "POST")).Problem(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_story_that_is_no_more_is_gone_one_that_moved_is_found_and_a_draft_is_not_there()
    {
        await using var own = new NewsApiApp();
        var editor = own.AsKey(Scopes.Admin);
        var id = await own.Given(Some.Article() with { Slug = "舊" });
        await own.Given(Some.Article("草稿") with { Status = ArticleStatus.Draft, Slug = "草稿" });
        await editor.Send("PATCH", $"/api/v1/articles/{id}", new { slug = "新" }, ("If-Match", "*"));

        using var http = own.CreateClient(new() { AllowAutoRedirect = false });
        var moved = await new Reader(http).Ask("/articles/舊?script=hans");
        Assert.Equal((HttpStatusCode.PermanentRedirect, "/articles/%E6%96%B0?script=hans"), (moved.Status, moved.Header("Location")));
        Assert.Equal(HttpStatusCode.NotFound, (await own.AsReader().Ask("/articles/草稿")).Status);
        Assert.DoesNotContain("草稿", (await own.AsReader().Ask("/")).Body, StringComparison.Ordinal);

        await editor.Ask($"/api/v1/articles/{id}", "DELETE", ("If-Match", "*"));
        var gone = await own.AsReader().Ask("/articles/新");
        Assert.Equal((HttpStatusCode.Gone, "text/html"), (gone.Status, gone.MediaType));
        Assert.Contains("這篇報道已撤下", gone.Body, StringComparison.Ordinal);
        Assert.Contains("還沒有報道。", (await own.AsReader().Ask("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_stay_within_the_address_of_the_site()
    {
        await using var own = new SiteUnderPath();
        await own.Given(Some.Article() with { Tags = [new TagDraft("港口", TagType.Place)] });
        foreach (var path in new[] { "/", "/articles/1", "/articles/999" })
        {
            var body = (await own.AsReader().Ask(path)).Body;
            Assert.All(Links().Matches(body).Select(link => link.Groups[1].Value).Where(link => !link.StartsWith('#')), link => Assert.Matches("^(https://news\\.example)?/site/", link));
            Assert.DoesNotContain("localhost", body, StringComparison.Ordinal);
        }

        Assert.Contains("<link rel=\"canonical\" href=\"https://news.example/site/articles/", (await own.AsReader().Ask("/articles/1")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_in_a_page_cannot_end_early()
    {
        await using var own = new NewsApiApp();
        await own.Given(Some.Article("</script><script>alert(1)</script><!--") with { Slug = "x", SourceName = "來源", SourceUrl = "javascript:alert(1)", Sections = [Some.Section("talks", "\"><img src=x onerror=alert(1)>", text: "<b>'&\u2028")] });

        var body = (await own.AsReader().Ask("/articles/x")).Body;

        Assert.Equal(2, Regex.Count(body, "<script"));
        Assert.Equal(2, Regex.Count(body, "</script"));
        Assert.DoesNotContain("<img", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", body, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript:", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_shows_what_was_written_as_soon_as_it_is_written()
    {
        await using var own = new NewsApiApp();
        var id = await own.Given(Some.Article());
        var before = await own.AsReader().Ask($"/articles/{id}");

        await own.AsKey(Scopes.Admin).Send("PATCH", $"/api/v1/articles/{id}", new { headline = "港口再次關閉" }, ("If-Match", "*"));

        var after = await own.AsReader().Ask($"/articles/{id}", headers: ("If-None-Match", before.Header("ETag")!));
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Contains("港口再次關閉", after.Body, StringComparison.Ordinal);
        Assert.Contains("港口再次關閉", (await own.AsReader().Ask("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_store_a_page_says_that_it_is_for_now()
    {
        await using var own = new NewsApiApp();
        await own.Given(Some.Article());
        await own.Store.TakeAway();

        var answer = await own.AsReader().Ask("/");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html", "5"), (answer.Status, answer.MediaType, answer.Header("Retry-After")));
        Assert.Contains("<h1>暫時無法提供服務</h1>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    private static string TitleOf(string page) => WebUtility.HtmlDecode(TitleElement().Match(page).Groups[1].Value);

    [GeneratedRegex("<title>([^<]*)</title>", RegexOptions.CultureInvariant)]
    private static partial Regex TitleElement();

    [GeneratedRegex("<link rel=\"next\" href=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Next();

    [GeneratedRegex("#[^\"]*\"><bdi>([^<]*)</bdi>", RegexOptions.CultureInvariant)]
    private static partial Regex CardHeadings();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Style();

    private sealed class SiteUnderPath : NewsApiApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Site:BaseUrl"] = "https://news.example/site/" };
    }
}
