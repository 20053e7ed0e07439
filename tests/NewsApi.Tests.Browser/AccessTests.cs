using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NewsApi.Tests.Browser.Support;

namespace NewsApi.Tests.Browser;

/// <summary>Pages for everybody: on the smallest phone, by day and night, and to assistive technology (WCAG 2.2 AA, as far as axe can tell).</summary>
public sealed class AccessTests(Chromium chromium, ReaderSite site)
{
    private static readonly RunOnlyOptions All = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    // What another colour scheme and another width can change.
    private static readonly RunOnlyOptions Looks = RunOnlyOptions.Rules("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable");

    public static TheoryData<string> Pages { get; } = ["/", "/?kind=talks&tag=土耳其", "/?q=停火", "/?q=不存在的詞", "/articles/1", "/articles/橋樑通車?script=hans", "/articles/惡意", "/articles/沒有", "/?limit=0"];

    [Theory, MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_by_day_or_night_and_nothing_is_wider_than_the_smallest_phone(string path)
    {
        await using var visit = await Visit.Begin(chromium, site);
        await visit.Page.GotoAsync(path);
        await visit.Page.EvaluateAsync("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        Assert.Empty(await ViolationsOf(visit.Page, All));

        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visit.Page.SetViewportSizeAsync(320, 640);
        Assert.Empty(await ViolationsOf(visit.Page, Looks));
        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('main *')].filter((one) => !one.closest('.table, .unseen, svg') && one.getBoundingClientRect().right > innerWidth + .5).map((one) => one.outerHTML.slice(0, 200))
            """));
    }

    [Fact]
    public async Task Axe_finds_nothing_while_suggestions_are_open()
    {
        await using var visit = await Visit.Begin(chromium, site);
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Combobox).FillAsync("澤");
        await visit.Page.GetByRole(AriaRole.Combobox).PressAsync("ArrowDown");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(2);

        Assert.Empty(await ViolationsOf(visit.Page, All));
    }

    private static async Task<IEnumerable<string>> ViolationsOf(IPage page, RunOnlyOptions rules)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = rules });
        return result.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
    }
}
