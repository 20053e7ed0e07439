using System.Text;

namespace NewsApi.ChineseText.Repairs;

/// <summary>GBK, GB18030 or Big5 read as Latin-1 or Windows-1252: ÕâÖÖ is 这种. Of the two the one that makes words is right.</summary>
internal static class GbkReadAsLatin1
{
    private static readonly Encoding Gb18030 = Strict(54936);
    private static readonly Encoding Big5 = Strict(950);

    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        for (var at = 0; at < line.Length;)
        {
            var high = line[at..].IndexOfAnyInRange('\u0080', '\u00FF');
            if (high < 0) return;
            // Windows-1252 shows some bytes as characters from elsewhere: 0x80 is €.
            var start = at + high;
            while (start > at && line[start - 1] >= '\u0080' && SingleBytes.Of(line[start - 1]) >= 0) start--;
            var end = SingleBytes.EndOfRun(line, start);
            Decode(line[start..end], start, edits);
            at = end;
        }
    }

    private static void Decode(ReadOnlySpan<char> run, int start, List<Edit> edits)
    {
        if (!HasStretch(run)) return;
        var bytes = SingleBytes.All(run);
        var choices = new[] { (Kind: "gbk-read-as-latin1", Text: Chinese(Gb18030, bytes)), (Kind: "big5-read-as-latin1", Text: Chinese(Big5, bytes)) }
            .Where(choice => choice.Text is not null)
            .OrderBy(choice => Plausibility.Cost(choice.Text));
        if (choices.FirstOrDefault() is { Text: { } text, Kind: var kind })
            edits.Add(new Edit(start, run.Length, text, kind, RepairConfidence.Likely, "The characters are the bytes of a Chinese encoding read as Latin-1 or Windows-1252."));
    }

    // Four characters beyond ASCII in a row are two of a Chinese encoding; languages with accents do not have them.
    private static bool HasStretch(ReadOnlySpan<char> run)
    {
        var length = 0;
        foreach (var character in run)
        {
            length = character >= '\u0080' ? length + 1 : 0;
            if (length == 4) return true;
        }

        return false;
    }

    private static string? Chinese(Encoding encoding, byte[] bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);
            return Plausibility.IsChinese(text) && !text.Any(character => character is >= '\uE000' and <= '\uF8FF') ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Strict(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
