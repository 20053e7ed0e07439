using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NewsApi.Tests.Browser.Support;

namespace NewsApi.Tests.Browser;

/// <summary>Filtering, searching, and what happens while the network does not help.</summary>
public sealed class FindingTests(Chromium chromium, ReaderSite site)
{
    private const string Seed = "俄烏第二輪直接談判在土耳其舉行";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stories_are_narrowed_by_kind_and_tag_and_widened_again(bool hasScript)
    {
        await using var visit = await Visit.Begin(chromium, site, hasScript: hasScript);
        var page = visit.Page;
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(20);

        await page.GetByRole(AriaRole.Navigation, new() { Name = "分類" }).GetByRole(AriaRole.Link, new() { Name = "會談" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync([Seed, Hostile.Headline]);
        await page.GetByRole(AriaRole.Complementary, new() { Name = "話題與訂閱" }).GetByRole(AriaRole.Link, new() { Name = "土耳其" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync([Seed]);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("會談 · 土耳其");

        var feed = await page.Locator("link[type='application/atom+xml']").GetAttributeAsync("href");
        Assert.Equal("/feeds/latest.atom?kind=talks&tag=土耳其", Uri.UnescapeDataString(feed!));

        await page.GetByRole(AriaRole.Link, new() { Name = "移除：會談" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "移除：土耳其" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(20);
    }

    [Fact]
    public async Task Older_stories_are_on_further_pages_and_none_is_missing()
    {
        await using var visit = await Visit.Begin(chromium, site, hasScript: false);
        await visit.Page.GotoAsync("/");
        var seen = new List<string>(await visit.Page.Locator(".card h2").AllInnerTextsAsync());

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "更早的報道" }).ClickAsync();
        seen.AddRange(await visit.Page.Locator(".card h2").AllInnerTextsAsync());

        Assert.Equal(ReaderSite.Stories, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ReaderSite.Stories, seen.Count);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "回到最前" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".card.lead")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_a_search_is_sent_and_answered()
    {
        await using var visit = await Visit.Begin(chromium, site, hasScript: false);
        await visit.Page.GotoAsync("/articles/1?script=hant");

        await visit.Page.GetByLabel("搜尋報道").FillAsync("停火");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "搜尋" }).ClickAsync();

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("搜尋「停火」");
        await Assertions.Expect(visit.Page.Locator(".found")).ToContainTextAsync("找到 1 則報道");
        await Assertions.Expect(visit.Page.Locator(".card mark").First).ToHaveTextAsync("停火");
    }

    [Fact]
    public async Task Results_follow_what_is_typed_and_all_of_it_is_one_step_back()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var page = visit.Page;
        await page.GotoAsync("/?kind=talks");
        await page.GotoAsync("/");

        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "搜尋報道" });
        await field.PressSequentiallyAsync("停");
        await Assertions.Expect(page).ToHaveURLAsync(Searching("停"));
        await field.PressSequentiallyAsync("火");

        await Assertions.Expect(page).ToHaveURLAsync(Searching("停火"));
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync([Seed]);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("找到 1 則報道");
        await Assertions.Expect(page).ToHaveTitleAsync("搜尋「停火」 — NewsApi");
        await Assertions.Expect(field).ToBeFocusedAsync();

