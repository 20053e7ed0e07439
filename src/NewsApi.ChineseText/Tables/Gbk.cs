using System.Text;

namespace NewsApi.ChineseText.Tables;

/// <summary>The two-byte codes of GBK in both directions: 數 is 94 B5.</summary>
internal static class Gbk
{
    private static readonly ushort[] Codes = new ushort[0x10000];
    private static readonly char[] Characters = new char[0x10000];

    static Gbk()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(54936)!;
        foreach (var encoding in (Encoding[])[gbk, gb18030])
        {
            for (var code = 0x8140; code <= 0xFEFE; code++)
            {
                if (!IsTrail((byte)code) || (code >> 8) is < 0x81 or > 0xFE) continue;
                var decoded = encoding.GetString([(byte)(code >> 8), (byte)code]);
                if (decoded.Length != 1 || decoded[0] is '?' or '\uFFFD') continue;
                if (Codes[decoded[0]] == 0) Codes[decoded[0]] = (ushort)code;
                // The user-defined areas (AC B8) decode to private characters in .NET, to '?' on the pages that are repaired here.
                if (decoded[0] is < '\uE000' or > '\uF8FF' && Characters[code] == 0) Characters[code] = decoded[0];
            }
        }
    }

    /// <summary>The code of a two-byte character, or 0.</summary>
    public static int CodeOf(char character) => Codes[character];

    /// <summary>The character of two bytes, or U+0000.</summary>
    public static char CharacterOf(int lead, int trail) => Characters[(lead << 8) | trail];

    public static bool IsLead(int value) => value is >= 0x81 and <= 0xFE;

    public static bool IsTrail(int value) => value is >= 0x40 and <= 0xFE and not 0x7F;

    /// <summary>Whether GB 2312 has the character; 達 is in GBK only, 达 in both.</summary>
    public static bool IsInGb2312(char character) => Codes[character] is var code && (code >> 8) is >= 0xA1 and <= 0xF7 && (code & 0xFF) >= 0xA1;
}
