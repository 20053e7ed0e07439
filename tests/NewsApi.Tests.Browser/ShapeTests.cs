using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using NewsApi.Tests.Browser.Support;

namespace NewsApi.Tests.Browser;

/// <summary>How pages look and behave whoever looks: the keyboard, paper, text that means harm.</summary>
public sealed class ShapeTests(Chromium chromium, ReaderSite site)
{
    [Fact]
    public async Task With_the_keyboard_alone_one_gets_everywhere()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var page = visit.Page;
        await page.GotoAsync("/");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "跳到正文" })).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "跳到正文" })).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "全部" })).ToBeFocusedAsync();
        var seen = await UntilFocused(page, page.GetByRole(AriaRole.Link, new() { Name = "橋樑通車", Exact = true }));
        Assert.All(seen, outline => Assert.NotEqual("none", outline));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("橋樑通車");

        await UntilFocused(page, page.GetByRole(AriaRole.Group, new() { Name = "工期" }));
        await page.GotoAsync("/articles/1");
        await UntilFocused(page, page.Locator("summary").First);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("details[open] table")).ToBeVisibleAsync();
        await UntilFocused(page, page.GetByRole(AriaRole.Link, new() { Name = "JSON-LD" }));
    }

    [Fact]
    public async Task Text_that_means_harm_is_text()
    {
        await using var visit = await Visit.Begin(chromium, site);
        var page = visit.Page;
        foreach (var path in new[] { "/articles/惡意", "/articles/惡意?script=hans", "/?q=惡意", "/?kind=demands", "/?cursor=" + Uri.EscapeDataString("\"><script>"), "/?q=" + Uri.EscapeDataString(Hostile.Markup), "/" + Uri.EscapeDataString(Hostile.Markup), "/?tag=" + Uri.EscapeDataString(Hostile.Turning) })
        {
            await page.GotoAsync(path);
            Assert.Null(await page.EvaluateAsync<string?>("globalThis.broken?.toString() ?? null"));
            Assert.Equal(0, await page.Locator("main img, main script, main iframe, main [onerror], a[href^='javascript:' i]").CountAsync());
        }

        await page.GotoAsync("/articles/惡意");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Hostile.Headline);
        Assert.Equal(Hostile.Markup, await page.Locator(".text > .section > p").First.TextContentAsync());
        var data = JsonDocument.Parse((await page.Locator("script[type='application/ld+json']").TextContentAsync())!).RootElement;
        Assert.Equal(Hostile.Headline, data.GetProperty("headline").GetString());

        // What turns the direction ends with the text it stands in: the word after it is where it was.
        var (before, after) = (await page.Locator(".dateline .medium").BoundingBoxAsync(), await page.Locator(".dateline time").First.BoundingBoxAsync());
        Assert.True(after!.X < before!.X || after.Y < before.Y);
        await page.GetByRole(AriaRole.Combobox).FillAsync("惡意");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).Filter(new() { HasText = Hostile.Headline })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_paper_there_is_the_story_and_nothing_to_press()
    {
        await using var visit = await Visit.Begin(chromium, site, isDark: true);
        var page = visit.Page;
        await page.GotoAsync("/articles/1");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("確保被綁架兒童能夠安全遣返。")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".timeline time").Last).ToBeVisibleAsync();
        foreach (var gone in new[] { ".search", ".scripts", ".contents", ".forms", ".repairs", ".colophon ul" })
        {
            await Assertions.Expect(page.Locator(gone)).ToBeHiddenAsync();
        }

        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Contains("/articles/", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.story'), '::after').content"), StringComparison.Ordinal);
        Assert.NotEmpty(await page.PdfAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/articles/1")]
    public async Task A_page_is_light_asks_for_no_data_and_does_not_move(string path)
    {
        await using var visit = await Visit.Begin(chromium, site, width: 390, height: 844);
        var (bytes, asked) = (0.0, new List<string>());
        var network = await visit.Context.NewCDPSessionAsync(visit.Page);
        network.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        visit.Page.Request += (_, request) => asked.Add(request.ResourceType);
        await network.SendAsync("Network.enable");

        await visit.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var shift = await visit.Page.EvaluateAsync<double>("""
            () => new Promise((resolve) => {
              let sum = 0;
              new PerformanceObserver((list) => { for (const entry of list.getEntries()) { sum += entry.value; } }).observe({ type: 'layout-shift', buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
            })
            """);

        Assert.InRange(bytes, 1, 60 * 1024);
        Assert.DoesNotContain("fetch", asked);
        Assert.Single(asked, "document");
        Assert.Equal(0, shift);
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{path}: {bytes} bytes"));
    }

    /// <summary>Presses Tab until something has the focus. Returns how the focus was shown on the way.</summary>
    private static async Task<List<string>> UntilFocused(IPage page, ILocator wanted)
    {
        var outlines = new List<string>();
        for (var presses = 0; presses < 120; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            outlines.Add(await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            if (await wanted.EvaluateAsync<bool>("(one) => one === document.activeElement"))
            {
                return outlines;
            }
        }

        Assert.Fail("The focus never came there.");
        return outlines;
    }
}
