using Microsoft.Playwright;
using NewsApi.Tests.Browser.Support;

namespace NewsApi.Tests.Browser;

/// <summary>Pictures of pages for people to look at, in <c>artifacts/screenshots</c>.</summary>
public sealed class Screenshots(Chromium chromium, ReaderSite site)
{
    private static readonly string Folder = Path.GetFullPath("../../../../../artifacts/screenshots", AppContext.BaseDirectory);

    [Theory]
    [InlineData("front", "/", 1360, false)]
    [InlineData("front-dark", "/", 1360, true)]
    [InlineData("front-phone-hans", "/?script=hans", 390, false)]
    [InlineData("search", "/?q=停火", 1360, false)]
    [InlineData("empty-phone", "/?q=不存在的詞", 390, true)]
    [InlineData("story", "/articles/1", 1360, false)]
    [InlineData("story-dark-hans", "/articles/1?script=hans", 1360, true)]
    [InlineData("story-phone", "/articles/1", 390, false)]
    [InlineData("story-phone-dark", "/articles/1", 390, true)]
    [InlineData("parts", "/articles/橋樑通車", 1360, false)]
    [InlineData("missing", "/articles/沒有", 1360, false)]
    public async Task Are_taken(string name, string path, int width, bool isDark)
    {
        await using var visit = await Visit.Begin(chromium, site, width, isDark: isDark);
        await visit.Page.GotoAsync(path);
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
    }

    [Fact]
    public async Task Are_taken_of_paper()
    {
        await using var visit = await Visit.Begin(chromium, site, width: 794);
        await visit.Page.GotoAsync("/articles/1");
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, "story-paper.png"), FullPage = true });
        await visit.Page.PdfAsync(new() { Path = Path.Combine(Folder, "story.pdf"), Format = "A4" });
    }
}
