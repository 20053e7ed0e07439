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

    private static readonly Encoding[] Chinese = [FindOrNull("gb18030")!, FindOrNull("big5")!];

    /// <summary>
    /// Reads by byte order mark; as UTF-8 when every byte fits it, for no other text does by accident; in the charset declared with the document or in
    /// it, when every byte fits that; else in the one whose text is the likeliest Chinese, or in the one the bytes look like.
    /// </summary>
    /// <param name="bytes">The document.</param>
    /// <param name="declaredCharset">Charset it came with, such as that of <c>Content-Type</c>; null where it came without.</param>
    public static DecodedText Decode(byte[] bytes, string? declaredCharset = null)
    {
        if (ByteOrderMark(bytes) is { } marked)
        {
            return new DecodedText(marked.GetString(bytes.AsSpan(marked.Preamble.Length)), marked.WebName, "The document begins with a byte order mark.", 1);
        }

        if (StrictOrNull(bytes, Encoding.UTF8) is { } utf8)
        {
            return new DecodedText(utf8, Encoding.UTF8.WebName, "Every byte fits UTF-8.", 0.99);
        }

        var chinese = LikeliestChineseOrNull(bytes);
        var doubts = "";
        foreach (var (name, origin) in new[] { (declaredCharset, "declared with the document"), (CharsetWithinOrNull(bytes), "named within the document") })
        {
            if (name is null)
            {
                continue;
            }

            if (FindOrNull(name) is { } encoding && StrictOrNull(bytes, encoding) is { } text)
            {
                // A wrong label often fits: nearly any bytes are something in Big5. Words see through it.
                if (chinese is not null && chinese.Encoding.CodePage != encoding.CodePage && !Plausibility.IsChinese(Sample(text)))
                {
                    doubts += $" The charset {origin}, {Shown(name)}, would make it no text.";
                    continue;
                }

                return new DecodedText(text, encoding.WebName, $"It is the charset {origin}, and every byte fits it.{doubts}", 0.95);
            }

            doubts += $" The charset {origin}, {Shown(name)}, does not explain every byte.";
        }

        return chinese is not null
            ? new DecodedText(chinese.Text, chinese.Encoding.WebName, $"Of the charsets that explain every byte, its text is the likeliest Chinese.{doubts}", 0.9)
            : Detect(bytes, doubts);
    }

    /// <summary>Detectors confuse the charsets of Chinese, which fit nearly any bytes: words tell them apart.</summary>
    private static Candidate? LikeliestChineseOrNull(byte[] bytes) => Chinese
        .Select(encoding => new Candidate(encoding, StrictOrNull(bytes, encoding) ?? ""))
        .Where(candidate => Plausibility.IsChinese(Sample(candidate.Text)))
        .MinBy(candidate => Plausibility.CostPerCharacter(Sample(candidate.Text)));

    private static DecodedText Detect(byte[] bytes, string doubts)
    {
        var detected = CharsetDetector.DetectFromBytes(bytes);
        var fitting = (detected.Details ?? [])
            .Select(detail => (Encoding: FindOrNull(detail.EncodingName), detail.Confidence))
            .Where(candidate => candidate.Encoding is not null)
            .Select(candidate => (candidate.Encoding, Text: StrictOrNull(bytes, candidate.Encoding!), candidate.Confidence))
            .FirstOrDefault(candidate => candidate.Text is not null);

        if (fitting.Text is not null)
        {
            return new DecodedText(fitting.Text, fitting.Encoding!.WebName, $"The bytes look like it.{doubts}", Math.Round(fitting.Confidence, 2));
        }

        var last = detected.Detected?.EncodingName is { } name ? FindOrNull(name) ?? Encoding.UTF8 : Encoding.UTF8;
        var damaged = last.GetString(bytes);
        return new DecodedText(
            damaged, last.WebName, $"No charset explains every byte; {damaged.Count(character => character == '\uFFFD')} places are marked with U+FFFD.{doubts}", 0.1);
    }

    private static string Sample(string text) => text[..Math.Min(SampleLength, text.Length)];

    private static Encoding? ByteOrderMark(byte[] bytes) =>
        Array.Find([Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode], e => bytes.AsSpan().StartsWith(e.Preamble));

    /// <summary>The charset that HTML (<c>&lt;meta charset&gt;</c>) or XML names at its beginning, which is ASCII in every charset that could be meant.</summary>
    private static string? CharsetWithinOrNull(byte[] bytes) =>
        WithinForm().Match(Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(HeadLength, bytes.Length)))) is { Success: true } match ? match.Groups["charset"].Value : null;

    private static string? StrictOrNull(byte[] bytes, Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            var text = strict.GetString(bytes);

            // Bytes that are no character the older code pages read as ones for private use, without complaint.
            return text.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding? FindOrNull(string charset)
    {
        // GB18030 contains GBK and GB2312, whose names pages use loosely.
        var name = charset.Trim().StartsWith("gb", StringComparison.OrdinalIgnoreCase) ? "gb18030" : charset.Trim();
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A name as it can be shown: it is whatever somebody wrote.</summary>
    private static string Shown(string charset) => new([.. charset.Take(40).Select(character => char.IsControl(character) ? '\uFFFD' : character)]);

    private sealed record Candidate(Encoding Encoding, string Text);

    [GeneratedRegex(@"<meta[^>]{0,200}?charset\s*=\s*[""']?(?<charset>[A-Za-z0-9_:.-]{2,40})|^<\?xml[^>]{0,200}?encoding\s*=\s*[""'](?<charset>[A-Za-z0-9_:.-]{2,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithinForm();
}
