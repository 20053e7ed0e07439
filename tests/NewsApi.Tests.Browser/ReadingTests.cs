using Microsoft.Playwright;
using NewsApi.Tests.Browser.Support;

namespace NewsApi.Tests.Browser;

/// <summary>Reading, with scripts and without them.</summary>
public sealed class ReadingTests(Chromium chromium, ReaderSite site)
{
    private const string Seed = "俄烏第二輪直接談判在土耳其舉行";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_story_is_read_from_the_front_page_and_back(bool hasScript)
    {
        await using var visit = await Visit.Begin(chromium, site, hasScript: hasScript);
        var page = visit.Page;

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = Seed, Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Seed);
        await Assertions.Expect(page.Locator(".story-head .dateline time")).ToHaveTextAsync("2025年6月2日");
        await Assertions.Expect(page.Locator(".story-head .medium")).ToHaveTextAsync("影片");
        await Assertions.Expect(page.Locator(".text > .section")).ToHaveCountAsync(6);

        var demands = Section(page, "澤連斯基：烏方三大訴求");
        await Assertions.Expect(demands.Locator(".speaker")).ToHaveTextAsync("澤連斯基");
        await Assertions.Expect(demands.Locator("ol > li")).ToHaveTextAsync(["要求實現全面無條件停火；", "推動雙方進行戰俘釋放行動；", "確保被綁架兒童能夠安全遣返。"]);
        await Assertions.Expect(Section(page, "俄多地遭襲 烏稱對俄實施特種作戰行動").Locator(".label")).ToHaveTextAsync("襲擊");

        var timeline = page.Locator(".timeline").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "國際新聞精選" }) });
        await Assertions.Expect(timeline.Locator("time")).ToHaveCountAsync(10);
        await Assertions.Expect(timeline.Locator("time").First).ToHaveTextAsync("2025年06月14日 10:34:18");
        await Assertions.Expect(timeline.Locator("time").First).ToHaveAttributeAsync("datetime", "2025-06-14T10:34:18+08:00");

        await page.GoBackAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/");
    }

    [Fact]
    public async Task Lines_of_a_paragraph_stay_lines()
    {
        await using var visit = await Visit.Begin(chromium, site, hasScript: false);
        await visit.Page.GotoAsync("/articles/橋樑通車");

        Assert.Equal("二零二零年開工，\n二零二五年完工。", await visit.Page.Locator(".section p").Filter(new() { HasText = "年開工" }).InnerTextAsync());
    }

    [Fact]
    public async Task Another_script_shows_the_same_part_of_a_story()
    {
        await using var visit = await Visit.Begin(chromium, site);
        await visit.Page.GotoAsync("/articles/橋樑通車");
        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "本篇" }).GetByRole(AriaRole.Link).Last.ClickAsync();
        var part = new Uri(visit.Page.Url).Fragment;

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "简体" }).ClickAsync();

        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await Assertions.Expect(visit.Page.Locator(".section:target")).ToBeVisibleAsync();
        Assert.Equal(("?script=hans", part), (new Uri(visit.Page.Url).Query, new Uri(visit.Page.Url).Fragment));
    }

    [Fact]
    public async Task What_was_repaired_is_shown_before_and_after()
    {
        await using var visit = await Visit.Begin(chromium, site, hasScript: false);
        await visit.Page.GotoAsync("/articles/1");

        var repairs = visit.Page.GetByRole(AriaRole.Region, new() { Name = "修復了什麼" });
        await repairs.GetByText("丟失的字節").ClickAsync();

        var row = repairs.GetByRole(AriaRole.Row).Filter(new() { HasText = "停火提議" });
        await Assertions.Expect(row.Locator("del")).ToHaveTextAsync("?;鹛嶙h");
        await Assertions.Expect(row.Locator("ins")).ToHaveTextAsync("停火提議");
        await Assertions.Expect(row).ToContainTextAsync("很可能");
    }

    [Fact]
    public async Task A_part_of_a_story_has_an_address()
    {
        await using var visit = await Visit.Begin(chromium, site);
        await visit.Page.GotoAsync("/articles/1");

        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "本篇" }).GetByRole(AriaRole.Link, new() { Name = "俄美外長討論烏克蘭危機" }).ClickAsync();

        await Assertions.Expect(Section(visit.Page, "俄美外長討論烏克蘭危機")).ToBeInViewportAsync();
        Assert.EndsWith("#俄美外長討論烏克蘭危機", Uri.UnescapeDataString(visit.Page.Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_a_story_had_leads_to_the_story()
    {
        await using var visit = await Visit.Begin(chromium, site);

        await visit.Page.GotoAsync($"/articles/{ReaderSite.OldSlug}?script=hans");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("桥梁通车");
        Assert.Equal($"{site.Address}/articles/橋樑通車?script=hans", Uri.UnescapeDataString(visit.Page.Url));
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so_and_leads_on()
    {
        await using var visit = await Visit.Begin(chromium, site);

        var answer = await visit.Page.GotoAsync("/articles/沒有這一篇");

        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("找不到這一頁");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "看最新報道" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".card.lead")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_script_is_switched_and_stays_on_the_way_through_the_site()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var page = visit.Page;
        await page.GotoAsync("/articles/1");

        await page.GetByRole(AriaRole.Link, new() { Name = "简体" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("俄乌第二轮直接谈判在土耳其举行");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await Assertions.Expect(page.Locator(".story")).ToHaveAttributeAsync("lang", "zh-Hans");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "修复了什么" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "NewsApi", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "桥梁通车", Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "原文" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "橋樑通車", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_browser_s_language_chooses_the_script()
    {
        await using var visit = await Visit.Begin(chromium, site, locale: "zh-CN");

        await visit.Page.GotoAsync("/");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "桥梁通车", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "简体" })).ToHaveAttributeAsync("aria-current", "true");
    }

    private static ILocator Section(IPage page, string heading) => page.Locator(".section").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = heading }) });
}