        await field.PressSequentiallyAsync("不存在的詞");
        await Assertions.Expect(page.Locator(".empty")).ToContainTextAsync("沒有符合的報道。");

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".card.lead h2")).ToHaveTextAsync("橋樑通車");
        await Assertions.Expect(field).ToHaveValueAsync("");
        await page.GoForwardAsync();
        await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await Assertions.Expect(field).ToHaveValueAsync("停火不存在的詞");

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/\?kind=talks$"));
        await Assertions.Expect(page.Locator(".card").First).ToContainTextAsync(Seed);
    }

    [Fact]
    public async Task From_results_to_a_story_and_back_the_results_are_there()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Combobox).FillAsync("停火");
        await Assertions.Expect(page.Locator(".card")).ToHaveCountAsync(1);

        await page.Locator(".card h2 a").ClickAsync();
        await Assertions.Expect(page.Locator(".story")).ToBeVisibleAsync();
        await page.GoBackAsync();

        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync([Seed]);
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("停火");
    }

    [Fact]
    public async Task Suggestions_are_chosen_with_the_keyboard()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var page = visit.Page;
        await page.GotoAsync("/articles/1");
        var field = page.GetByRole(AriaRole.Combobox);
        var options = page.GetByRole(AriaRole.Option);

        await field.PressSequentiallyAsync("泽连");
        await Assertions.Expect(options).ToHaveTextAsync(["澤連斯基標籤", "澤連斯基說話者"]);
        await field.PressAsync("Escape");
        await Assertions.Expect(options).ToHaveCountAsync(0);
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "false");

        await field.PressSequentiallyAsync("斯");
        await Assertions.Expect(options).ToHaveCountAsync(2);
        await field.PressAsync("ArrowDown");
        await Assertions.Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(await options.First.GetAttributeAsync("id"), await field.GetAttributeAsync("aria-activedescendant"));
        await field.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("澤連斯基");
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync([Seed]);
    }

    [Fact]
    public async Task A_headline_that_is_suggested_leads_to_its_story()
    {
        await using var visit = await Visit.Begin(chromium, site);
        await visit.Page.GotoAsync("/?script=hans");

        await visit.Page.GetByRole(AriaRole.Combobox).FillAsync("橋樑");
        await visit.Page.GetByRole(AriaRole.Option).First.ClickAsync();

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("桥梁通车");
    }

    [Fact]
    public async Task What_an_input_method_is_still_composing_is_not_searched_for()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var asked = new List<string>();
        visit.Page.Request += (_, request) => asked.Add(Uri.UnescapeDataString(request.Url));
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Combobox).FocusAsync();
        var keyboard = await visit.Context.NewCDPSessionAsync(visit.Page);

        await keyboard.SendAsync("Input.imeSetComposition", new() { ["text"] = "ting", ["selectionStart"] = 4, ["selectionEnd"] = 4 });
        await keyboard.SendAsync("Input.imeSetComposition", new() { ["text"] = "ting'huo", ["selectionStart"] = 8, ["selectionEnd"] = 8 });
        await keyboard.SendAsync("Input.insertText", new() { ["text"] = "停火" });
        await Assertions.Expect(visit.Page.Locator(".card h2")).ToHaveTextAsync([Seed]);

        Assert.DoesNotContain(asked, address => address.Contains("ting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_answer_is_waited_for_and_an_older_one_never_replaces_a_newer()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var page = visit.Page;
        await page.GotoAsync("/");
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/?q=*", async route =>
        {
            var isFirst = Uri.UnescapeDataString(route.Request.Url).EndsWith("=橋", StringComparison.Ordinal);
            await (isFirst ? first : second).Task;
            try
            {
                await route.ContinueAsync();
            }
            catch (PlaywrightException) when (isFirst)
            {
                // Given up by the page, as it should.
            }
        });

        await page.GetByRole(AriaRole.Combobox).FillAsync("橋");
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("搜尋中…");
        await Assertions.Expect(page.Locator(".card.lead")).ToBeVisibleAsync();

        var waiting = page.WaitForRequestAsync(request => Uri.UnescapeDataString(request.Url).EndsWith("=停火", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Combobox).FillAsync("停火");
        await waiting;
        second.SetResult();
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync([Seed]);
        first.SetResult();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync([Seed]);
        await Assertions.Expect(page).ToHaveURLAsync(Searching("停火"));
    }

    [Theory]
    [InlineData(null, "連不上伺服器。")]
    [InlineData(503, "伺服器出了錯，請稍後再試。")]
    [InlineData(429, "請求太頻繁，請稍等片刻再試。")]
    [InlineData(400, "這樣搜尋不了，換個寫法試試。")]
    [InlineData(200, "伺服器出了錯，請稍後再試。")]
    public async Task A_failure_is_told_keeps_what_was_there_and_can_be_tried_again(int? status, string words)
    {
        await using var visit = await Visit.Begin(chromium, site);
        visit.ExpectsFailures = true;
        var page = visit.Page;
        await page.GotoAsync("/");
        const string Search = "**/*q=*";
        await page.RouteAsync(Search, route => status is null ? route.AbortAsync("internetdisconnected") : route.FulfillAsync(new() { Status = status, Body = "<p>x", ContentType = "text/html" }));

        await page.GetByRole(AriaRole.Combobox).FillAsync("停火");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        await Assertions.Expect(page.Locator(".card.lead")).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/");

        await page.UnrouteAsync(Search);
        await page.GetByRole(AriaRole.Button, new() { Name = "再試一次" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync([Seed]);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_a_failure()
    {
        await using var visit = await Visit.Begin(chromium, site);
        visit.ExpectsFailures = true;
        await visit.Page.AddInitScriptAsync("const { timeout } = AbortSignal; AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, milliseconds / 15);");
        await visit.Page.GotoAsync("/");
        var waited = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/?q=*", _ => waited.Task);

        await visit.Page.GetByRole(AriaRole.Combobox).FillAsync("停火");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("連不上伺服器。");
        await Assertions.Expect(visit.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        waited.SetResult();
    }

    [Fact]
    public async Task To_send_what_is_shown_already_changes_nothing()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var page = visit.Page;
        await page.GotoAsync("/?kind=talks&script=hant");
        var steps = await page.EvaluateAsync<int>("history.length");
        var field = page.GetByRole(AriaRole.Combobox);
        await field.PressSequentiallyAsync("停火");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/\?q=[^&]*&kind=talks&script=hant$"));
        await page.EvaluateAsync("globalThis.isStill = true");

        await field.PressAsync("Enter");

        await Assertions.Expect(field).ToBeFocusedAsync();
        Assert.Equal(steps + 1, await page.EvaluateAsync<int>("history.length"));
        await field.FillAsync("會談");
        await field.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveTitleAsync("搜尋「會談」 · 會談 — NewsApi");
        Assert.True(await page.EvaluateAsync<bool>("globalThis.isStill === true"));
        Assert.Equal(steps + 1, await page.EvaluateAsync<int>("history.length"));
    }

    [Fact]
    public async Task Suggestions_go_when_the_field_is_left()
    {
        await using var visit = await Visit.Begin(chromium, site);
        await visit.Page.GotoAsync("/articles/1");
        await visit.Page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync("泽连");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(2);

        await visit.Page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Over_a_slow_line_the_text_is_there_before_the_scripts()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var scripts = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/*.js", async route =>
        {
            await scripts.Task;
            await route.ContinueAsync();
        });

        await visit.Page.GotoAsync("/articles/1", new() { WaitUntil = WaitUntilState.Commit });

        await Assertions.Expect(visit.Page.GetByText("確保被綁架兒童能夠安全遣返。")).ToBeVisibleAsync();
        scripts.SetResult();
    }

    /// <summary>The address of a search. A text would be taken for a pattern.</summary>
    private static Regex Searching(string words) => new($@"/\?q={Regex.Escape(Uri.EscapeDataString(words))}$");
}
