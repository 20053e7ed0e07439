using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace NewsApi.Importing.Feeds;

/// <summary>
/// Reads a feed that is no well-formed XML as what was meant: entities of HTML, bare ampersands, prefixes that nothing declares, control
/// characters, ends that are missing or stand wrong, something before the beginning or behind the end. Nothing is fetched or expanded.
/// </summary>
internal sealed class TolerantXml
{
    // As far as the end of an attribute's value is looked for.
    private const int LongestValue = 8192;

    // As far as a feed is looked for behind what stands before it.
    private const int LongestJunk = 100_000;

    private static readonly Dictionary<string, XNamespace> Usual = new (string Prefix, XNamespace Vocabulary)[]
    {
        ("atom", FeedNames.Atom), ("a10", FeedNames.Atom), ("content", FeedNames.Content), ("dc", FeedNames.Dc),
        ("dcterms", FeedNames.DcTerms), ("media", FeedNames.Media), ("rdf", FeedNames.Rdf), ("itunes", FeedNames.Itunes),
        ("feedburner", FeedNames.FeedBurner), ("xml", XNamespace.Xml), ("xhtml", FeedNames.Xhtml),
    }.ToDictionary(usual => usual.Prefix, usual => usual.Vocabulary, StringComparer.OrdinalIgnoreCase);

    private readonly string _text;
    private readonly Dictionary<string, XNamespace> _namespaces = new(Usual, StringComparer.OrdinalIgnoreCase);
    private readonly List<Open> _open = [];
    private XElement? _root;
    private int _at;

    private TolerantXml(string text, int at) => (_text, _at) = (text, at);

    /// <summary>Reads the feed in a text.</summary>
    /// <returns>Its outermost element, null where there is none; and whether the text ends before it does.</returns>
    public static (XElement? Root, bool IsTruncated) Read(string text)
    {
        var start = StartOrNull(text);
        return start is null ? (null, false) : new TolerantXml(text, start.Value).Read();
    }

    /// <summary>Where the outermost element of a feed begins. What stands before it may be anything but a page.</summary>
    private static int? StartOrNull(string text)
    {
        var last = Math.Min(text.Length, LongestJunk);
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0 && at < last; at = text.IndexOf('<', at + 1))
        {
            var end = NameEnd(text, at + 1);
            var name = text.AsSpan(at + 1, end - at - 1);
            name = name[(name.LastIndexOf(':') + 1)..];
            if (name.Equals("html", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            if (name.Length is 3 or 4 && FeedDocument.IsFeed(name.ToString()))
            {
                return at;
            }
        }

        return null;
    }

    private (XElement? Root, bool IsTruncated) Read()
    {
        var isWhole = true;
        while (isWhole && _at < _text.Length && (_root is null || _open.Count > 0))
        {
            var open = _text.IndexOf('<', _at);
            var end = open < 0 ? _text.Length : open;
            Append(WebUtility.HtmlDecode(_text[_at..end]));
            _at = end;
            isWhole = open < 0 || ReadMark();
        }

        var isTruncated = _open.Count > 0;
        if (isTruncated)
        {
            // What is unfinished is no item: half a sentence would be stored for a whole one.
            var unfinished = _open.Find(open => IsItem(open.Element))?.Element;
            Close(0);
            unfinished?.Remove();
        }

        return (_root, isTruncated);
    }

    /// <summary>Reads what begins with an angle bracket.</summary>
    /// <returns>Whether it ends.</returns>
    private bool ReadMark()
    {
        var rest = _text.AsSpan(_at);
        if (rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase))
        {
            var begin = _at + "<![CDATA[".Length;
            var end = _text.IndexOf("]]>", begin, StringComparison.Ordinal);
            if (end >= 0)
            {
                Append(_text[begin..end]);
            }

            return SkipTo(end, 3);
        }

        if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            return SkipTo(_text.IndexOf("-->", _at, StringComparison.Ordinal), 3);
        }

        if (rest.StartsWith("<?", StringComparison.Ordinal) || rest.StartsWith("<!", StringComparison.Ordinal))
        {
            return SkipTo(_text.IndexOf('>', _at), 1);
        }

        var isEnd = rest.StartsWith("</", StringComparison.Ordinal);
        var nameStart = _at + (isEnd ? 2 : 1);
        var nameEnd = NameEnd(_text, nameStart);
        if (nameEnd == nameStart)
        {
            Append("<");
            _at++;
            return true;
        }

        var name = _text[nameStart..nameEnd];
        if (isEnd)
        {
            var last = _open.FindLastIndex(open => open.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (last >= 0)
            {
                Close(last);
            }

            return SkipTo(_text.IndexOf('>', nameEnd), 1);
        }

        return ReadStart(name, nameEnd);
    }

    private bool ReadStart(string name, int at)
    {
        List<(string Name, string Value)> attributes = [];
        while (true)
        {
            while (at < _text.Length && (char.IsWhiteSpace(_text[at]) || _text[at] is '/' or '"' or '\''))
            {
                if (_text[at] == '/' && at + 1 < _text.Length && _text[at + 1] == '>')
                {
                    Add(name, attributes, isEmpty: true);
                    return SkipTo(at, 2);
                }

                at++;
            }

            if (at >= _text.Length)
            {
                return false;
            }

            if (_text[at] is '>' or '<')
            {
                Add(name, attributes, isEmpty: Markup.IsVoid(name));
                return SkipTo(at, _text[at] == '>' ? 1 : 0);
            }

            at = ReadAttribute(at, attributes);
        }
    }

