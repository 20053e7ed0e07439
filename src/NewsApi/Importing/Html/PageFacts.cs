using System.Globalization;
using AngleSharp.Html.Dom;
using NewsApi.Http;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>What a page says about its story: in data for machines first, in what readers see last. Each fact found is a guess.</summary>
internal sealed class PageFacts
{
    private const int NearHeadline = 40;

    private const int MostImprints = 20;

    private readonly Dictionary<string, string> _metas = new(StringComparer.OrdinalIgnoreCase);
    private readonly JsonLd? _data;
    private readonly PageNode _body;
    private readonly string? _heading;
    private readonly string? _pageTitle;
    private readonly string? _pageLanguage;
    private readonly string? _canonical;
    private readonly List<PageNode> _marked;
    private readonly List<string> _metaAuthors = [];
    private readonly IReadOnlyList<Imprint> _imprints;

    public PageFacts(IHtmlDocument page, PageNode body, Uri? root)
    {
        _body = body;
        var scripts = new List<string>();
        foreach (var element in page.All)
        {
            switch (element.LocalName)
            {
                case "meta" when element.GetAttribute("content") is { Length: > 0 } content:
                    foreach (var name in $"{element.GetAttribute("property")} {element.GetAttribute("name")} {element.GetAttribute("itemprop")} {element.GetAttribute("http-equiv")}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    {
                        if (PlainWords.OrNull(content) is { } value)
                        {
                            _metas.TryAdd(name, value);
                            if (name.ToLowerInvariant() is "article:author" or "author" or "dc.creator" or "parsely-author")
                            {
                                _metaAuthors.Add(value);
                            }
                        }
                    }

                    break;
                case "script" when string.Equals(element.GetAttribute("type")?.Split(';')[0].Trim(), "application/ld+json", StringComparison.OrdinalIgnoreCase):
                    scripts.Add(element.TextContent);
                    break;
                case "link" when _canonical is null && string.Equals(element.GetAttribute("rel"), "canonical", StringComparison.OrdinalIgnoreCase):
                    _canonical = WebAddress.OrNull(element.GetAttribute("href"), root);
                    break;
                case "title" when _pageTitle is null:
                    _pageTitle = PlainWords.OrNull(element.TextContent);
                    break;
                case "html":
                    _pageLanguage = (element.GetAttribute("lang") ?? element.GetAttribute("xml:lang"))?.Trim().Replace('_', '-');
                    break;
            }
        }

        _data = JsonLd.ReadOrNull(scripts);
        var nodes = body.All().ToList();
        _heading = nodes.Where(node => node.Name == "h1").Select(node => PlainWords.OrNull(node.Words())).FirstOrDefault(words => words is { Length: <= WireLimits.Line });
        _marked = [.. nodes.Where(node => node.Name == "time" || node.Attribute("itemprop") is not null || node.Attribute("rel") is "author")];
        SiteName = Line(_data?.SiteName is { } publisher && Meta("og:site_name") is null ? publisher : Meta("og:site_name") ?? Meta("application-name"));
        _imprints = ImprintsOf(nodes);
        var source = _imprints.Select(imprint => imprint.Source).FirstOrDefault(name => name is not null);
        if (SiteName is not null)
        {
            Note("sourceName", SiteName, Meta("og:site_name") is not null ? "og:site_name." : "JSON-LD publisher or application-name.", 0.9);
            OtherSource = string.Equals(source, SiteName, StringComparison.OrdinalIgnoreCase) ? null : source;
        }
        else if (source is not null)
        {
            SiteName = source;
            Note("sourceName", source, "The page is printed with it.", 0.8);
        }

        Url = Address(root);
    }

    /// <summary>What was concluded from what.</summary>
    public List<Guess> Guesses { get; } = [];

    /// <summary>The name of the site; null where it is not said.</summary>
    public string? SiteName { get; }

    /// <summary>The source the page is printed with, where that is another one than its data say; null otherwise.</summary>
    public string? OtherSource { get; }

    /// <summary>The address the page says is its own; null where it says none.</summary>
    public string? Url { get; }

    /// <summary>The headline; null where the page has none.</summary>
    public string? Headline() => First(
        "headline",
        (Line(_data?.Headline), "JSON-LD headline.", 0.95, false),
        (Line(Meta("og:title")), "og:title.", 0.9, false),
        (Line(Meta("twitter:title")), "twitter:title.", 0.85, false),
        (Line(Meta("parsely-title") ?? Meta("dc.title") ?? Meta("dcterms.title") ?? Meta("sailthru.title")), "A meta element.", 0.85, false),
        (Line(Marked("headline")), "itemprop headline.", 0.85, false),
        (_heading, "The first h1.", 0.8, false),
        (Line(_pageTitle), "The title of the page, without the site.", 0.7, true));

