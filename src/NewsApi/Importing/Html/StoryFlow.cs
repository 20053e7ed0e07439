using System.Text;
using System.Text.RegularExpressions;
using NewsApi.Importing.Understanding;
using NewsApi.Model;

namespace NewsApi.Importing.Html;

/// <summary>One thing after the other in a story: a heading, or a block.</summary>
/// <param name="Heading">The heading; null for a block.</param>
/// <param name="Block">The block; null for a heading.</param>
internal sealed record FlowItem(string? Heading, Block? Block);

/// <summary>Turns elements into headings and blocks, in reading order.</summary>
internal sealed partial class StoryFlow(Uri? root)
{
    private const int LongestStrongHeading = 80;
    private const int LongestHeading = 200;
    private const int LongestCaption = 600;

    // Larger parts are no one block, and looking through them at each level would take long.
    private const int LargestBlock = 5000;

    private readonly StringBuilder _line = new();
    private readonly HashSet<string> _media = new(StringComparer.Ordinal);
    private int _strong;
    private bool _hasPlain;

    /// <summary>What was found so far.</summary>
    public List<FlowItem> Items { get; } = [];

    /// <summary>Sound, which belongs to the whole story.</summary>
    public List<MediaItem> Sound { get; } = [];

    /// <summary>Reads one part of a story.</summary>
    public void Add(PageNode part)
    {
        Visit(part);
        EndLine();
    }

    // Depth is bounded: see NestingLimit.
    private void Visit(PageNode node)
    {
        if (node.IsDropped)
        {
            return;
        }

        switch (node.Name)
        {
            case "#text":
                Append(node.Text!);
                return;
            case "br" or "hr":
                EndLine();
                return;
            case "wbr" or "source" or "track" or "rt" or "rp":
                return;
            case "b" or "strong":
                _strong++;
                VisitChildren(node);
                _strong--;
                return;
            case "img":
                Picture(node, null);
                return;
            case "video" or "iframe" or "embed":
                Video(node);
                return;
            case "audio":
                if (MediaSource.VideoOrNull(node, root) is { } sound && _media.Add(sound))
                {
                    Sound.Add(new MediaItem { Type = MediaType.Audio, Url = sound });
                }

                return;
        }

        if (node.IsInline)
        {
            if (node.Hints.Length > 0 && IsCaptionBelow(node))
            {
                return;
            }

            VisitChildren(node);
            return;
        }

        EndLine();
        if (!IsWhole(node))
        {
            VisitChildren(node);
            if (node.Name is "td" or "th")
            {
                Append(" ");
            }

            EndLine();
        }
    }

    private void VisitChildren(PageNode node)
    {
        foreach (var child in node.Children)
        {
            Visit(child);
        }
    }

    /// <summary>Whether the element was read as one block rather than as what is in it.</summary>
    private bool IsWhole(PageNode node) => node.Name switch
    {
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => IsHeading(node),
        "ul" or "ol" => node.Size < LargestBlock && IsList(node),
        "blockquote" => node.Size < LargestBlock && IsQuote(node),
        "figure" => node.Size < LargestBlock && IsFigure(node),
        "figcaption" => IsCaption(node),
        "p" or "div" or "dd" => node.Hints.Length > 0 && !node.HasBlocks && (CaptionWords().IsMatch(node.Hints) ? IsCaption(node) : IsCaptionBelow(node)),
        "dl" => node.Size < LargestBlock && IsTerms(node),
        "table" => IsTable(node),
        "pre" => IsParagraph(node),
        _ => false,
    };

    private bool IsHeading(PageNode node)
    {
        if (node.All().Any(part => part.Name is "img" or "video" or "iframe") && node.Weight == 0)
        {
            return false;
        }

        if (PlainWords.OrNull(node.Words()) is { } words)
        {
            Items.Add(words.Length <= LongestHeading ? new FlowItem(words, null) : new FlowItem(null, new ParagraphBlock { Text = words }));
        }

        return true;
    }

    private bool IsParagraph(PageNode node)
    {
        if (PlainWords.OrNull(node.Words()) is { } words)
        {
            Items.Add(new FlowItem(null, new ParagraphBlock { Text = words }));
        }

        return true;
    }

