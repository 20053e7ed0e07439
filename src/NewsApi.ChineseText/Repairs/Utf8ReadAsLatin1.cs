using System.Buffers;
using System.Text;
using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Repairs;

/// <summary>UTF-8 read as Latin-1 or Windows-1252: æ–°é—» is 新闻.</summary>
internal static class Utf8ReadAsLatin1
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text whose bytes a run shows, or null when they are not UTF-8 to the last byte.</summary>
    public static string? Decode(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>
    /// The stretches of UTF-8 in a run that is not UTF-8 throughout: “æ–°é—»” between real quotation marks. Where as much beside them is not UTF-8, they are
    /// an accident: A3 AC after a byte from E0 to EF is the comma of GBK.
    /// </summary>
    public static void Stretches(ReadOnlySpan<char> run, int start, List<Edit> edits)
    {
        var found = new List<Edit>();
        var (decoded, left) = (0, 0);
        for (var at = 0; at < run.Length;)
        {
            var text = new StringBuilder();
            var first = at;
            while (SequenceAt(run, at) is { } rune)
            {
                text.Append(rune.ToString());
                at += rune.Utf8SequenceLength;
            }

            if (at > first)
            {
                decoded += at - first;
                var stretch = text.ToString();
                if (!IsChinese(stretch)) continue;
                found.Add(new Edit(start + first, at - first, stretch, "utf8-read-as-latin1", RepairConfidence.Certain, Reason));
            }
            else
            {
                // A single accent between ASCII letters is another language.
                if (run[at] >= '\u0080' && ((at > 0 && run[at - 1] >= '\u0080') || (at + 1 < run.Length && run[at + 1] >= '\u0080')) && !Plausibility.IsChineseCharacter(run[at])) left++;
                at++;
            }
        }

        if (decoded > left * 2) edits.AddRange(found);
    }

    public const string Reason = "The characters are the bytes of UTF-8 read as Latin-1 or Windows-1252.";

    /// <summary>Whether decoded text is what Chinese pages are written with. ä²¹ could be 䲹, but more likely is what it looks like.</summary>
    public static bool IsChinese(string text)
    {
        var (chinese, other, marks) = (0, 0, 0);
        foreach (var character in text)
        {
            if (character < '\u0080') continue;
            if (!CommonCharacters.Contains(character) || character == '·') other++;
            else if (SingleBytes.Of(character) >= 0) marks++;
            else chinese++;
        }

        // Dashes and curly quotes may be bytes of the next layer.
        return chinese > 0 ? chinese + marks >= other : marks > 0 && other == 0;
    }

    // The character whose bytes stand here, if it takes more than one.
    private static Rune? SequenceAt(ReadOnlySpan<char> line, int at)
    {
        Span<byte> bytes = stackalloc byte[4];
        var length = 0;
        while (length < 4 && at + length < line.Length && SingleBytes.Of(line[at + length]) is >= 0x80 and var value) bytes[length++] = (byte)value;
        return length > 1 && Rune.DecodeFromUtf8(bytes[..length], out var rune, out var used) == OperationStatus.Done && used > 1 ? rune : null;
    }
}
