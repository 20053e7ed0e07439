using System.Text;

namespace NewsApi.ChineseText.Repairs;

/// <summary>GBK, GB18030 or Big5 read as Latin-1 or Windows-1252: ÕâÖÖ is 这种.</summary>
internal static class GbkReadAsLatin1
{
    public const string Gbk = "gbk-read-as-latin1";
    public const string Big5 = "big5-read-as-latin1";
    public const string Reason = "The characters are the bytes of a Chinese encoding read as Latin-1 or Windows-1252.";

    private const int Few = 6; // characters
    private const int Many = 8; // bytes
    private const float Ordinary = 6; // the cost of each character

    private static readonly (string Kind, Encoding Encoding)[] Encodings = [(Gbk, Strict(54936)), (Big5, Strict(950))];

    /// <summary>What the bytes of a run are in each encoding that takes them to the last byte and gives plausible Chinese.</summary>
    /// <param name="bytes">The bytes of the run.</param>
    /// <param name="isAmongChinese">Whether undamaged Chinese stands around; without, a few characters must be good words.</param>
    public static IEnumerable<(string Kind, string Text)> Decode(byte[] bytes, bool isAmongChinese)
    {
        var isSure = HasStretch(bytes);
        if (!isSure && bytes.Count(value => value >= 0x80) < Many) yield break;
        foreach (var (kind, encoding) in Encodings)
        {
            if (Decode(encoding, bytes) is { } text && IsChinese(text, isAmongChinese && isSure, isSure ? Few : int.MaxValue)) yield return (kind, text);
        }
    }

    // Four bytes beyond ASCII in a row are two characters of a Chinese encoding; languages with accents do not have them, Big5 often does not either.
    private static bool HasStretch(byte[] bytes)
    {
        var length = 0;
        foreach (var value in bytes)
        {
            length = value >= 0x80 ? length + 1 : 0;
            if (length == 4) return true;
        }

        return false;
    }

    private static bool IsChinese(string text, bool isAmongChinese, int few)
    {
        if (!Plausibility.IsChinese(text) || text.Any(character => character is >= '\uE000' and <= '\uF8FF')) return false;
        // ÖÐ ÐÐ ÂÊÊÇ could be 中 行 率是.
        return isAmongChinese || text.Count(character => character >= '\u0080') > few || Plausibility.CostPerCharacter(text) < Ordinary;
    }

    private static string? Decode(Encoding encoding, byte[] bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Strict(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
