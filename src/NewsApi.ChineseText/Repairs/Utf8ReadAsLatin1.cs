using System.Text;
using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Repairs;

/// <summary>UTF-8 read as Latin-1 or Windows-1252: æ–°é—» is 新闻. Only whole sequences that give Chinese are put back.</summary>
internal static class Utf8ReadAsLatin1
{
    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        for (var at = 0; at < line.Length;)
        {
            // The first byte of a longer sequence is C2 to F4.
            var lead = line[at..].IndexOfAnyInRange('\u00C2', '\u00F4');
            if (lead < 0) return;
            at += lead;
            var text = new StringBuilder();
            var start = at;
            while (Sequence(line, at) is { } rune)
            {
                text.Append(rune.ToString());
                at += rune.Utf8SequenceLength;
            }

            if (at == start) at++;
            else if (HasChinese(text))
            {
                edits.Add(new Edit(
                    start, at - start, text.ToString(), "utf8-read-as-latin1", RepairConfidence.Certain, "The characters are the bytes of UTF-8 read as Latin-1 or Windows-1252."));
            }
        }
    }

    // The character whose bytes stand here, if it takes more than one.
    private static Rune? Sequence(ReadOnlySpan<char> line, int at)
    {
        Span<byte> bytes = stackalloc byte[4];
        var length = 0;
        while (length < 4 && at + length < line.Length && SingleBytes.Of(line[at + length]) is >= 0x80 and var value) bytes[length++] = (byte)value;
        return length > 1 && Rune.DecodeFromUtf8(bytes[..length], out var rune, out var used) == System.Buffers.OperationStatus.Done && used > 1 ? rune : null;
    }

    // ä²¹ could be 䲹, but more likely is what it looks like.
    private static bool HasChinese(StringBuilder text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (CommonCharacters.Contains(text[at]) && text[at] != '·') return true;
        }

        return false;
    }
}
