using Microsoft.Extensions.DependencyInjection;
using NewsApi.Editorial;
using NewsApi.Model;

namespace NewsApi.Tests.Persistence;

/// <summary>Reads that must be quick however large the store is.</summary>
internal static class Reads
{
    /// <summary>Tables that are as large as the store, as a pattern.</summary>
    public const string LargeTables = "(Articles|Sections|Blocks|ArticleTags|RelatedNewsLists|RelatedNewsEntries|FormerSlugs|SearchEntries)";

    /// <summary>Their addresses, under <c>/api/v1</c>.</summary>
    public static TheoryData<string> Paths { get; } =
    [
        "articles",
        "articles?kind=talks",
        "articles?tag=停火",
        "articles?tag=停火&tag=x&kind=talks&sort=-updatedAt",
        "articles?sort=-updatedAt",
        "articles?from=2026-01-01&to=2026-02-01",
        "articles?q=停火",
        "articles?q=停火&sort=relevance",
        "articles?q=停火協議&source=x&language=zh",
        "articles/1",
        "articles/停火協議",
        "articles/1/sections",
        "articles/1/related-news",
        "sections",
        "sections?kind=talks",
        "sections?speaker=x",
        "sections?q=停火",
        "related-news",
        "related-news/1",
        "related-news/1/entries",
        "tags",
        "sections/1",
        "search?q=停火",
        "search?q=停火協議&kind=talks&total=true",
        "search/suggest?q=停",
    ];

    /// <summary>Reads from an address.</summary>
    public static async Task AtAsync(NewsApiApp app, string path) => await app.AsReader().Get($"/api/v1/{path}");

    /// <summary>Looks for what is planned and due, as the server does all the time.</summary>
    public static async Task OfPlansAsync(NewsApiApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var newsroom = scope.ServiceProvider.GetRequiredService<Newsroom>();
        await newsroom.NextPlanAsync(TestContext.Current.CancellationToken);
        await newsroom.CarryOutPlansAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>An article that all of them find something in.</summary>
    public static ArticleDraft Article => Some.Article("停火協議") with { Tags = [new TagDraft("停火", TagType.Topic)], Sections = [Some.Section("talks", null, text: "停火談判。")], RelatedNews = [Some.RelatedNews(null, "2026-01-05T08:00:00+08:00")] };
}
