using System.Buffers;
using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Repairs;

/// <summary>
/// Control characters in lines of Chinese, and zero-width characters beside Han, where they join or part nothing and only spoil searching. Elsewhere (emoji,
/// Persian) zero-width characters have a meaning and stay.
/// </summary>
internal static class InvisibleCharacters
{
    private static readonly SearchValues<char> Invisible = SearchValues.Create([.. Enumerable.Range(0, 0x10000).Select(value => (char)value).Where(character => IsControl(character) || IsZeroWidth(character))]);

    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        var first = line.ContainsAnyInRange('\u4E00', '\u9FFF') ? line.IndexOfAny(Invisible) : -1;
        for (var at = first < 0 ? line.Length : first; at < line.Length;)
        {
            var end = at;
            while (end < line.Length && IsZeroWidth(line[end])) end++;
            if (end > at)
            {
                if ((at > 0 && WordTail.IsHan(line[at - 1])) || (end < line.Length && WordTail.IsHan(line[end])))
                    edits.Add(new Edit(at, end - at, "", "zero-width-character", RepairConfidence.Certain, "Beside Han a zero-width character says nothing."));
                at = end;
            }
            else
            {
                if (IsControl(line[at])) edits.Add(new Edit(at, 1, "", "control-character", RepairConfidence.Certain, "Control characters are no text."));
                at++;
            }
        }
    }

    // Tab, line feed, vertical tab, form feed and carriage return lay text out.
    private static bool IsControl(char character) => character is < '\u0009' or (>= '\u000E' and <= '\u001F') or '\u007F';

    private static bool IsZeroWidth(char character) => character is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';
}