    /// <summary>The authors.</summary>
    public IReadOnlyList<string> Authors()
    {
        (IReadOnlyList<string> Names, string Why, double Confidence)[] candidates =
        [
            (Bylines.Names(_data?.Authors ?? [], SiteName), "JSON-LD author.", 0.95),
            (Bylines.Names(_metaAuthors, SiteName), "A meta element for the author.", 0.85),
            (Bylines.Names([Meta("byl"), Meta("sailthru.author"), Meta("dcterms.creator"), Meta("twitter:creator_name")], SiteName), "A meta element for the author.", 0.8),
            (Bylines.Names(_marked.Where(node => node.Attribute("itemprop") == "author" || node.Attribute("rel") == "author").Take(5).Select(node => AuthorWords(node)), SiteName), "itemprop author or rel=author.", 0.8),
        ];
        foreach (var (names, why, confidence) in candidates.Append((PrintedAuthors(), "A byline.", 0.7)))
        {
            if (names.Count > 0)
            {
                Note("authors", string.Join(", ", names), why, confidence);
                return names;
            }
        }

        return [];
    }

    /// <summary>When the story was published; null where the page does not say.</summary>
    /// <param name="zone">The zone of times that have none.</param>
    /// <param name="now">The time of the import, in that zone.</param>
    /// <param name="warnings">Gets a sentence for each time that can't be.</param>
    public MachineTime? PublishedAt(TimeZoneInfo zone, DateTimeOffset now, List<string> warnings)
    {
        (string? Text, string Why, double Confidence)[] candidates =
        [
            (_data?.PublishedAt, "JSON-LD datePublished", 0.95),
            (Meta("article:published_time") ?? Meta("og:published_time") ?? Meta("og:article:published_time"), "article:published_time", 0.95),
            (FirstMeta("datePublished", "pubdate", "publishdate", "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "ptime", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date", "publication_date", "published", "weibo:article:create_at", "bt:pubdate", "cXenseParse:recs:publishtime"), "a meta element for the date", 0.85),
            (Marked("datePublished", "datetime") ?? Marked("datePublished"), "itemprop datePublished", 0.85),
            (_marked.Where(node => node.Name == "time" && node.Attribute("itemprop") != "dateModified").Select(node => node.Attribute("datetime")).FirstOrDefault(text => text is not null), "the first time element", 0.75),
        ];
        foreach (var (text, why, confidence) in candidates)
        {
            if (MachineTime.OrNull(text, zone) is { } time)
            {
                Note("publishedAt", time.At.ToString("O", CultureInfo.InvariantCulture), $"From {why}, {PlainWords.Cut(text!.Trim(), 60)}; where that has no zone, in {zone.Id}.", confidence);
                return time;
            }

            if (PlainWords.OrNull(text) is { } wrong && wrong.Any(char.IsAsciiDigit))
            {
                warnings.Add($"{char.ToUpperInvariant(why[0])}{why[1..]} says {PlainWords.Cut(wrong, 60)}, which is no time; it was passed over.");
            }
        }

        return PrintedDate(zone, now);
    }

    /// <summary>The language the page says it is in; null where it says none that can be.</summary>
    public (string Tag, string Why)? Language() =>
        new[] { (_pageLanguage, "The lang of the page."), (Meta("og:locale")?.Replace('_', '-'), "og:locale."), (_data?.Language, "JSON-LD inLanguage."), (Meta("content-language"), "A meta element for the language.") }
            .Where(candidate => candidate.Item1 is { Length: > 1 and <= WireLimits.Language } tag && LanguageTag.IsWellFormed(tag))
            .Select(candidate => ((string Tag, string Why)?)(candidate.Item1!, candidate.Item2)).FirstOrDefault();

    /// <summary>What the page says of the story in short; null where that is boilerplate.</summary>
    public string? Description(string headline)
    {
        var text = _data?.Description ?? Meta("og:description") ?? Meta("description") ?? Meta("twitter:description");
        var isBoilerplate = text is null || PlainWords.Weight(text) < 30 || string.Equals(text, headline, StringComparison.Ordinal)
            || (SiteName is not null && text.StartsWith(SiteName, StringComparison.OrdinalIgnoreCase) && !text.Contains('。'));
        return isBoilerplate ? null : text;
    }

