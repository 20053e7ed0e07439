using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Browser.Support;

/// <summary>A story whose every text tries to be something else.</summary>
internal static class Hostile
{
    /// <summary>What would run, load or break out, if it were markup.</summary>
    public const string Markup = "</script><script>globalThis.broken=1</script>'\"><img src=x onerror=globalThis.broken=2><!--{{7*7}}&lt;b&gt; javascript:globalThis.broken=3";

    /// <summary>Letters that turn the direction of what follows, and never turn it back.</summary>
    public const string Turning = "\u202Eabc\u2066\u2067 שלום \u202D";

    /// <summary>A word that no line holds.</summary>
    public static string Endless { get; } = new('長', 2_000);

    /// <summary>The same without a place to break.</summary>
    public static string EndlessLatin { get; } = new('w', 20_000);

    /// <summary>The headline.</summary>
    public static string Headline => "惡意" + Markup;

    public static ArticleDraft Story() => Some.Article(Headline, "2025-04-01T00:00:00+08:00") with
    {
        Slug = "惡意",
        Summary = Markup + Turning,
        SourceName = Markup,
        SourceUrl = "https://evil.example/'\"><script>globalThis.broken=4</script>",
        Authors = [Markup, Turning],
        Tags = [new TagDraft("惡意\"'><script>globalThis.broken=5</script>", TagType.Topic), new TagDraft(Turning, TagType.Person)],
        Media = [new MediaItem { Type = MediaType.Video, Caption = Markup, Url = "https://evil.example/v?a=%22%3E%3Cscript%3E" }],
        Sections =
        [
            Some.Section("lead", null, text: Markup),
            new SectionDraft("demands", Markup, Markup[..100], [new ListBlock { Ordered = false, Items = [Markup, Turning, Endless] }]),
            new SectionDraft("attacks", Turning, null, [new QuoteBlock { Text = Markup, Attribution = Turning }, new TableBlock { Caption = Markup, Rows = [[Markup, new string('w', 500)], [Turning, Turning]] }]),
            new SectionDraft("talks", new string('w', 480), null, [new ParagraphBlock { Text = EndlessLatin }, new ImageBlock { Url = "https://evil.example/i.png", Caption = Markup }]),
        ],
        RelatedNews = [new RelatedNewsDraft(Markup, [new RelatedNewsEntryDraft(NewsApiApp.Start, DatePrecision.Second, Turning + Markup[..60], Markup, "https://evil.example/?q=\"><script>")])],
    };
}
