using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NewsApi.Importing;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>Dates and datelines as pages in English print them.</summary>
public sealed class EnglishDatesTests(NewsApiApp app) : IClassFixture<NewsApiApp>
{
    [Theory]
    [InlineData("LONDON, June 14 (Reuters) — The port opened again on Saturday.", "2025-06-14", "Reuters")]
    [InlineData("LONDON, June 14, 2024 (Reuters) - The port opened again.", "2024-06-14", "Reuters")]
    [InlineData("NEW YORK, 14 June 2024 (AFP) – The port opened again.", "2024-06-14", "AFP")]
    [InlineData("BEIJING, Jun 14 (Xinhua) -- The port opened again.", "2025-06-14", "Xinhua")]
    [InlineData("SAN FRANCISCO (AP) — The port opened again on Sept. 3, 2024.", "2024-09-03", "AP")]
    [InlineData("The port, closed since June 1, opened again on June 14, 2024, the authority said.", "2024-06-14", null)]
    [InlineData("It opened on the 14th of June 2024 at last.", "2024-06-14", null)]
    [InlineData("The port opened again on Jun 14.", "2025-06-14", null)]
    [InlineData("He may 14 times have asked; Mayor June Carter said 5 of 20 could.", null, null)]
    [InlineData("Opened June 31, 2024 as it says.", null, null)]
    [InlineData("The port (England) — as it was.", null, null)]
    public void A_text_in_English_is_dated_by_its_dateline_or_its_first_day(string line, string? day, string? source)
    {
        var story = Text($"Port opens again\n\n{line}\n\nShips may enter, it said.");

        Assert.Equal((day, day is null ? null : (DatePrecision?)DatePrecision.Day), (story.Draft.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), story.Draft.PublishedPrecision));
        Assert.Equal(source, story.Draft.SourceName);
        Assert.Equal(source is not null, story.Guesses.Any(guess => guess.What == "sourceName" && guess.Value == source && guess.Confidence < 0.8));
        Assert.Contains(line, story.Draft.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts()));
    }

    [Theory]
    [InlineData("June 14, 2025", "2025-06-14T00:00:00+08:00", DatePrecision.Day, "")]
    [InlineData("Published: 14 June 2025 10:34", "2025-06-14T10:34:00+08:00", DatePrecision.Minute, "")]
    [InlineData("Updated on Jun 14, 2025 at 10:34 PM", "2025-06-14T22:34:00+08:00", DatePrecision.Minute, "")]
    [InlineData("June 14, 2025 12:05 a.m. GMT", "2025-06-14T00:05:00+00:00", DatePrecision.Minute, "")]
    [InlineData("June 14, 2025 10:34 AM EDT", "2025-06-14T00:00:00+08:00", DatePrecision.Day, "")]
    [InlineData("By Jane Doe | June 14, 2025", "2025-06-14T00:00:00+08:00", DatePrecision.Day, "Jane Doe")]
    public void A_line_below_the_headline_dates_the_page_and_is_no_text(string line, string at, DatePrecision precision, string authors)
    {
        var story = Text($"Port opens again\n{line}\n\nShips may enter, the authority said.");

        Assert.Equal((at, precision), (story.Draft.PublishedAt?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), story.Draft.PublishedPrecision));
        Assert.Equal(authors, string.Join(", ", story.Draft.Authors));
        Assert.DoesNotContain(line, story.Draft.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts()));
    }

    [Fact]
    public void A_year_that_the_import_tells_is_less_sure_than_one_that_is_printed()
    {
        static double Sure(ReadStory story) => story.Guesses.Single(guess => guess.What == "publishedAt").Confidence;

        foreach (var (printed, missing) in new[] { ("LONDON, June 14, 2025 (Reuters) - It opened.", "LONDON, June 14 (Reuters) - It opened."), ("It opened on June 14, 2025.", "It opened on June 14."), ("它在2025年6月14日開放。", "它在6月14日開放。") })
        {
            Assert.True(Sure(Text($"Port\n\n{printed}")) >= Sure(Text($"Port\n\n{missing}")) + 0.2);
            Assert.True(Sure(Html($"<h1>Port</h1><p>{printed}")) >= Sure(Html($"<h1>Port</h1><p>{missing}")) + 0.2);
            Assert.Contains("the day of the import", Html($"<h1>Port</h1><p>{missing}").Guesses.Single(guess => guess.What == "publishedAt").Why, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<p>By Jane Doe</p><p>June 14, 2025 10:34 a.m.</p><p>Ships may enter the port again, the authority said on Saturday.</p>", "2025-06-14T10:34", "Jane Doe", null)]
    [InlineData("<p>LONDON, June 14 (Reuters) - Ships may enter the port again, the authority said on Saturday.</p>", "2025-06-14T00:00", "", "Reuters")]
    [InlineData("<span>14 June 2025</span><p>PARIS (AFP) — Ships may enter the port again, the authority said on Saturday.</p>", "2025-06-14T00:00", "", "AFP")]
    public void A_page_of_html_in_English_is_dated_by_what_it_shows(string body, string at, string authors, string? source)
    {
        var story = Html($"<h1>Port opens again</h1>{body}<p>All lines are back to normal, and the ferries sail as they did before.</p>");

        Assert.Equal((at, authors, source), (story.Draft.PublishedAt?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), string.Join(", ", story.Draft.Authors), story.Draft.SourceName));
        Assert.Equal(source is not null, story.Guesses.Any(guess => guess.What == "sourceName" && guess.Value == source));
    }

    private ReadStory Text(string page) => Read("page.txt", "text/plain", page);

    private ReadStory Html(string body) => Read("https://news.example/1", "text/html", $"<!doctype html><html><body><article>{body}</article></body></html>");

    private ReadStory Read(string name, string mediaType, string text) =>
        Assert.Single(app.Services.GetRequiredService<Importer>().Read(new ImportedDocument(name, mediaType, Encoding.UTF8.GetBytes(text), null)).Stories);
}