    private string? Address(Uri? root)
    {
        (string? Url, string Why)[] candidates = [(_canonical, "link rel=canonical."), (WebAddress.OrNull(Meta("og:url"), root), "og:url."), (WebAddress.OrNull(_data?.Url, root), "JSON-LD url.")];
        var found = candidates.FirstOrDefault(candidate => candidate.Url is not null);
        if (found.Url is not null)
        {
            Note("sourceUrl", found.Url, found.Why, 0.95);
        }

        return found.Url;
    }

    private string? First(string what, params (string? Value, string Why, double Confidence, bool IsPageTitle)[] candidates)
    {
        foreach (var (value, why, confidence, isPageTitle) in candidates)
        {
            if (value is not null && SiteSuffix.Cut(value, SiteName, _heading, isPageTitle) is { Length: > 0 } cut && !string.Equals(cut, SiteName, StringComparison.OrdinalIgnoreCase))
            {
                Note(what, cut, why, confidence);
                return cut;
            }
        }

        return null;
    }

    /// <summary>Lines with a label for the source or the author. Without one the name of a site is on every page of it.</summary>
    private static List<Imprint> ImprintsOf(List<PageNode> nodes) =>
    [
        .. nodes.Where(node => node.Element is not null && node.Weight is > 4 and < 250 && node.Size < 50 && !node.HasBlocks)
            .Select(node => PlainWords.OrNull(node.Words())).OfType<string>().Where(words => words.AsSpan().ContainsAny('：', ':', '／'))
            .Select(Imprint.ReadOrNull).OfType<Imprint>().Take(MostImprints),
    ];

    private List<string> PrintedAuthors()
    {
        if (_imprints.FirstOrDefault(imprint => imprint.Authors.Count > 0) is { } printed)
        {
            return [.. printed.Authors];
        }

        foreach (var node in _body.All())
        {
            if (node.Element is not null && node.Weight is > 4 and < 150 && node.Size < 50 && !node.HasBlocks && Bylines.InLine(node.Words()) is { Count: > 0 } names)
            {
                return [.. names];
            }
        }

        return [];
    }

    private MachineTime? PrintedDate(TimeZoneInfo zone, DateTimeOffset now)
    {
        var isBehindHeadline = _heading is null;
        var seen = 0;
        foreach (var node in _body.All().Where(node => node.Text is not null && !string.IsNullOrWhiteSpace(node.Text)))
        {
            isBehindHeadline |= node.Text!.Length >= _heading?.Length && PlainWords.Of(node.Text).Contains(_heading, StringComparison.Ordinal);
            if (!isBehindHeadline || seen++ > NearHeadline)
            {
                continue;
            }

            if (PrintedTimes.FirstOrNull(node.Text!) is not { } printed)
            {
                continue;
            }

            // A story is not from the future; five years back covers any 2月29日.
            var at = printed.Year is not null
                ? printed.AtOrNull(zone)
                : Enumerable.Range(0, 5).Select(back => printed.AtOrNull(zone, now.Year - back)).FirstOrDefault(candidate => candidate <= now);
            if (at is not null)
            {
                Note("publishedAt", at.Value.ToString("O", CultureInfo.InvariantCulture), $"The first date printed below the headline is {printed.Printed}{(printed.Year is null ? $"; the year is from the day of the import, {now:yyyy-MM-dd}" : "")}; time zone {zone.Id}.", printed.Year is not null ? 0.7 : 0.5);
                return new MachineTime(at.Value, printed.Precision);
            }
        }

        return null;
    }

    private static string? AuthorWords(PageNode node) =>
        PlainWords.OrNull(node.Attribute("content")) ?? PlainWords.OrNull((node.All().FirstOrDefault(inner => inner != node && inner.Attribute("itemprop") == "name") ?? node).Words());

    private string? Marked(string property, string attribute = "") =>
        _marked.Where(node => node.Attribute("itemprop") == property)
            .Select(node => attribute.Length > 0 ? node.Attribute(attribute) ?? node.Attribute("content") : PlainWords.OrNull(node.Words())).FirstOrDefault(text => text is not null);

    private string? Meta(string name) => _metas.GetValueOrDefault(name);

    private string? FirstMeta(params string[] names) => names.Select(Meta).FirstOrDefault(text => text is not null);

    private static string? Line(string? text) => PlainWords.OrNull(text) is { } line ? PlainWords.Cut(line, WireLimits.Line) : null;

    private void Note(string what, string value, string why, double confidence) => Guesses.Add(new Guess(what, value, why, confidence));
}
