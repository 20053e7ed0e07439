namespace NewsApi.Importing.Html;

/// <summary>
/// Finds the story in a page by its shape: where long lines with commas and full stops stand together and few of them are links. Names of classes are
/// hints, no more.
/// </summary>
internal static class MainContent
{
    private const int ShortestLine = 25;
    private const int LargestTeasers = 1000;
    private const double MostOfPage = 0.4;

    /// <summary>The parts of the page that are the story, in reading order; what is around and between them is dropped.</summary>
    /// <param name="body">The page.</param>
    public static IReadOnlyList<PageNode> Find(PageNode body)
    {
        DropAround(body);
        var nodes = body.All().Where(node => node.Element is not null).ToList();
        var totals = Score(nodes);
        var top = ByName(nodes, totals, body) ?? Best(nodes);
        if (top is null)
        {
            return [body];
        }

        top = Climb(top, body, totals);
        var parts = WithSiblings(top, body, totals);
        foreach (var part in parts)
        {
            DropBetween(part);
        }

        return parts;
    }

    private static void DropAround(PageNode body)
    {
        var most = body.Weight * MostOfPage;
        foreach (var node in body.All())
        {
            if (node.Element is null || node == body || node.Name is "article" or "main" || (node.Name == "footer" && node.Parent?.Name == "blockquote") || (node.IsInline && node.Name != "span"))
            {
                continue;
            }

            if (node.Name == "header" ? !IsInStory(node) && node.Weight < body.Weight / 5
                : node.Weight < most && (Roles.IsAlwaysAround(node) || (Roles.IsAround(node) && !IsHeading(node))))
            {
                node.Drop();
            }
        }
    }

    private static bool IsHeading(PageNode node) => node.Name is ['h', >= '1' and <= '6'];

