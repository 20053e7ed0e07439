using System.Buffers;
using System.Text.Encodings.Web;

namespace NewsApi.Http;

/// <summary>
/// Escapes in JSON only what JSON demands (RFC 8259, section 7). The most relaxed encoder of the framework still writes every
/// character beyond U+FFFF as two escapes: 𠮷 as \uD842\uDFB7, three times its size. Nothing here is ever pasted into HTML.
/// </summary>
internal sealed unsafe class WireEncoder : JavaScriptEncoder
{
    // What the framework escapes beyond that is harmless, and stays: DEL and the line separators, which JavaScript once took for line ends.
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\', '\u007F', '\u2028', '\u2029']);

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        var escaped = span.IndexOfAny(Escaped);
        var lone = IndexOfLoneSurrogate(escaped < 0 ? span : span[..escaped]);
        return lone < 0 ? escaped : lone;
    }

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar <= char.MaxValue && Escaped.Contains((char)unicodeScalar);

    /// <inheritdoc/>
    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    /// <summary>Half a pair is no character, and has no UTF-8: the caller writes U+FFFD in its place.</summary>
    private static int IndexOfLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var index = text.IndexOfAnyInRange('\uD800', '\uDFFF'); index >= 0 && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
            {
                continue;
            }

            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
            {
                return index;
            }

            index++;
        }

        return -1;
    }
}
