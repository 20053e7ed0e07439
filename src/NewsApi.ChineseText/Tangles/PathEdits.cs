using System.Text;

namespace NewsApi.ChineseText.Tangles;

/// <summary>Turns the winning path into edits: one for each stretch that was out of step.</summary>
internal static class PathEdits
{
    private const int Farthest = 32;
    private const char Mark = '\uFFFD';

    public static void Add(Path best, StringBuilder repaired, List<Edit> edits)
    {
        var moves = Moves(best);
        var undecided = Undecided(moves);
        for (var at = 0; at < moves.Count;)
        {
            if (moves[at].Move == Move.Copy)
            {
                repaired.Append(moves[at++].Character);
                continue;
            }

            var end = at + 1;
            while (end < moves.Count && (moves[end - 1].Pending != Path.None || moves[end].Move != Move.Copy)) end++;
            var stretch = moves.GetRange(at, end - at);
            var after = new StringBuilder();
            for (; at < end; at++)
            {
                if (moves[at].Character != 0) after.Append(undecided.Contains(at) ? Mark : moves[at].Character);
                if (moves[at].Second != 0) after.Append(moves[at].Second);
            }

            repaired.Append(after);
            edits.Add(Edit(stretch, after.ToString()));
        }
    }

    private static Edit Edit(List<Path> stretch, string after)
    {
        var start = stretch[0].Start;
        var length = stretch[^1].End - start;
        if (stretch.TrueForAll(move => move.Move == Move.Gloss)) return LineUntangling.Gloss(start, length, stretch[0].Last);
        var confidence = after.Contains(Mark, StringComparison.Ordinal) ? RepairConfidence.Lost
            : stretch.TrueForAll(move => move.IsOnlyChoice) ? RepairConfidence.Certain
            : RepairConfidence.Likely;
        var (kind, cause) = stretch.Exists(move => move.Move == Move.LostLead)
            ? ("lost-lead-byte", "The byte before A3 BB or A3 BF was lost when the two were taken for a full-width mark")
            : ("realigned-bytes", "A reading put between the two bytes of a character left what follows out of step");
        var choice = confidence switch
        {
            RepairConfidence.Certain => "the bytes allow one character each.",
            RepairConfidence.Likely => "of the characters the bytes allow, these make words.",
            _ => "what U+FFFD stands for cannot be told.",
        };
        return new Edit(start, length, after, kind, confidence, $"{cause}; {choice}");
    }

    private static List<Path> Moves(Path last)
    {
        var moves = new List<Path>();
        for (var path = last; path.Parent is not null; path = path.Parent) moves.Add(path);
        moves.Reverse();
        return moves;
    }

    // The moves for which another character is as good.
    private static HashSet<int> Undecided(List<Path> moves)
    {
        var undecided = new HashSet<int>();
        for (var end = 0; end < moves.Count; end++)
        {
            if (moves[end].Rival is { } rival) undecided.UnionWith(Differences(moves, end, rival));
        }

        return undecided;
    }

    // Goes back from where the two meet to where they part, which is a few characters away.
    private static IEnumerable<int> Differences(List<Path> moves, int end, Path rival)
    {
        var mine = new List<int>();
        var other = new List<char>();
        var (at, path) = (end, rival);
        for (var steps = 0; steps < Farthest && at >= 0 && path.Parent is not null && moves[at] != path; steps++)
        {
            var (ours, theirs) = (moves[at].End, path.End);
            if (ours >= theirs)
            {
                if (moves[at].Character != 0) mine.Add(at);
                at--;
            }

            if (theirs >= ours)
            {
                if (path.Character != 0) other.Add(path.Character);
                path = path.Parent;
            }
        }

        return mine.Count == other.Count ? mine.Where((move, index) => moves[move].Character != other[index]) : [];
    }
}
