using System.Text;

namespace NewsApi.ChineseText.Repairs;

/// <summary>The byte behind a character for text that was read as Latin-1 or Windows-1252, whichever the reader meant.</summary>
internal static class SingleBytes
{
    private static readonly short[] Bytes = new short[0x10000];

    static SingleBytes()
    {
        Array.Fill(Bytes, (short)-1);
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        for (short value = 0; value < 0x100; value++)
        {
            Bytes[windows.GetString([(byte)value])[0]] = value;
            Bytes[value] = value;
        }
    }

    /// <summary>The byte, or -1 when neither encoding has the character.</summary>
    public static int Of(char character) => Bytes[character];

    /// <summary>Where the stretch of such characters that begins here ends.</summary>
    public static int EndOfRun(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && Of(text[end]) >= 0) end++;
        return end;
    }

    public static byte[] All(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length];
        for (var at = 0; at < text.Length; at++) bytes[at] = (byte)Of(text[at]);
        return bytes;
    }
}
