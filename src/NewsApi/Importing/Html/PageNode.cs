using AngleSharp.Dom;

namespace NewsApi.Importing.Html;

/// <summary>An element or a piece of text of a page, with what is measured of all within it.</summary>
internal sealed class PageNode
{
    private static readonly HashSet<string> InlineNames = new(StringComparer.Ordinal)
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr",
        "output", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "#text",
    };

    private PageNode(PageNode? parent, string name, IElement? element, string? text) =>
        (Parent, Name, Element, Text, IsInline) = (parent, name, element, text, InlineNames.Contains(name));

    /// <summary>What it is in.</summary>
    public PageNode? Parent { get; }

    /// <summary>Local name, or <c>#text</c>.</summary>
    public string Name { get; }

    /// <summary>The element; null for text.</summary>
    public IElement? Element { get; }

    /// <summary>The text; null for an element.</summary>
    public string? Text { get; }

    /// <summary>Whether it stands within a line.</summary>
    public bool IsInline { get; }

    /// <summary>What is in it.</summary>
    public List<PageNode> Children { get; } = [];

    /// <summary>Whether it is left out, with all in it.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>How much its text says.</summary>
    public int Weight { get; private set; }

    /// <summary>How much of it is links.</summary>
    public int LinkWeight { get; private set; }

    /// <summary>Commas and full stops: what sentences have and menus don't.</summary>
    public int Marks { get; private set; }

    /// <summary>How many elements and pieces of text it is.</summary>
    public int Size { get; private set; } = 1;

    /// <summary>Whether an element that breaks the line is within it.</summary>
    public bool HasBlocks { get; private set; }

    /// <summary>What its paragraphs score.</summary>
    public double Score { get; set; }

    /// <summary>The share of links in the text.</summary>
    public double LinkDensity => Weight == 0 ? 0 : (double)LinkWeight / Weight;

    /// <summary>Class, id and role, as hints.</summary>
    public string Hints { get; private init; } = "";

    /// <summary>Itself and all within it that is not left out, in reading order.</summary>
    public IEnumerable<PageNode> All()
    {
        var waiting = new Stack<PageNode>();
        waiting.Push(this);
        while (waiting.TryPop(out var node))
        {
            if (node.IsDropped)
            {
                continue;
            }

            yield return node;
            for (var index = node.Children.Count - 1; index >= 0; index--)
            {
                waiting.Push(node.Children[index]);
            }
        }
    }

    /// <summary>All its text in one line.</summary>
    public string Words() => PlainWords.Of(string.Concat(All().Select(node => node.Text ?? (node.IsInline ? "" : "\n"))));

    /// <summary>An attribute; null where there is none.</summary>
    public string? Attribute(string name) => Element?.GetAttribute(name);

    /// <summary>Leaves it out, and takes what it weighs off what it is in.</summary>
    public void Drop()
    {
        if (IsDropped)
        {
            return;
        }

        IsDropped = true;
        for (var ancestor = Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            ancestor.Weight -= Weight;
            ancestor.LinkWeight -= LinkWeight;
            ancestor.Marks -= Marks;
        }
    }

    /// <summary>Measures a part of a page.</summary>
    /// <param name="root">The part.</param>
    /// <param name="isKept">Which elements to take.</param>
    public static PageNode Of(IElement root, Func<IElement, bool> isKept)
    {
        var top = Create(null, root);
        var order = new List<PageNode> { top };
        for (var index = 0; index < order.Count; index++)
        {
            // Appended to while it is walked: parents come before what is in them.
            var node = order[index];
            if (node.Element is null)
            {
                continue;
            }

            // By index: the parser's lists look for the next sibling from their beginning.
            var children = node.Element.ChildNodes;
            for (var place = 0; place < children.Length; place++)
            {
                var child = children[place];
                var made = child switch
                {
                    IText text => new PageNode(node, "#text", null, text.Data),
                    IElement element when isKept(element) => Create(node, element),
                    _ => null,
                };
                if (made is not null)
                {
                    node.Children.Add(made);
                    order.Add(made);
                }
            }
        }

        for (var index = order.Count - 1; index >= 0; index--)
        {
            order[index].Measure();
        }

        return top;
    }

    private static PageNode Create(PageNode? parent, IElement element) => new(parent, element.LocalName, element, null)
    {
        Hints = $"{element.GetAttribute("class")} {element.GetAttribute("id")} {element.GetAttribute("role")}".Trim(),
    };

    private void Measure()
    {
        if (Text is not null)
        {
            Weight = PlainWords.Weight(Text);
            foreach (var character in Text)
            {
                Marks += character is ',' or '，' or '。' or '.' or '、' or '；' or '！' or '？' ? 1 : 0;
            }

            return;
        }

        foreach (var child in Children)
        {
            Size += child.Size;
            Weight += child.Weight;
            LinkWeight += child.LinkWeight;
            Marks += child.Marks;
            HasBlocks |= child.HasBlocks || !child.IsInline;
        }

        if (Name == "a")
        {
            LinkWeight = Weight;
        }
    }
}
