using System.Text;
using NewsApi.ChineseText;

namespace NewsApi.Importing;

/// <summary>Bytes read in one encoding, with U+FFFD once for each place that is nothing in it.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Text">The text.</param>
/// <param name="Marks">How many places are marked; a U+FFFD the bytes themselves spell is none.</param>
internal sealed record MarkedText(Encoding Encoding, string Text, int Marks)
{
    private const int Gb18030 = 54936;
    private const int Big5 = 950;
    private const char Mark = '\uFFFD';

    // Behind a bad byte halves of characters can pair wrongly up to the next ASCII character: words tell where whole ones begin again.
    private const int LongestGap = 3;
    private const int LookedAhead = 16;
    private const int MostLooks = 100;
    private const float CostOfMark = 12;
    private const float ClearlyLess = 2;

    /// <summary>Reads bytes to their end, whatever they are.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="encoding">The encoding.</param>
    public static MarkedText Read(byte[] bytes, Encoding encoding)
    {
        var fallback = new CountingFallback();
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = fallback;
        var text = encoding.CodePage is Gb18030 or Big5 ? ReadCharacters(bytes, marking, fallback) : ReadWhole(bytes, marking);

        // Bytes that are no character the older code pages read as ones for private use, without complaint.
        var unknown = text.Count(IsForPrivateUse);
        return new MarkedText(encoding, unknown == 0 ? text : Marked(text), fallback.Count + unknown);
    }

    private static bool IsForPrivateUse(char character) => character is >= '\uE000' and <= '\uF8FF';

    private static string Marked(string text) => string.Create(text.Length, text, static (marked, text) =>
    {
        for (var at = 0; at < marked.Length; at++) marked[at] = IsForPrivateUse(text[at]) ? Mark : text[at];
    });

    // GetString counts first and reads then, and would count the marks twice.
    private static string ReadWhole(byte[] bytes, Encoding encoding)
    {
        var text = new char[encoding.GetMaxCharCount(bytes.Length)];
        return new string(text, 0, encoding.GetChars(bytes, text));
    }

    // The framework's decoders swallow the byte after a bad one, and lose half a character at the end.
    private static string ReadCharacters(ReadOnlySpan<byte> bytes, Encoding encoding, CountingFallback fallback)
    {
        var isGb = encoding.CodePage == Gb18030;
        var text = new StringBuilder(bytes.Length);
        Span<char> character = stackalloc char[8];
        var looks = 0;
        for (var at = Gap(bytes, 0, encoding) is var cut and > 0 ? AppendMark(cut) : 0; at < bytes.Length;)
        {
            var first = bytes[at];
            if (first < 0x80)
            {
                text.Append((char)first);
                at++;
                continue;
            }

            var length = isGb ? GbLength(bytes[at..]) : Big5Length(bytes[at..]);
            if (length > 0)
            {
                text.Append(character[..encoding.GetChars(bytes.Slice(at, length), character)]);
                at += length;
                continue;
            }

            // Windows writes the euro so.
            if (isGb && first == 0x80)
            {
                text.Append('€');
                at++;
            }
            else
            {
                at += AppendMark(looks++ < MostLooks ? Gap(bytes[at..], 1, encoding) : 1);
            }
        }

        return text.ToString();

        int AppendMark(int length)
        {
            text.Append(Mark);
            fallback.Count++;
            return length;
        }
    }

    /// <summary>How many bytes to leave out, at least some, so that what follows is the likeliest text.</summary>
    private static int Gap(ReadOnlySpan<byte> bytes, int least, Encoding encoding)
    {
        var (best, lowest) = (least, float.MaxValue);
        for (var gap = least; gap <= LongestGap && gap < bytes.Length && (gap < 2 || bytes[gap - 1] >= 0x80) && bytes[0] >= 0x80; gap++)
        {
            var cost = CostAhead(bytes[gap..], encoding);
            if (cost < lowest - ClearlyLess) (best, lowest) = (gap, cost);
        }

        return best;
    }

    private static float CostAhead(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        Span<char> ahead = stackalloc char[LookedAhead + 8];
        var (count, marks) = (0, 0);
        for (var at = 0; at < bytes.Length && bytes[at] >= 0x80 && count + marks < LookedAhead;)
        {
            var length = encoding.CodePage == Gb18030 ? GbLength(bytes[at..]) : Big5Length(bytes[at..]);
            if (length == 0) marks++;
            else count += encoding.GetChars(bytes.Slice(at, length), ahead[count..]);
            at += Math.Max(length, 1);
        }

        return count + marks == 0 ? CostOfMark : (Plausibility.CostPerCharacter(ahead[..count].ToString()) * count + (CostOfMark * marks)) / (count + marks);
    }

    private static int GbLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || bytes[0] is < 0x81 or 0xFF) return 0;
        if (bytes[1] is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFE)) return 2;
        return bytes.Length >= 4 && IsGbDigit(bytes[1]) && bytes[2] is >= 0x81 and <= 0xFE && IsGbDigit(bytes[3]) ? 4 : 0;
    }

    private static bool IsGbDigit(byte value) => value is >= 0x30 and <= 0x39;

    private static int Big5Length(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 2 && bytes[0] is >= 0x81 and <= 0xFE && bytes[1] is (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE) ? 2 : 0;

    private sealed class CountingFallback : DecoderFallback
    {
        public int Count { get; set; }

        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        private sealed class Buffer(CountingFallback fallback) : DecoderFallbackBuffer
        {
            private bool isDue;

            public override int Remaining => isDue ? 1 : 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                fallback.Count++;
                return isDue = true;
            }

            public override char GetNextChar()
            {
                var next = isDue ? Mark : '\0';
                isDue = false;
                return next;
            }

            public override bool MovePrevious() => false;
        }
    }
}
