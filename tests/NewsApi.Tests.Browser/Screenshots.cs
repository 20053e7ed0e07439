using NewsApi.Tests.Browser.Support;

namespace NewsApi.Tests.Browser;

/// <summary>Pictures of pages for people to look at, in <c>artifacts/screenshots</c>.</summary>
public sealed class Screenshots(Chromium chromium, ReaderSite site) : IClassFixture<ReaderSite>
{
    private static readonly string Folder = Path.GetFullPath("../../../../../artifacts/screenshots", AppContext.BaseDirectory);

    [Theory]
    [InlineData("front", "/")]
    [InlineData("front-hans", "/?script=hans")]
    [InlineData("search", "/?q=停火")]
    [InlineData("empty", "/?q=不存在的詞")]
    [InlineData("story", "/articles/1")]
    [InlineData("story-hans", "/articles/1?script=hans")]
    [InlineData("parts", "/articles/橋樑通車")]
    [InlineData("hostile", "/articles/惡意")]
    [InlineData("missing", "/articles/沒有")]
    public async Task Are_taken(string name, string path)
    {
        foreach (var (size, width, height) in new[] { ("desktop", 1360, 900), ("phone", 390, 844) })
        {
            foreach (var isDark in new[] { false, true })
            {
                await using var visit = await Visit.Begin(chromium, site, width, height, isDark);
                await visit.Page.GotoAsync(path);
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{size}-{(isDark ? "dark" : "light")}.png"), FullPage = name != "hostile" });
            }
        }

        await using var reader = await Visit.Begin(chromium, site);
        await reader.Page.GotoAsync(path);
        await reader.Page.PdfAsync(new() { Path = Path.Combine(Folder, $"{name}.pdf"), Format = "A4", PreferCSSPageSize = true });
    }
}
