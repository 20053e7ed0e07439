using System.Text;
using UtfUnknown;

namespace NewsApi.Importing;

/// <summary>Text, the encoding its bytes were read in, and why that one was believed.</summary>
internal sealed record DecodedText(string Text, string Charset, string Evidence);

/// <summary>Turns the bytes of a document into text.</summary>
internal static class TextDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads by byte order mark, else as UTF-8 when every byte fits it (no other text does by accident), else in the charset
    /// declared, else in the one the bytes look like. Never throws; what no encoding explains becomes U+FFFD.
    /// </summary>
    public static DecodedText Decode(byte[] bytes, string? declaredCharset = null)
    {
        if (ByteOrderMark(bytes) is { } marked)
        {
            var text = marked.GetString(bytes.AsSpan(marked.Preamble.Length));
            return new DecodedText(text, marked.WebName, "The document begins with a byte order mark.");
        }

        try
        {
            return new DecodedText(StrictUtf8.GetString(bytes), StrictUtf8.WebName, "Every byte fits UTF-8.");
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8: another charset has to be found.
        }

        if (declaredCharset is not null && Find(declaredCharset) is { } declared)
        {
            return new DecodedText(declared.GetString(bytes), declared.WebName, "The charset declared with the document.");
        }

        // GB18030 contains all of GBK and GB2312, whose names pages use loosely.
        var detected = CharsetDetector.DetectFromBytes(bytes).Detected;
        return detected?.EncodingName is { } name && Find(name) is { } encoding
            ? new DecodedText(encoding.GetString(bytes), encoding.WebName, $"The bytes look like it (confidence {detected.Confidence:0.00}).")
            : new DecodedText(Encoding.UTF8.GetString(bytes), "utf-8", "No charset explains every byte; UTF-8 is assumed.");
    }

    private static Encoding? ByteOrderMark(byte[] bytes) =>
        Array.Find([Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode], e => bytes.AsSpan().StartsWith(e.Preamble));

    private static Encoding? Find(string charset)
    {
        var name = charset.StartsWith("gb", StringComparison.OrdinalIgnoreCase) ? "gb18030" : charset;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
