using System.Text;
using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Repairs;

/// <summary>
/// UTF-8 read as GBK: 鏂伴椈 is 新闻. Three bytes become one and a half characters, so the last byte of an odd number is lost (锛? or 锛�):
/// the place is marked.
/// </summary>
internal static class Utf8ReadAsGbk
{
    private const char Lost = '\uFFFD';
    private const int Gap = -1; // a byte that was not shown
    private const float MuchBetter = 15; // e^15 times likelier than the text as found

    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        for (var at = 0; at < line.Length;)
        {
            var end = at;
            while (end < line.Length && (Gbk.CodeOf(line[end]) != 0 || line[end] == '€' || (end > at && line[end] is '?' or Lost))) end++;
            if (end == at)
            {
                at++;
                continue;
            }

            if (end - at > 2 && MayBegin(Gbk.CodeOf(line[at]))) Decode(line[at..end], at, edits);
            at = end;
        }
    }

    // Three bytes of UTF-8 begin with E0 to EF, two with C2 to DF, four with F0 to F4; the next is 80 to BF.
    private static bool MayBegin(int code) => (code >> 8) is >= 0xC2 and <= 0xF4 && (code & 0xFF) is >= 0x80 and <= 0xBF;

    private static void Decode(ReadOnlySpan<char> run, int start, List<Edit> edits)
    {
        var bytes = new List<int>();
        foreach (var character in run)
        {
            var code = Gbk.CodeOf(character);
            if (character is '?' or Lost) bytes.Add(Gap);
            else if (character == '€') bytes.Add(0x80);
            else bytes.AddRange([code >> 8, code & 0xFF]);
        }

        if (Utf8(bytes) is not { } text || !Plausibility.IsChinese(text)) return;
        if (Plausibility.Cost(run) - Plausibility.Cost(text) < MuchBetter) return;
        var confidence = text.Contains(Lost, StringComparison.Ordinal) ? RepairConfidence.Lost : RepairConfidence.Certain;
        edits.Add(new Edit(start, run.Length, text, "utf8-read-as-gbk", confidence, "The codes of the characters are the bytes of UTF-8."));
    }

    private static string? Utf8(List<int> bytes)
    {
        var text = new StringBuilder();
        Span<byte> sequence = stackalloc byte[4];
        for (var at = 0; at < bytes.Count;)
        {
            var need = bytes[at] switch { < 0 => 0, < 0x80 => 1, >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
            if (need == 0) return null;
            var length = 0;
            while (length < need && at + length < bytes.Count && bytes[at + length] != Gap)
            {
                sequence[length] = (byte)bytes[at + length];
                length++;
            }

            if (length == need && Rune.DecodeFromUtf8(sequence[..length], out var rune, out var used) == System.Buffers.OperationStatus.Done && used == need)
            {
                text.Append(rune.ToString());
                at += need;
            }
            else if (length > 0 && length < need && sequence[1..length].IndexOfAnyExceptInRange((byte)0x80, (byte)0xBF) < 0)
            {
                text.Append(Lost);
                at += length + (at + length < bytes.Count ? 1 : 0);
            }
            else return null;
        }

        return text.ToString();
    }
}