    /// <summary>A caption belongs to the picture before it; where that did not survive, it stands alone.</summary>
    private bool IsCaption(PageNode node)
    {
        if (PlainWords.OrNull(node.Words()) is not { } words)
        {
            return true;
        }

        if (Items.Count > 0 && Items[^1].Block is ImageBlock image)
        {
            image.Caption = words;
        }
        else
        {
            Items.Add(new FlowItem(null, new ImageBlock { Caption = words }));
        }

        return true;
    }

    /// <summary>Whether it is short, called the words of a picture, and stands right below one.</summary>
    private bool IsCaptionBelow(PageNode node)
    {
        if (_line.ToString().AsSpan().Trim().Length > 0 || Items.Count == 0 || Items[^1].Block is not ImageBlock || node.Weight is 0 or > LongestCaption
            || !(CaptionWords().IsMatch(node.Hints) || PictureWords().IsMatch(node.Hints)))
        {
            return false;
        }

        EndLine();
        return IsCaption(node);
    }

    /// <summary>Terms with what is said of each, as one list.</summary>
    private bool IsTerms(PageNode node)
    {
        var parts = node.All().Where(part => part.Name is "dt" or "dd").ToList();
        if (parts.Count == 0 || parts.Any(IsContent) || parts.Any(part => part.All().Any(inner => inner != part && inner.Name is "dl" or "ul" or "ol")))
        {
            return false;
        }

        var items = new List<string>();
        var isTerm = false;
        foreach (var part in parts)
        {
            if (OwnWords(part) is not { } words)
            {
                continue;
            }

            var isSaid = part.Name == "dd" && items.Count > 0;
            if (isSaid)
            {
                items[^1] += $"{(isTerm ? "：" : "；")}{words}";
            }
            else
            {
                items.Add(words.TrimEnd('：', ':', ' '));
            }

            isTerm = part.Name == "dt";
        }

        if (items.Count > 0)
        {
            Items.Add(new FlowItem(null, new ListBlock { Ordered = false, Items = items }));
        }

        return true;
    }

    private bool IsList(PageNode node)
    {
        var points = node.All().Where(part => part.Name == "li").ToList();
        if (points.Count == 0 || points.Any(IsContent))
        {
            return false;
        }

        var items = points.Select(OwnWords).OfType<string>().ToList();
        if (items.Count > 0)
        {
            Items.Add(new FlowItem(null, new ListBlock { Ordered = node.Name == "ol", Items = items }));
        }

        return true;
    }

    /// <summary>A point that is a story of its own: a layout of pictures, headings or paragraphs.</summary>
    private bool IsContent(PageNode point) =>
        point.Children.Count(child => !child.IsDropped && child.Name is "p" or "div" or "section" && child.Weight > 0) > 2
        || point.All().Any(part => part.Name is "table" or "figure" or "blockquote" or "video" || (part.Name == "img" && MediaSource.PictureOrNull(part, root) is not null));

    private static string? OwnWords(PageNode point)
    {
        var words = new StringBuilder();
        var waiting = new Stack<PageNode>();
        waiting.Push(point);
        while (waiting.TryPop(out var node))
        {
            if (node.IsDropped || (node != point && node.Name is "ul" or "ol"))
            {
                continue;
            }

            words.Append(node.Text ?? (node.IsInline ? "" : "\n"));
            for (var index = node.Children.Count - 1; index >= 0; index--)
            {
                waiting.Push(node.Children[index]);
            }
        }

        return PlainWords.OrNull(words.ToString());
    }

    private bool IsQuote(PageNode node)
    {
        var parts = node.All().ToList();
        if (parts.Any(part => part.Name is "h1" or "h2" or "h3" or "ul" or "ol" or "table" or "img" or "figure" or "video" or "iframe"))
        {
            return false;
        }

        var inner = new StoryFlow(root);
        var source = parts.FirstOrDefault(part => part.Name is "footer" or "cite");
        var attribution = source is null ? null : PlainWords.OrNull(source.Words().TrimStart('—', '–', '-', '―', ' '));
        if (attribution is { Length: <= LongestHeading })
        {
            source!.Drop();
        }

        foreach (var child in node.Children)
        {
            inner.Visit(child);
        }

        inner.EndLine();
        var text = string.Join('\n', inner.Items.Select(item => item.Heading ?? string.Join('\n', item.Block!.Texts())));
        if (text.Length > 0)
        {
            Items.Add(new FlowItem(null, new QuoteBlock { Text = text, Attribution = attribution is { Length: <= LongestHeading } ? attribution : null }));
        }

        return true;
    }

