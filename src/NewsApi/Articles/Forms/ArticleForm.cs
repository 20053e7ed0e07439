using NewsApi.Http;


namespace NewsApi.Articles.Forms;

/// <summary>A form an article can be had in besides JSON.</summary>
/// <param name="Name">Its name as value of <c>format</c>.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Write">Writes an article in it.</param>
internal sealed record ArticleForm(string Name, string MediaType, Func<ArticleResponse, Place, byte[]> Write)
{
    /// <summary>Name of the form of this API.</summary>
    public const string Json = "json";

    /// <summary>Media type of that form.</summary>
    public const string JsonMediaType = "application/json";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ArticleForm> All { get; } =
    [
        new("ninjs", "application/vnd.iptc.ninjs+json", NinjsForm.Write),
        new("jsonld", "application/ld+json", JsonLdForm.Write),
        new("markdown", "text/markdown", (article, _) => MarkdownForm.Write(article)),
        new("text", "text/plain", (article, _) => TextForm.Write(article)),
    ];

    /// <summary>Every value of <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [Json, .. All.Select(form => form.Name)];

    /// <summary>Every media type, the one that is taken where any will do first.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = [JsonMediaType, .. All.Select(form => form.MediaType)];
}

/// <summary>Where an article is reached, and who publishes it: what forms for others must say and our own JSON need not.</summary>
/// <param name="BaseUrl">Absolute address of the site, without a slash at its end.</param>
/// <param name="Publisher">Name of the site.</param>
internal sealed record Place(string BaseUrl, string Publisher)
{
    /// <summary>The site as a request reached it.</summary>
    public static Place Of(HttpRequest request)
    {
        var address = request.HttpContext.RequestServices.GetRequiredService<SiteAddress>();
        return new Place(address.Of(request), address.Name);
    }

    /// <summary>The absolute address of something of this site.</summary>
    public string Of(string path) => BaseUrl + path;

    /// <summary>What an article is called for good, wherever it is shown.</summary>
    public string Of(ArticleSummary article) => Of(article.Links.Self);

    /// <summary>The page of an article, for people.</summary>
    public string PageOf(ArticleSummary article) => Of(ArticleLinks.PageOf(article.Slug));
}
