using System.Text;

namespace NewsApi.Importing.Understanding;

/// <summary>Lines of pages that were broken at a column, as mail and terminals do it, made whole again.</summary>
internal static class WrappedLines
{
    // Columns; wider lines are not broken but paragraphs.
    private const int Widest = 100;
    private const int Narrowest = 30;

    // Fewer lines may be of one length by accident.
    private const int FewestLines = 6;

    // A broken line leaves no more columns free than a word needs.
    private const int MostFree = 12;

    // Of a page that was broken nearly all lines but the last of each paragraph are as wide as it.
    private const double Share = 0.8;

    /// <summary>The lines of a page, trimmed and without empty ones. Where they were broken at a column, those of one paragraph are one.</summary>
    /// <param name="text">The page.</param>
    public static List<string> Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var widest = 0;
        foreach (var line in lines)
        {
            widest = Math.Max(widest, line.Length > Widest ? Widest + 1 : WidthOf(line));
        }

        return widest is > Widest or < Narrowest || !IsBroken(lines, widest) ? [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)] : Joined(lines, widest);
    }

    private static bool IsBroken(string[] lines, int widest)
    {
        var (full, followed, breaks) = (0, 0, 0);
        for (var index = 0; index + 1 < lines.Length; index++)
        {
            if (BeginsParagraph(lines, index + 1))
            {
                breaks++;
            }
            else if (lines[index].AsSpan().Trim().Length > 0)
            {
                followed++;
                full += IsFull(lines[index], widest) ? 1 : 0;
            }
        }

        return breaks > 0 && full >= FewestLines && full >= followed * Share;
    }

    private static List<string> Joined(string[] lines, int widest)
    {
        var joined = new List<string>();
        var paragraph = new StringBuilder();
        var isOpen = false;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            if (!isOpen || line.Length == 0 || BeginsParagraph(lines, index))
            {
                End();
            }
            else if (paragraph[^1] < '\u2E80' && line[0] < '\u2E80')
            {
                paragraph.Append(' ');
            }

            paragraph.Append(line);
            isOpen = line.Length > 0 && IsFull(lines[index], widest);
        }

        End();
        return joined;

        void End()
        {
            if (paragraph.Length > 0)
            {
                joined.Add(paragraph.ToString());
                paragraph.Clear();
            }
        }
    }

    /// <summary>Whether a line is the first of a paragraph: it is empty or stands behind an empty one, is set in, or has the mark of a list.</summary>
    private static bool BeginsParagraph(string[] lines, int index) =>
        string.IsNullOrWhiteSpace(lines[index]) || (index > 0 && string.IsNullOrWhiteSpace(lines[index - 1])) || lines[index].StartsWith("　　", StringComparison.Ordinal)
        || ListMark.ReadOrNull(lines[index].Trim()) is not null || TextMarks.HeadingOrNull(lines[index].Trim()) is not null || TextMarks.QuotedOrNull(lines[index].Trim()) is not null;

    private static bool IsFull(string line, int widest) => WidthOf(line) >= widest - MostFree;

    private static int WidthOf(string line)
    {
        var width = 0;
        foreach (var character in line.AsSpan().TrimEnd())
        {
            width += character >= '\u2E80' ? 2 : 1;
        }

        return width;
    }
}
