using System.Buffers;
using System.Globalization;
using System.Text;

namespace NewsApi.Http;

/// <summary>Text as the store takes it: characters that XML 1.0 can carry too, so that no article can break a feed, composed (NFC).</summary>
internal static class PlainText
{
    /// <summary>What to say of text in which nobody sees anything.</summary>
    public const string Empty = "must not be empty; it needs a character that can be seen";

    /// <summary>The text composed (NFC), so that what looks the same is the same.</summary>
    public static string Normalise(string text) => text.Normalize(NormalizationForm.FormC);

    /// <inheritdoc cref="Normalise"/>
    public static string? NormaliseOrNull(string? text) => text is null ? null : Normalise(text);

    /// <summary>What is wrong with text of several lines; null when nothing is.</summary>
    public static string? WrongOrNull(string text, int max) => WrongOrNull(text, max, canBreak: true);

    /// <summary>What is wrong with one line; null when nothing is.</summary>
    public static string? WrongInLineOrNull(string text, int max) =>
        WrongOrNull(text, max, canBreak: false)
        ?? (IsInvisible(text) ? Empty : text.Trim().Length < text.Length ? "must not begin or end with white space" : null);

    /// <summary>Whether nobody sees anything of a text: it is empty, or has nothing but white space, what only formats, fillers and blanks.</summary>
    public static bool IsInvisible(string text) => text.EnumerateRunes().All(IsInvisible);

    private static string? WrongOrNull(string text, int max, bool canBreak)
    {
        var position = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            position++;
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
            {
                return $"has U+{(int)rest[0]:X4} at character {position}, which no text may have";
            }

            var isBreak = rune.Value is '\n' or '\t' or '\u2028' or '\u2029';
            if (isBreak ? !canBreak : Rune.IsControl(rune) || rune.Value is '\uFFFE' or '\uFFFF')
            {
                return $"has U+{rune.Value:X4} at character {position}, which no {(isBreak ? "single line" : "text")} may have{(rune.Value == '\r' ? "; lines end with U+000A alone" : "")}";
            }

            rest = rest[length..];
        }

        return position > max ? $"must have {max} characters at most; it has {position}" : null;
    }

    private static bool IsInvisible(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF) // The rest of Unicode's Default_Ignorable_Code_Point, which .NET does not know.
        or 0x2800 or 0x1D159; // Braille without dots and a note without a head, which Unicode takes for symbols.
}
