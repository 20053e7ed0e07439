using Microsoft.Playwright;
using NewsApi.Tests.Browser.Support;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace NewsApi.Tests.Browser.Support;

/// <summary>
/// The browser all tests of a run use: the Chromium of this machine, or the one <c>NEWSAPI_TEST_BROWSER</c> names with its path. Where there
/// is none, tests are skipped; with <c>NEWSAPI_TEST_BROWSER=required</c>, or in CI, the run fails.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Required = "required";

    private static readonly string? Named = Environment.GetEnvironmentVariable("NEWSAPI_TEST_BROWSER");

    private static readonly string? Path = string.IsNullOrEmpty(Named) || Named == Required
        ? new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
        : Named;

    private IPlaywright? _driver;

    private IBrowser? _browser;

    /// <summary>Why there is no browser; null when there is one, or must be.</summary>
    public static string? Missing =>
        Path is not null || Named == Required || string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
            ? null
            : "There is no Chromium; apt-get install chromium fonts-noto-cjk, or name one with NEWSAPI_TEST_BROWSER.";

    /// <summary>The browser.</summary>
    internal IBrowser Browser => _browser!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Missing is null)
        {
            _driver = await Playwright.CreateAsync();
            _browser = await _driver.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Path ?? throw new InvalidOperationException("There is no Chromium, and NEWSAPI_TEST_BROWSER or CI says that there must be."),
            });
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _driver?.Dispose();
    }
}
