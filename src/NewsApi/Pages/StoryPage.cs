using NewsApi.Articles;
using NewsApi.Scripts;

namespace NewsApi.Pages;

/// <summary>What the page of a story shows.</summary>
public sealed record StoryPage : IShownInScript
{
    /// <summary>The story, whole.</summary>
    public required ArticleResponse Article { get; init; }

    /// <summary>What sections are about.</summary>
    public required IReadOnlyList<KindOfSection> Kinds { get; init; }

    /// <summary>Where it came from, and what was done to its text; null where it was written here.</summary>
    public required ProvenanceResponse? Provenance { get; init; }

    /// <summary>Articles that are about the same.</summary>
    public required IReadOnlyList<SimilarArticle> Similar { get; init; }

    IEnumerable<string> IShownInScript.Languages => [Article.Language];

    IShownInScript IShownInScript.In(ScriptConversion script) => this with
    {
        Article = (ArticleResponse)((IShownInScript)Article).In(script),
        Similar = [.. Similar.Select(article => script.Applies(article.Language) ? article.ConvertedTo(script) : article)],
    };

    /// <summary>What a section is about.</summary>
    internal KindOfSection? KindOrNull(string slug) => Kinds.FirstOrDefault(kind => kind.Slug == slug);
}
