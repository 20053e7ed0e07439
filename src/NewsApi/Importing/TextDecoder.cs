using System.Text;
using System.Text.RegularExpressions;
using NewsApi.ChineseText;
using UtfUnknown;

namespace NewsApi.Importing;

/// <summary>Text, the encoding its bytes were read in, and why that one was believed.</summary>
/// <param name="Text">The text. A byte that nothing explains is U+FFFD, and <paramref name="Evidence"/> says so.</param>
/// <param name="Charset">IANA name of the encoding.</param>
/// <param name="Evidence">Why it was believed, in a sentence or two.</param>
/// <param name="Confidence">How sure: from 0 to 1.</param>
internal sealed record DecodedText(string Text, string Charset, string Evidence, double Confidence);

/// <summary>Turns the bytes of a document into text. Never throws.</summary>
internal static partial class TextDecoder
{
    // A document says its charset at its beginning; the HTML standard looks at 1024 bytes.
    private const int HeadLength = 1024;

    // Enough to tell one language from another.
    private const int SampleLength = 4096;

    // In UTF-16 every other byte of ASCII and of line ends is zero; in any other charset of text none is.
    private const int ZeroBytes = 16;

    // Damage may mark this share of what is not ASCII, at most; bytes of another charset break much oftener.
    private const int Damaged = 4;

    // UTF-8 seldom happens by accident, not even for one character in so many.
    private const int DamagedUtf8 = 8;

    // What a mark costs a text, as against the words around it.
    private const float CostOfMark = 12;

    private static readonly Encoding[] Chinese = [FindOrNull("gb18030")!, FindOrNull("big5")!, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>
    /// Reads by byte order mark; as UTF-16 when zero bytes tell it; as UTF-8 when every byte fits it, for no other text does by accident; in the charset
    /// declared with the document or in it, when every byte fits that; else in the one whose text is the likeliest Chinese, or in the one the bytes look
    /// like. Where some bytes fit none, the same charsets are tried in the same order with a mark for each place that does not.
    /// </summary>
    /// <param name="bytes">The document.</param>
    /// <param name="declaredCharset">Charset it came with, such as that of <c>Content-Type</c>; null where it came without.</param>
    public static DecodedText Decode(byte[] bytes, string? declaredCharset = null)
    {
        if (ByteOrderMark(bytes) is { } marked)
        {
            var rest = MarkedText.Read(bytes[marked.Preamble.Length..], marked);
            return new DecodedText(rest.Text, marked.WebName, $"The document begins with a byte order mark.{Marks(rest)}", rest.Marks == 0 ? 1 : 0.9);
        }

        if (ByZeroBytesOrNull(bytes) is { } utf16)
        {
            return new DecodedText(utf16.Text, utf16.Encoding.WebName, $"Its zero bytes stand where UTF-16 has them.{Marks(utf16)}", 0.95);
        }

        var utf8 = MarkedText.Read(bytes, Encoding.UTF8);
        if (utf8.Marks == 0)
        {
            return new DecodedText(utf8.Text, utf8.Encoding.WebName, "Every byte fits UTF-8.", 0.99);
        }

        if (utf8.Marks * DamagedUtf8 <= NotAscii(utf8))
        {
            return new DecodedText(utf8.Text, utf8.Encoding.WebName, $"Nearly every byte fits UTF-8, which none does by accident.{Marks(utf8)}", 0.5);
        }

        var chinese = LikeliestChineseOrNull(bytes);
        var doubts = "";
        var damaged = new List<(MarkedText Text, string Origin)>();
        foreach (var (name, origin) in Labels(bytes, declaredCharset))
        {
            if (FindOrNull(name) is { } encoding)
            {
                var text = MarkedText.Read(bytes, encoding);

                // A wrong label often fits: nearly any bytes are something in Big5. Words see through it.
                var isText = chinese is null || chinese.Encoding.CodePage == encoding.CodePage || IsChinese(text);
                if (text.Marks == 0)
                {
                    if (isText)
                    {
                        return new DecodedText(text.Text, encoding.WebName, $"It is the charset {origin}, and every byte fits it.{doubts}", 0.95);
                    }

                    doubts += $" The charset {origin}, {Shown(name)}, would make it no text.";
                    continue;
                }

                if (isText && (text.Marks == 1 || text.Marks * Damaged <= NotAscii(text)))
                {
                    damaged.Add((text, origin));
                }
            }
            else
            {
                doubts += $" The charset {origin}, {Shown(name)}, is none that is known.";
                continue;
            }

            doubts += $" The charset {origin}, {Shown(name)}, does not explain every byte.";
        }

        if (chinese?.Marks == 0)
        {
            return new DecodedText(
                chinese.Text, chinese.Encoding.WebName, $"Of the charsets that explain every byte, its text is the likeliest Chinese.{doubts}", 0.9);
        }

        if (damaged.Count > 0)
        {
            var (text, origin) = damaged.MinBy(candidate => candidate.Text.Marks);
            return new DecodedText(text.Text, text.Encoding.WebName, $"It is the charset {origin}.{doubts}{Marks(text)}", 0.5);
        }

        return chinese is not null
            ? new DecodedText(chinese.Text, chinese.Encoding.WebName, $"Read in it, the text is the likeliest Chinese.{doubts}{Marks(chinese)}", 0.5)
            : Detect(bytes, doubts);
    }

    /// <summary>A sentence for each charset that is declared with a document, or named in it, and that nobody knows.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="declaredCharset">Charset it came with; null where it came without.</param>
    public static IEnumerable<string> UnknownLabels(byte[] bytes, string? declaredCharset) =>
        Labels(bytes, declaredCharset).Where(label => FindOrNull(label.Name) is null).Select(label => $"No charset is known as “{Shown(label.Name)}”, the one {label.Origin}.");

    private static IEnumerable<(string Name, string Origin)> Labels(byte[] bytes, string? declaredCharset)
    {
        if (declaredCharset is not null)
        {
            yield return (declaredCharset, "declared with the document");
        }

        if (CharsetWithinOrNull(bytes) is { } within)
        {
            yield return (within, "named within the document");
        }
    }

    /// <summary>Detectors confuse the charsets of Chinese, which fit nearly any bytes: words tell them apart.</summary>
    private static MarkedText? LikeliestChineseOrNull(byte[] bytes) => Chinese
        .Where(encoding => encoding is not UnicodeEncoding || bytes.Length % 2 == 0)
        .Select(encoding => MarkedText.Read(bytes, encoding))
        .Where(text => text.Marks == 0 || (text.Marks * Damaged <= NotAscii(text) && NotAscii(text) >= DamagedUtf8))
        .Where(IsChinese)
        .MinBy(text => Plausibility.CostPerCharacter(Sample(text)) + (text.Marks * CostOfMark / text.Text.Length));

    private static bool IsChinese(MarkedText text) => Plausibility.IsChinese(Sample(text));

    private static MarkedText? ByZeroBytesOrNull(byte[] bytes)
    {
        var (even, odd) = (0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] != 0) continue;
            if (at % 2 == 0) even++;
            else odd++;
        }