    private static bool IsInStory(PageNode node)
    {
        for (var ancestor = node.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.Name is "article" or "main")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Scores each element by the lines in it, less the farther they are within; what it returns is how much all lines within say.</summary>
    private static Dictionary<PageNode, double> Score(List<PageNode> nodes)
    {
        var totals = new Dictionary<PageNode, double>(nodes.Count);
        foreach (var node in nodes)
        {
            // Old pages have whole stories in <font>.
            if (node.IsInline && !node.HasBlocks)
            {
                continue;
            }

            var (weight, marks) = OwnLines(node);
            if (weight < ShortestLine)
            {
                continue;
            }

            var points = 1 + marks + Math.Min(weight / 100.0, 3);
            totals[node] = totals.GetValueOrDefault(node) + points;

            // Lines parted by <br> are as many paragraphs of what they are in.
            var share = node.HasBlocks ? node : node.Parent;
            for (var level = 1; share is not null && level <= 4; level++, share = share.Parent)
            {
                share.Score += points / level;
            }
        }

        for (var index = nodes.Count - 1; index >= 0; index--)
        {
            if (nodes[index].Parent is { } parent && totals.TryGetValue(nodes[index], out var points))
            {
                totals[parent] = totals.GetValueOrDefault(parent) + points;
            }
        }

        return totals;
    }

    private static (int Weight, int Marks) OwnLines(PageNode node)
    {
        var (weight, marks) = (0, 0);
        foreach (var child in node.Children)
        {
            if (child.IsInline && !child.HasBlocks && !child.IsDropped)
            {
                weight += child.Weight - child.LinkWeight;
                marks += child.LinkWeight * 2 > child.Weight ? 0 : child.Marks;
            }
        }

        return (weight, marks);
    }

    private static PageNode? Best(List<PageNode> nodes)
    {
        var (best, highest) = ((PageNode?)null, 0.0);
        foreach (var node in nodes)
        {
            if (node.Score <= 0 || (node.IsInline && !node.HasBlocks))
            {
                continue;
            }

            var score = (node.Score + (25 * Roles.Leaning(node)) + (node.Name == "article" ? 10 : 0)) * (1 - node.LinkDensity);
            if (score > highest)
            {
                (best, highest) = (node, score);
            }
        }

        return best;
    }

    /// <summary>What the page itself calls the text of the story, when that is most of what can be read.</summary>
    private static PageNode? ByName(List<PageNode> nodes, Dictionary<PageNode, double> totals, PageNode body)
    {
        var all = totals.GetValueOrDefault(body);
        return nodes
            .Where(node => node.Attribute("itemprop")?.Contains("articleBody", StringComparison.OrdinalIgnoreCase) == true)
            .Where(node => totals.GetValueOrDefault(node) > all / 3)
            .MaxBy(node => totals.GetValueOrDefault(node));
    }

    private static PageNode Climb(PageNode top, PageNode body, Dictionary<PageNode, double> totals)
    {
        var own = totals.GetValueOrDefault(top);
        var best = top;
        for (var ancestor = top.Parent; ancestor is not null && ancestor != body; ancestor = ancestor.Parent)
        {
            var text = ancestor.Children.Where(child => !child.IsDropped && child.LinkDensity < 0.3 && !IsTeasers(child)).Sum(child => totals.GetValueOrDefault(child));
            if (text > own * 1.3 && ancestor.LinkDensity < 0.4)
            {
                best = ancestor;
                own = text;
            }
        }

        return best;
    }

    private static List<PageNode> WithSiblings(PageNode top, PageNode body, Dictionary<PageNode, double> totals)
    {
        if (top.Parent is not { } parent || top == body)
        {
            return [top];
        }

        var least = Math.Max(8, totals.GetValueOrDefault(top) * 0.15);
        return [.. parent.Children.Where(sibling => sibling == top || (!sibling.IsDropped && sibling.Element is not null && !sibling.IsInline && IsText(sibling)))];

        bool IsText(PageNode sibling) =>
            (totals.GetValueOrDefault(sibling) >= least && sibling.LinkDensity < 0.25 && !IsTeasers(sibling))
            || (sibling.Name == "p" && sibling.Weight > 80 && sibling.LinkDensity < 0.25);
    }

    private static void DropBetween(PageNode part)
    {
        var most = part.Weight * MostOfPage;
        foreach (var node in part.All())
        {
            if (node == part || node.Element is null || node.IsInline || node.Weight == 0 || node.Weight > most)
            {
                continue;
            }

            if (node.Name is "div" or "section" or "ul" or "ol" or "dl" or "table" or "header" or "h2" or "h3" or "h4" && IsLinks(node))
            {
                node.Drop();
            }
            else if (node.Name is "div" or "section" or "ul" or "li" or "article" && IsTeasers(node))
            {
                node.Drop();
            }
            else if (IsLinkLine(node))
            {
                node.Drop();
            }
        }
    }

    /// <summary>Whether it is other stories, each told in short below a heading that is a link.</summary>
    private static bool IsTeasers(PageNode node)
    {
        if (node.Size > LargestTeasers)
        {
            return false;
        }

        var headings = node.All().Where(inner => inner.Name is ['h', >= '2' and <= '6'] && inner.Weight > 0).ToList();
        return headings.Count > 0 && headings.All(heading => heading.LinkDensity > 0.9) && node.Weight / headings.Count < 600;
    }

    /// <summary>Whether it is a line that is nothing but a link: an invitation to read something else.</summary>
    private static bool IsLinkLine(PageNode node) =>
        node.LinkDensity > 0.95
        && ((node.Name == "p" && node.Weight > 12) || (node.Name == "td" && !node.HasBlocks && node.Parent!.Children.Count(cell => cell.Name == "td") == 1))
        && !node.All().Any(inner => inner.Name == "img");

    private static bool IsLinks(PageNode node)
    {
        var leaning = Roles.Leaning(node);
        return node.Name[0] == 'h' && node.Name.Length == 2 ? node.LinkDensity > 0.9 && leaning < 0
            : leaning < 0 ? node.LinkDensity > 0.2 && node.Marks < 10
            : node.LinkDensity > (leaning > 0 ? 0.7 : node.Name is "ul" or "ol" ? 0.75 : 0.5) && node.HasBlocks;
    }
}
