using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsApi.Importing.Html;

/// <summary>Where the pictures and videos of a page are.</summary>
internal static partial class MediaSource
{
    private const int SmallestPicture = 60;

    private static readonly string[] LateAttributes = ["data-src", "data-original", "data-lazy-src", "data-url", "data-echo", "data-actualsrc", "data-original-src", "data-hi-res-src"];

    /// <summary>The address of a picture that is worth showing; null for icons, tracking pixels and pictures that are not there.</summary>
    public static string? PictureOrNull(PageNode image, Uri? root)
    {
        if (IsTiny(image.Attribute("width")) || IsTiny(image.Attribute("height")))
        {
            return null;
        }

        var largest = Largest(image.Attribute("data-srcset") ?? image.Attribute("srcset"))
            ?? (image.Parent is { Name: "picture" } picture
                ? picture.Children.Where(child => child.Name == "source").Select(source => Largest(source.Attribute("srcset") ?? source.Attribute("data-srcset"))).FirstOrDefault(url => url is not null)
                : null);
        var address = LateAttributes.Select(image.Attribute).Prepend(largest).Append(image.Attribute("src"))
            .Select(reference => WebAddress.OrNull(reference, root)).FirstOrDefault(url => url is not null);
        return address is null || NoPicture().IsMatch(address) ? null : address;
    }

    /// <summary>The address of a video, or of a frame that plays one.</summary>
    public static string? VideoOrNull(PageNode node, Uri? root)
    {
        if (node.Name is "iframe" or "embed")
        {
            var reference = node.Attribute("src") is { Length: > 0 } source && !source.StartsWith("about:", StringComparison.Ordinal) ? source : node.Attribute("data-src");
            return WebAddress.OrNull(reference, root) is { } frame && VideoSite().IsMatch(frame) ? frame : null;
        }

        return node.All().Where(part => part.Name is "video" or "source" or "audio")
            .Select(part => WebAddress.OrNull(part.Attribute("src") ?? part.Attribute("data-src"), root)).FirstOrDefault(url => url is not null);
    }

    private static bool IsTiny(string? length) =>
        length is not null && int.TryParse(length.Replace("px", "", StringComparison.OrdinalIgnoreCase), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pixels) && pixels < SmallestPicture;

    private static string? Largest(string? sourceSet) => sourceSet is null || sourceSet.Length > 20_000 ? null : Candidate().Matches(sourceSet)
        .Select(match => (Url: match.Groups["url"].Value, Size: double.TryParse(match.Groups["size"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) ? size : 1))
        .Where(candidate => !candidate.Url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(candidate => candidate.Size).Select(candidate => candidate.Url).FirstOrDefault();

    [GeneratedRegex(@"(?<url>[^\s,]\S*[^\s,])(\s+(?<size>[0-9.]+)[wx])?\s*(,|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();

    [GeneratedRegex(@"(^|[/_.-])(1x1|pixel|spacer|blank|transparent|placeholder|loading|tracking|beacon|icon|favicon|logo|avatar|emoji|qrcode)([/_.?-]|[0-9]*\.(gif|png|svg|jpe?g|webp)|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoPicture();

    [GeneratedRegex(@"^https?://([\w-]+\.)*(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|bilibili\.com|youku\.com|v\.qq\.com|iqiyi\.com|facebook\.com/plugins/video|twitch\.tv|brightcove\.net|jwplatform\.com|streamable\.com|miaopai\.com|ted\.com|tudou\.com|sohu\.com|ixigua\.com)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VideoSite();
}
