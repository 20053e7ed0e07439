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
    public static string? WrongOrNull(string text, int max) => WrongOrNull(text, max, rune => rune.Value is '\n' or '\t');

    /// <summary>What is wrong with one line; null when nothing is.</summary>
    public static string? WrongInLineOrNull(string text, int max) =>
        WrongOrNull(text, max, _ => false)
        ?? (text.Length == 0 || text.Trim().Length < text.Length ? "must not be empty, nor begin or end with white space" : null);

    private static string? WrongOrNull(string text, int max, Func<Rune, bool> isAllowedControl)
    {
        var position = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            position++;
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var length);
            if (status != OperationStatus.Done || (IsForbidden(rune) && !isAllowedControl(rune)))
            {
                var code = status == OperationStatus.Done ? rune.Value : rest[0];
                var reason = status == OperationStatus.Done && rune.Value is '\n' or '\r' or '\t' or '\u2028' or '\u2029'
                    ? rune.Value == '\r' ? "lines end with U+000A alone" : "which no single line may have"
                    : "which no text may have";
                return $"has U+{code:X4} at character {position}, {reason}";
            }

            rest = rest[length..];
        }

        return position > max ? $"must have {max} characters at most; it has {position}" : null;
    }

    /// <summary>Controls, separators that some take for line ends, and what XML 1.0 excludes.</summary>
    private static bool IsForbidden(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFFFE or 0xFFFF;
}
