using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Support;

/// <summary>Articles to begin a test with.</summary>
internal static class Some
{
    /// <summary>A whole little story; change what the test is about with <c>with</c>.</summary>
    public static ArticleDraft Article(string headline = "港口恢復通航", string publishedAt = "2026-01-05T08:00:00+08:00") => new()
    {
        Headline = headline,
        Language = "zh-Hant",
        PublishedAt = DateTimeOffset.Parse(publishedAt, System.Globalization.CultureInfo.InvariantCulture),
        PublishedPrecision = DatePrecision.Second,
        Sections = [Section("lead", null)],
    };

    /// <summary>A section with one paragraph.</summary>
    public static SectionDraft Section(string kind, string? heading, string? speaker = null, string text = "正文。") =>
        new(kind, heading, speaker, [new ParagraphBlock { Text = text }]);

    /// <summary>A related-news list with entries at these times.</summary>
    public static RelatedNewsDraft RelatedNews(string? title, params string[] times) => new(
        title, [.. times.Select(time => new RelatedNewsEntryDraft(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), DatePrecision.Second, time, null))]);
}