    /// <summary>Reads one attribute.</summary>
    /// <returns>Where the next one may begin.</returns>
    private int ReadAttribute(int at, List<(string Name, string Value)> attributes)
    {
        var nameEnd = at;
        while (nameEnd < _text.Length && !char.IsWhiteSpace(_text[nameEnd]) && _text[nameEnd] is not ('=' or '>' or '<' or '/'))
        {
            nameEnd++;
        }

        var valueStart = nameEnd;
        while (valueStart < _text.Length && char.IsWhiteSpace(_text[valueStart]))
        {
            valueStart++;
        }

        if (valueStart >= _text.Length || _text[valueStart] != '=')
        {
            return Math.Max(nameEnd, at + 1);
        }

        valueStart++;
        while (valueStart < _text.Length && char.IsWhiteSpace(_text[valueStart]))
        {
            valueStart++;
        }

        int valueEnd;
        var next = valueStart;
        if (valueStart < _text.Length && _text[valueStart] is '"' or '\'')
        {
            valueEnd = _text.IndexOf(_text[valueStart], valueStart + 1, Math.Min(LongestValue, _text.Length - valueStart - 1));
            valueStart++;
            next = valueEnd + 1;
        }
        else
        {
            valueEnd = valueStart;
            while (valueEnd < _text.Length && !char.IsWhiteSpace(_text[valueEnd]) && _text[valueEnd] is not ('>' or '<'))
            {
                valueEnd++;
            }

            next = valueEnd;
        }

        if (valueEnd < 0)
        {
            return valueStart;
        }

        if (attributes.Count < FeedDocument.MaxAttributes && nameEnd > at)
        {
            attributes.Add((_text[at..nameEnd], WebUtility.HtmlDecode(_text[valueStart..valueEnd])));
        }

        return next;
    }

    private void Add(string name, List<(string Name, string Value)> attributes, bool isEmpty)
    {
        var parent = _open.Count > 0 ? _open[^1] : null;

        // An item in an item: the end of the first one is missing.
        var sibling = _open.FindIndex(open => IsItem(open.Element) && open.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (sibling >= 0)
        {
            Close(sibling);
            parent = _open.Count > 0 ? _open[^1] : null;
        }

        if (_open.Count >= FeedDocument.MaxDepth)
        {
            throw FeedDocument.TooDeep();
        }

        var standard = parent?.Default ?? XNamespace.None;
        foreach (var (attribute, value) in attributes)
        {
            if (attribute.Equals("xmlns", StringComparison.OrdinalIgnoreCase))
            {
                standard = XNamespace.Get(Clean(value).Trim());
            }
            else if (attribute.StartsWith("xmlns:", StringComparison.OrdinalIgnoreCase) && Clean(value).Trim() is { Length: > 0 } declared)
            {
                _namespaces[attribute[6..]] = XNamespace.Get(declared);
            }
        }

        var element = new XElement(NameOf(name, standard));
        foreach (var (attribute, value) in attributes)
        {
            if (!attribute.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase))
            {
                element.SetAttributeValue(NameOf(attribute, XNamespace.None), Clean(value));
            }
        }

        parent?.Flush();
        parent?.Element.Add(element);
        _root ??= element;
        if (!isEmpty)
        {
            _open.Add(new Open(name, element, standard));
        }
    }

    private XName NameOf(string name, XNamespace standard)
    {
        var colon = name.LastIndexOf(':');
        var local = name[(colon + 1)..];
        local = local.Length == 0 ? "_" : XmlConvert.EncodeLocalName(local)!;

        // A prefix that nobody knows makes the element unknown, not one of the feed's own.
        return colon <= 0 ? standard + local
            : _namespaces.TryGetValue(name[..colon], out var known) ? known + local
            : XNamespace.Get("unknown:" + Clean(name[..colon])) + local;
    }

    private bool SkipTo(int end, int length)
    {
        _at = end < 0 ? _text.Length : end + length;
        return end >= 0;
    }

    private void Append(string text)
    {
        if (_open.Count > 0)
        {
            _open[^1].Text.Append(Clean(text));
        }
    }

    private void Close(int last)
    {
        for (var index = _open.Count - 1; index >= last; index--)
        {
            _open[index].Flush();
        }

        _open.RemoveRange(last, _open.Count - last);
    }

    private static bool IsItem(XElement element) =>
        element.Name.LocalName.Equals("item", StringComparison.OrdinalIgnoreCase) || element.Name.LocalName.Equals("entry", StringComparison.OrdinalIgnoreCase);

    private static int NameEnd(string text, int at)
    {
        if (at >= text.Length || !(char.IsLetter(text[at]) || text[at] == '_'))
        {
            return at;
        }

        // No name is longer; looking for its end again and again would take long.
        var last = Math.Min(text.Length, at + 100);
        while (at < last && (char.IsLetterOrDigit(text[at]) || text[at] is ':' or '_' or '-' or '.'))
        {
            at++;
        }

        return at;
    }

    /// <summary>The text without what XML cannot carry.</summary>
    private static string Clean(string text)
    {
        foreach (var character in text)
        {
            if (!XmlConvert.IsXmlChar(character))
            {
                return string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)));
            }
        }

        return text;
    }

    /// <summary>An element whose end was not met yet.</summary>
    private sealed class Open(string name, XElement element, XNamespace standard)
    {
        public string Name => name;

        public XElement Element => element;

        public XNamespace Default => standard;

        public StringBuilder Text { get; } = new();

        public void Flush()
        {
            if (Text.Length > 0)
            {
                element.Add(new XText(Text.ToString()));
                Text.Clear();
            }
        }
    }
}
