using System.Text;
using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>Takes the readings out of one line and puts the bytes between them back in step.</summary>
internal static class LineUntangling
{
    private const int Context = WordCosts.Longest + 2;

    public static void Apply(ReadOnlySpan<char> line, PageEvidence page, SearchSpace space, List<Edit> edits)
    {
        var repaired = new StringBuilder();
        Span<char> before = stackalloc char[Context];
        for (var at = 0; at < line.Length;)
        {
            if (line[at] == '(' && repaired.Length > 0 && IsGloss(line, at, repaired, page.Glosses, out var length))
            {
                edits.Add(Gloss(at, length, repaired[^1]));
                at += length;
                continue;
            }

            if (TangleSearch.MayBegin(line, at, page.Glosses.IsDamaged))
            {
                var context = before[..Math.Min(Context, repaired.Length)];
                repaired.CopyTo(repaired.Length - context.Length, context, context.Length);
                if (TangleSearch.Find(line, at, context, page, space) is { } path)
                {
                    PathEdits.Add(path, repaired, edits);
                    at = path.End;
                    continue;
                }
            }

            repaired.Append(line[at++]);
        }
    }

    private static bool IsGloss(ReadOnlySpan<char> line, int at, StringBuilder repaired, GlossEvidence glosses, out int length)
    {
        length = 0;
        if (!glosses.IsDamaged || !Readings.TryGloss(line, at + 1, out var reading, out var rest)) return false;
        var beforeLast = repaired.Length > 1 ? repaired[^2] : '\0';
        if (!GlossedCharacter.IsGlossed(beforeLast, repaired[^1], line[at - 1], reading, glosses)) return false;
        length = rest + 1;
        return true;
    }

    public static Edit Gloss(int start, int length, char character) => new(
        start, length, "", "reading-gloss", RepairConfidence.Certain, $"The reading of {character} was put after it by blind replacement.");
}
