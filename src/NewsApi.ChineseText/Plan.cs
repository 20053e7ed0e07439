using System.Text;

namespace NewsApi.ChineseText;

/// <summary>The text as repaired so far, and the steps that led there.</summary>
internal sealed class Plan(string text)
{
    private readonly List<RepairStep> steps = [];

    public string Text { get; private set; } = text;

    public RepairResult Result => new(Text, steps);

    /// <summary>Whether a repair finds anything to change; the text stays as it is.</summary>
    public bool WouldEdit(LineRepair repair)
    {
        var edits = new List<Edit>();
        foreach (var (start, length, number) in Lines(Text))
        {
            repair(Text.AsSpan(start, length), number, edits);
            if (edits.Count > 0) return true;
        }

        return false;
    }

    /// <summary>Runs a repair over every line; line ends stay as they are.</summary>
    public void EachLine(LineRepair repair)
    {
        var done = new StringBuilder();
        var edits = new List<Edit>();
        var copied = 0;
        foreach (var (start, length, number) in Lines(Text))
        {
            edits.Clear();
            repair(Text.AsSpan(start, length), number, edits);
            foreach (var edit in edits)
            {
                var at = start + edit.Start;
                done.Append(Text, copied, at - copied);
                var before = Text.Substring(at, edit.Length);
                steps.Add(new RepairStep(edit.Kind, number, done.Length, before, edit.After, edit.Confidence, edit.Reason));
                done.Append(edit.After);
                copied = at + edit.Length;
            }
        }

        if (copied > 0 || done.Length > 0) Text = done.Append(Text, copied, Text.Length - copied).ToString();
    }

    private static IEnumerable<(int Start, int Length, int Number)> Lines(string text)
    {
        var number = 1;
        for (var start = 0; start <= text.Length; number++)
        {
            // Nothing is wrong with an empty line, and a text may be nothing else.
            if (start < text.Length && text[start] == '\n')
            {
                start++;
                continue;
            }

            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            yield return (start, end > start && text[end - 1] == '\r' ? end - start - 1 : end - start, number);
            start = end + 1;
        }
    }
}

/// <summary>Finds what to change in one line.</summary>
/// <param name="line">The line without its end.</param>
/// <param name="number">Its number, from 1.</param>
/// <param name="edits">Takes the edits, from left to right.</param>
internal delegate void LineRepair(ReadOnlySpan<char> line, int number, List<Edit> edits);
