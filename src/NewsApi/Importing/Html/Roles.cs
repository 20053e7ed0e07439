using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace NewsApi.Importing.Html;

/// <summary>What an element is for, by its name, class, id and role.</summary>
internal static partial class Roles
{
    private static readonly HashSet<string> NoText = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "link", "meta", "head", "title", "button", "select", "textarea", "input", "option", "datalist", "canvas", "svg",
        "object", "applet", "dialog", "map", "progress", "meter", "frameset", "frame",
    };

    /// <summary>Whether an element can hold anything to be read: it is seen, and no program or control.</summary>
    public static bool IsSeen(IElement element)
    {
        if (NoText.Contains(element.LocalName))
        {
            return false;
        }

        if (element.LocalName == "noscript")
        {
            // What a page shows that loads its pictures late.
            return element.FirstElementChild is { LocalName: "img" or "picture" } && string.IsNullOrWhiteSpace(element.TextContent);
        }

        if (element.HasAttribute("hidden") || string.Equals(element.GetAttribute("aria-hidden"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return element.LocalName is "img" or "body" or "html";
        }

        return element.GetAttribute("style") is not { Length: > 0 } style || !HiddenStyle().IsMatch(style);
    }

    /// <summary>Whether it surrounds the story rather than being part of it.</summary>
    public static bool IsAround(PageNode node) =>
        node.Name is "nav" or "footer" or "aside" or "menu" or "form" or "fieldset"
        || (node.Hints.Length > 0 && AroundWords().IsMatch(node.Hints) && !ContentWords().IsMatch(node.Hints));

    /// <summary>Whether it is so by its name or role alone, whatever it holds.</summary>
    public static bool IsAlwaysAround(PageNode node) => node.Hints.Length > 0 && AlwaysWords().IsMatch(node.Hints);

    /// <summary>How much the hints speak for the story (above 0) or against it.</summary>
    public static int Leaning(PageNode node)
    {
        if (node.Hints.Length == 0)
        {
            return 0;
        }

        return (ContentWords().IsMatch(node.Hints) ? 1 : 0) - (AgainstWords().IsMatch(node.Hints) ? 1 : 0);
    }

    /// <summary>Whether a heading says that links to other news follow.</summary>
    public static bool IsRelatedHeading(string text) => text.Length <= 40 && RelatedForm().IsMatch(text);

    /// <summary>Whether a line begins by saying that it leads to other news.</summary>
    public static bool BeginsRelated(string text) => RelatedLine().IsMatch(text);

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex(
        @"-ad-|ad-?break|adsense|advert|ad[-_]?(box|slot|unit|wrap|container)|(^|[\s_-])ads?($|[\s_-])|agegate|banner|breadcrumb|combx|comment|community|contentinfo|cookie|copyright|cover-wrap|disqus|extra|foot|gdpr|gnav"
        + @"|hot-?(news|list|rank)|legends|login|masthead|menu|metered|modal|navi?(gation|bar)?($|[\s_-])|newsletter|outbrain|taboola|pager|pagination|paywall|popup|promo|rail|rank|recommend|related|remark|replies|rss|share|sharing|shoutbox"
        + @"|side-?bar|skyscraper|social|sponsor|subscribe|supplemental|toolbar|tags?($|[\s_-]|list)|tweet-?this|widget|yom-remote|(^|[\s_-])(header|head|top|bottom|prev|next|more|tool|author-?(bio|box|card)|bio|byline|qr-?code|download|app-?download|copyright|editor|report)($|[\s_-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AroundWords();

    [GeneratedRegex(@"and|article|body|column|content|main|shadow|story|text|entry|post($|[\s_-])|hentry|正文", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContentWords();

    [GeneratedRegex(
        @"(^|[\s_-])(share|sharing|social|sns|breadcrumbs?|newsletter|related|recommend(ed|ation)?s?|taboola|outbrain|comments?|disqus|cookie|pagination|navigation|complementary|banner|sr-only|screen-reader-text|visually-?hidden|hide|hidden|mw-editsection|mw-jump-link|navbox|catlinks|print-?only|skip-link)($|[\s_-]|-?(bar|box|list|buttons?|links?|tools?|icons?|section|wrap(per)?|container|articles?|posts?|news|stories)($|[\s_]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AlwaysWords();

    [GeneratedRegex(@"hidden|banner|combx|comment|com-|contact|foot|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|tool|widget|recommend|list|nav|menu", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AgainstWords();

    [GeneratedRegex(@"^[\s【\[〖■◆▶►●+＋]*((相關|相关|延伸|推薦|推荐|更多|其他|熱門|热门|精選|精选|猜你喜|你可能|您可能|看更多|最新|往期)(的)?(新聞|新闻|閱讀|阅读|報導|報道|报道|文章|推薦|推荐|內容|内容|連結|链接|消息|資訊|资讯|歡|欢|感興趣|感兴趣|喜歡|喜欢|也想看|回顧|回顾)?.{0,4}|related( (news|stories|articles|posts|content|reading|links|coverage|topics))?|more (stories|news|on this( story)?|from .{1,20}|in .{1,20})|read (more|next|also)|you (may|might) (also )?like.{0,12}|recommended.{0,12}|see also|further reading|most (popular|read|viewed)|trending.{0,10}|don.t miss|(top|latest|popular|recent) (news|stories|posts|articles))[\s】\]〗:：>»›]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RelatedForm();

    [GeneratedRegex(@"^[\s【\[〖■◆▶►●☞👉+＋>》…]*((相關|相关|延伸|推薦|推荐|更多)(新聞|新闻|閱讀|阅读|報導|報道|报道|文章)|看更多|read (more|also)|related|see (also|more)|don.t miss|watch|more)[\s】\]〗]*[:：|｜／/>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RelatedLine();
}