    private bool IsFigure(PageNode node)
    {
        var parts = node.All().ToList();
        if (parts.Any(part => part.Name is "table" or "pre" or "blockquote" or "p" && part.Weight > 300))
        {
            return false;
        }

        var caption = PlainWords.OrNull(parts.FirstOrDefault(part => part.Name == "figcaption")?.Words());
        var before = Items.Count;
        foreach (var part in parts)
        {
            if (part.Name == "img")
            {
                Picture(part, caption);
            }
            else if (part.Name is "video" or "iframe")
            {
                Video(part, caption);
            }
        }

        if (Items.Count == before && caption is not null)
        {
            Items.Add(new FlowItem(null, new ImageBlock { Caption = caption }));
        }

        return true;
    }

    private bool IsTable(PageNode node)
    {
        if (!PageTables.IsData(node, out var table))
        {
            return false;
        }

        if (table is not null)
        {
            Items.Add(new FlowItem(null, table));
        }

        return true;
    }

    private void Picture(PageNode image, string? caption)
    {
        var alternative = PlainWords.OrNull(image.Attribute("alt"));
        if (MediaSource.PictureOrNull(image, root) is { } url && _media.Add(url))
        {
            // Words in a line with a picture go on behind it.
            EndLine();
            Items.Add(new FlowItem(null, new ImageBlock { Url = url, Caption = caption ?? (alternative is null || FileName().IsMatch(alternative) ? null : alternative) }));
        }
    }

    private void Video(PageNode node, string? caption = null)
    {
        if (MediaSource.VideoOrNull(node, root) is { } url && _media.Add(url))
        {
            EndLine();
            Items.Add(new FlowItem(null, new VideoBlock { Url = url, Caption = caption ?? (node.Name == "iframe" ? null : PlainWords.OrNull(node.Attribute("title"))) }));
        }
    }

    private void Append(string text)
    {
        _line.Append(text);
        _hasPlain |= _strong == 0 && !string.IsNullOrWhiteSpace(text);
    }

    private void EndLine()
    {
        if (_line.Length == 0)
        {
            return;
        }

        var words = PlainWords.OrNull(_line.ToString());
        var isStrong = !_hasPlain;
        _line.Clear();
        _hasPlain = false;
        if (words is null || !HasWord().IsMatch(words))
        {
            return;
        }

        if (words[0] is '▲' or '△' && Items.Count > 0 && Items[^1].Block is ImageBlock image)
        {
            image.Caption = words.TrimStart('▲', '△', ' ') is { Length: > 0 } caption ? caption : image.Caption;
        }
        else if (isStrong && (Lines.IsHeading(words) || (words[0] < '\u2E80' && words.Length <= LongestStrongHeading && words[^1] is not ('.' or ':' or ',' or ';'))))
        {
            Items.Add(new FlowItem(words, null));
        }
        else
        {
            Items.Add(new FlowItem(null, new ParagraphBlock { Text = words }));
        }
    }

    [GeneratedRegex(@"^[\w-]+\.(jpe?g|png|gif|webp)$|^(image|img|photo|圖片|图片)?\d*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileName();

    [GeneratedRegex(@"(^|[\s_-])caption($|[\s_-])|圖說|图说", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CaptionWords();

    [GeneratedRegex(
        @"(^|[\s_-])((img|image|pic|picture|photo|fig|figure)s?[\s_-]?(cap|caption|desc|descr|description|info|intro|note|explain|text|txt|title|tit|label|legend)|(wp-)?caption-?text|legend|tuzhu|tushuo)($|[\s_-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PictureWords();

    [GeneratedRegex(@"[\p{L}\p{N}]", RegexOptions.CultureInvariant)]
    private static partial Regex HasWord();
}
