using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Options;
using NewsApi.ChineseText;
using NewsApi.Editorial;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>Finds the story in a page of HTML, and what the page says about it.</summary>
internal sealed partial class HtmlReader(IOptions<UnderstandingOptions> understanding, TimeProvider clock)
{
    // As much as a list shows of a story.
    private const int SummaryLength = 160;

    // Large pages have some thousands; more would take minutes.
    private const int MostElements = 300_000;

    private const string NoText = "The page has no text.";

    private readonly StorySections _sections = new(understanding.Value);
    private readonly SubjectTags _subjects = new(understanding.Value);

    /// <summary>Reads a whole page.</summary>
    /// <param name="html">The page, decoded.</param>
    /// <param name="address">Where it came from, for relative links; null where unknown.</param>
    /// <param name="zone">The zone of times that have none.</param>
    /// <exception cref="UnreadableDocumentException">The page is nothing that can be read.</exception>
    public ReadStory Read(string html, Uri? address, TimeZoneInfo zone)
    {
        using var page = Parse(html);
        if (page.Body is not { } bodyElement)
        {
            throw new UnreadableDocumentException(NoText);
        }

        var root = RootOf(page.All.FirstOrDefault(element => element.LocalName == "base")?.GetAttribute("href"), address);
        var body = PageNode.Of(bodyElement, Roles.IsSeen);
        var facts = new PageFacts(page, body, root);
        var headline = facts.Headline();
        var authors = facts.Authors();
        var warnings = new List<string>();
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        var published = facts.PublishedAt(zone, now, warnings);

        var related = new RelatedBoxes(zone, root, now, published?.At);
        related.TakeFrom(body);
        var flow = new StoryFlow(root);
        foreach (var part in MainContent.Find(body))
        {
            flow.Add(part);
        }

        if (!flow.Items.Any(HasText))
        {
            flow = Everything(bodyElement, root);
        }

        StoryEdges.Trim(flow, headline, warnings);
        headline ??= TakeHeadline(flow) ?? throw new UnreadableDocumentException(NoText);
        warnings.AddRange(related.Warnings);
        if (facts.OtherSource is { } other)
        {
            warnings.Add($"The page is printed with the source {other}, and says that it is of {facts.SiteName}.");
        }

        if (published is null)
        {
            warnings.Add("The page has no date.");
        }

        var content = _sections.Make(flow);
        var paragraphs = content.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Texts()).ToList();
        var text = string.Join('\n', paragraphs);
        var guesses = facts.Guesses;
        guesses.AddRange(content.Guesses);
        var tags = Tags(headline, content, paragraphs, guesses);
        var url = facts.Url ?? WebAddress.OrNull(address?.ToString(), null);
        return new ReadStory(
            new ArticleDraft
            {
                Headline = headline,
                Summary = Summary(facts.Description(headline), content, guesses),
                Language = LanguageOf(facts, $"{headline}\n{text}", guesses),
                PublishedAt = published?.At,
                PublishedPrecision = published?.Precision,
                SourceName = facts.SiteName ?? Dateline.AgencyOrNull(paragraphs, guesses),
                SourceUrl = url,
                Authors = authors,
                Tags = tags,
                Media = content.Media,
                Sections = content.Sections,
                RelatedNews = related.Lists,
            },
            guesses,
            warnings,
            url is null ? null : $"url:{url}");
    }

    /// <summary>Reads a piece of HTML that is a story's text alone, as feeds have it: no part of it is left out as navigation.</summary>
    /// <param name="html">The piece; text without markup is one paragraph per line.</param>
    /// <param name="address">Where the story is, for relative links; null where unknown.</param>
    /// <exception cref="UnreadableDocumentException">It has more elements than any story.</exception>
    public HtmlContent ReadFragment(string html, Uri? address)
    {
        // Feeds often escape what is escaped already.
        var piece = !Markup().IsMatch(html) && WebUtility.HtmlDecode(html) is var unescaped && Markup().IsMatch(unescaped) ? unescaped : html;
        if (!Markup().IsMatch(piece))
        {
            piece = string.Join("<br>", piece.ReplaceLineEndings("\n").Split('\n'));
        }

        using var page = Parse(piece);
        var flow = new StoryFlow(address);
        if (page.Body is { } body)
        {
            flow.Add(PageNode.Of(body, Roles.IsSeen));
        }

        return _sections.Make(flow);
    }

    private static IHtmlDocument Parse(string html)
    {
        var tags = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (char.IsAsciiLetter(html[at + 1]) && ++tags > MostElements)
            {
                throw new UnreadableDocumentException($"The page has more than {MostElements} elements, as no story has.");
            }
        }

        return new HtmlParser().ParseDocument(NestingLimit.Apply(html));
    }

    private static Uri? RootOf(string? reference, Uri? address) =>
        reference is not null && WebAddress.OrNull(reference, address) is { } absolute ? new Uri(absolute) : address;

    private static bool HasText(FlowItem item) => item.Heading is not null || item.Block!.Texts().Any();

    private static StoryFlow Everything(AngleSharp.Dom.IElement body, Uri? root)
    {
        var flow = new StoryFlow(root);
        flow.Add(PageNode.Of(body, Roles.IsSeen));
        return flow;
    }

    private static string? TakeHeadline(StoryFlow flow)
    {
        var index = flow.Items.FindIndex(HasText);
        if (index < 0)
        {
            return null;
        }

        var text = flow.Items[index].Heading ?? flow.Items[index].Block!.Texts().First();
        if (flow.Items[index].Heading is not null)
        {
            flow.Items.RemoveAt(index);
        }

        return Excerpt.Of(text, SummaryLength);
    }

    private IReadOnlyList<TagDraft> Tags(string headline, HtmlContent content, List<string> paragraphs, List<Guess> guesses)
    {
        var headings = content.Sections.Select(section => section.Heading).OfType<string>().Prepend(headline).ToList();
        var tags = _subjects.Find(headings, [.. content.Sections.Select(section => section.Speaker).OfType<string>()], paragraphs);
        guesses.AddRange(tags.Select(tag => new Guess(
            "tags", tag.Name, tag.Type == TagType.Person ? "A heading names the speaker, and the text his or her office." : "The text names the country.", 0.8)));
        return tags;
    }

    private static string? Summary(string? description, HtmlContent content, List<Guess> guesses)
    {
        if (description is not null)
        {
            guesses.Add(new Guess("summary", description, "The description of the page.", 0.9));
            return description;
        }

        var beginning = content.Sections.SelectMany(section => section.Blocks).OfType<ParagraphBlock>().FirstOrDefault()?.Text;
        if (beginning is null)
        {
            return null;
        }

        var excerpt = Excerpt.Of(beginning, SummaryLength);
        guesses.Add(new Guess("summary", excerpt, "The beginning of the lead.", 0.7));
        return excerpt;
    }

    private static string LanguageOf(PageFacts facts, string text, List<Guess> guesses)
    {
        var script = ChineseScript.Detect(text);
        var detected = ChineseScript.LanguageOf(text);
        if (facts.Language() is var (tag, why))
        {
            var isVague = string.Equals(tag, "zh", StringComparison.OrdinalIgnoreCase) || string.Equals(tag, "zh-CN", StringComparison.OrdinalIgnoreCase) && script == Script.Traditional;

            // Templates say lang="en" of any text.
            var isWrong = !tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) && !tag.StartsWith("ja", StringComparison.OrdinalIgnoreCase)
                && script is Script.Traditional or Script.Simplified && PlainWords.Weight(text) > text.Length * 2;
            if (!isVague && !isWrong)
            {
                guesses.Add(new Guess("language", tag, why, 0.9));
                return tag;
            }
        }

        guesses.Add(new Guess("language", detected, "The characters of the text.", detected == "und" ? 0 : 0.8));
        return detected;
    }

    [GeneratedRegex(@"</?(p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|figure|table|blockquote|section|article|iframe|video|pre|hr|font|center|u|small|tr|td)(\s[^<>]{0,2000})?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
