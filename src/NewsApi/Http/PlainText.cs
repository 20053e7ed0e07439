using System.Buffers;
using System.Text;

namespace NewsApi.Http;

/// <summary>Text as the store takes it: characters that XML 1.0 can carry too, so that no article can break a feed, composed (NFC).</summary>
internal static class PlainText
{
    /// <summary>The text composed (NFC), so that what looks the same is the same.</summary>
    public static string Normalise(string text) => text.Normalize(NormalizationForm.FormC);

    /// <inheritdoc cref="Normalise"/>
    public static string? NormaliseOrNull(string? text) => text is null ? null : Normalise(text);

    /// <summary>What is wrong with text of several lines; null when nothing is.</summary>
    public static string? WrongOrNull(string text, int max) => WrongOrNull(text, max, canBreak: true);

    /// <summary>What is wrong with one line; null when nothing is.</summary>
    public static string? WrongInLineOrNull(string text, int max) =>
        WrongOrNull(text, max, canBreak: false)
        ?? (text.Length == 0 || text.Trim().Length < text.Length ? "must not be empty, nor begin or end with white space" : null);

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

        // Composing can make text longer: U+0958, for one, becomes two characters.
        var count = text.IsNormalized(NormalizationForm.FormC) ? position : Math.Max(position, Normalise(text).EnumerateRunes().Count());
        return count > max ? $"must have {max} characters at most; it has {count}" : null;
    }
}
