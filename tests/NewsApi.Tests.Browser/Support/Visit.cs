using Microsoft.Playwright;

namespace NewsApi.Tests.Browser.Support;

/// <summary>
/// Somebody who looks at the site. What no visit may have is looked for in each: errors in the console, which refusals of the content policy are
/// among, errors of scripts, dialogs, and requests to anybody else.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly List<string> _wrongs = [];

    private Visit(IBrowserContext context, IPage page) => (Context, Page) = (context, page);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Whether requests fail on purpose, of which the console tells.</summary>
    public bool ExpectsFailures { get; set; }

    /// <summary>A new visitor with nothing remembered.</summary>
    public static async Task<Visit> Begin(Chromium chromium, ReaderSite site, int width = 1280, int height = 900, bool isDark = false, bool hasScript = true, string locale = "en-GB")
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = site.Address,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasScript,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = locale,
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        page.Console += (_, message) => visit.Note(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => visit.Note(true, error);
        page.Dialog += (_, dialog) => visit.Note(true, dialog.Message);
        page.Request += (_, request) => visit.Note(!request.Url.StartsWith(site.Address, StringComparison.Ordinal), $"A request to {request.Url}");
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        Assert.Empty(_wrongs);
    }

    private void Note(bool isWrong, string text)
    {
        // Chromium writes every answer that is an error to the console; a page is allowed to be one.
        if (isWrong && !text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)
            && !(ExpectsFailures && text.StartsWith("Failed to load resource", StringComparison.Ordinal)))
        {
            lock (_wrongs)
            {
                _wrongs.Add(text);
            }
        }
    }
}