        if (Math.Max(even, odd) * ZeroBytes < bytes.Length || bytes.Length < 2) return null;
        var text = MarkedText.Read(bytes, odd > even ? Encoding.Unicode : Encoding.BigEndianUnicode);
        return text.Marks > 1 || text.Text.Any(character => char.IsControl(character) && character is not ('\t' or '\r' or '\n' or '\f')) ? null : text;
    }

    private static DecodedText Detect(byte[] bytes, string doubts)
    {
        var detected = CharsetDetector.DetectFromBytes(bytes);
        var fitting = (detected.Details ?? [])
            .Select(detail => (Encoding: FindOrNull(detail.EncodingName), detail.Confidence))
            .Where(candidate => candidate.Encoding is not null)
            .Select(candidate => (Text: MarkedText.Read(bytes, candidate.Encoding!), candidate.Confidence))
            .FirstOrDefault(candidate => candidate.Text.Marks == 0);

        if (fitting.Text is not null)
        {
            return new DecodedText(fitting.Text.Text, fitting.Text.Encoding.WebName, $"The bytes look like it.{doubts}", Math.Round(fitting.Confidence, 2));
        }

        var last = MarkedText.Read(bytes, detected.Detected?.EncodingName is { } name ? FindOrNull(name) ?? Encoding.UTF8 : Encoding.UTF8);
        return new DecodedText(last.Text, last.Encoding.WebName, $"No charset explains every byte.{doubts}{Marks(last)}", 0.1);
    }

    private static string Marks(MarkedText text) => text.Marks switch
    {
        0 => "",
        1 => " 1 place is marked with U+FFFD.",
        _ => $" {text.Marks} places are marked with U+FFFD.",
    };

    private static int NotAscii(MarkedText text) => text.Text.Count(character => character >= '\u0080') - text.Marks;

    // Without the marks, which tell nothing of the words.
    private static string Sample(MarkedText text) => text.Text[..Math.Min(SampleLength, text.Text.Length)].Replace("\uFFFD", "", StringComparison.Ordinal);

    private static Encoding? ByteOrderMark(byte[] bytes) =>
        Array.Find([Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode], e => bytes.AsSpan().StartsWith(e.Preamble));

    /// <summary>The charset that HTML (<c>&lt;meta charset&gt;</c>) or XML names at its beginning, which is ASCII in every charset that could be meant.</summary>
    private static string? CharsetWithinOrNull(byte[] bytes) =>
        WithinForm().Match(Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(HeadLength, bytes.Length)))) is { Success: true } match ? match.Groups["charset"].Value : null;

    private static Encoding? FindOrNull(string charset)
    {
        // GB18030 contains GBK and GB2312, whose names pages use loosely.
        // Big5 on the web is Hong Kong's, most of which Big5 itself has.
        var name = charset.Trim().ToLowerInvariant();
        name = name.StartsWith("gb", StringComparison.Ordinal) ? "gb18030" : name is "big5-hkscs" or "big5hkscs" ? "big5" : name;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A name as it can be shown: it is whatever somebody wrote.</summary>
    private static string Shown(string charset) => new([.. charset.Take(40).Select(character => char.IsControl(character) ? '\uFFFD' : character)]);

    [GeneratedRegex(@"<meta[^>]{0,200}?charset\s*=\s*[""']?(?<charset>[A-Za-z0-9_:.-]{2,40})|^<\?xml[^>]{0,200}?encoding\s*=\s*[""'](?<charset>[A-Za-z0-9_:.-]{2,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithinForm();
}
