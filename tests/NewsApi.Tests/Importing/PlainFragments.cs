using System.Net;
using System.Text.RegularExpressions;
using NewsApi.Importing.Html;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Tests.Importing;

/// <summary>Reads pieces of HTML as one lead section with a paragraph to a line: what the markup means is none of a feed reader's concern.</summary>
internal static partial class PlainFragments
{
    public static HtmlContent Read(string html, Uri? _)
    {
        var lines = Tag().Replace(End().Replace(html, "\n"), "").Split('\n').Select(line => WebUtility.HtmlDecode(line).Trim()).Where(line => line.Length > 0);
        List<Block> blocks = [.. lines.Select(line => new ParagraphBlock { Text = line })];
        return new HtmlContent(blocks.Count == 0 ? [] : [new(KindClassifier.Lead, null, null, blocks)], [], [], []);
    }

    [GeneratedRegex("</(p|div)>|<br ?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex End();

    [GeneratedRegex("</?[a-z][^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
