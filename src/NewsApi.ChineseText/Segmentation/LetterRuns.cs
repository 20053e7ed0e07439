using System.Globalization;
using System.Text;

namespace NewsApi.ChineseText.Segmentation;

/// <summary>Words of scripts that write letters: what stands between spaces and punctuation.</summary>
internal static class LetterRuns
{
    /// <summary>Whether a character is Han, rare ones of the supplementary planes too.</summary>
    public static bool IsHan(Rune rune) =>
        rune.Value is 0x3005 or 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>The length of the word at a place, with 1,000 and don't as one; 0 where none begins.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (true)
        {
            var length = LetterAt(text, end, end > at);
            if (length == 0 && end > at && Joins(text, end)) length = 1 + LetterAt(text, end + 1, false);
            if (length == 0) return end - at;
            end += length;
        }
    }

    private static int LetterAt(ReadOnlySpan<char> text, int at, bool mayBeMark)
    {
        if (at >= text.Length || Rune.DecodeFromUtf16(text[at..], out var rune, out var length) != System.Buffers.OperationStatus.Done || IsHan(rune)) return 0;
        var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
        return Rune.IsLetterOrDigit(rune) || (mayBeMark && isMark) ? length : 0;
    }

    private static bool Joins(ReadOnlySpan<char> text, int at)
    {
        if (at == 0 || at + 1 >= text.Length) return false;
        return text[at] switch
        {
            '.' or ',' or '．' => char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]),
            '\'' or '’' or '_' => LetterAt(text, at + 1, false) > 0,
            _ => false,
        };
    }
}
