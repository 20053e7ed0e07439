namespace NewsApi.ChineseText.Repairs;

/// <summary>
/// Bytes shown as Latin-1 or Windows-1252, once or several times over. What they were is decided for a whole run of such characters: of the encodings that
/// take its bytes to the last one, the one whose text is the most plausible Chinese. Otherwise the run stays.
/// </summary>
internal static class SingleByteRuns
{
    private const int MostLayers = 4;
    private const string Opening = "“‘«…—";
    private const string Closing = "”’»…—";

    /// <param name="line">The line.</param>
    /// <param name="isAmongChinese">Whether the page has undamaged Chinese: then a quoted run is what the page speaks about.</param>
    /// <param name="edits">Takes the edits.</param>
    public static void Apply(ReadOnlySpan<char> line, bool isAmongChinese, List<Edit> edits)
    {
        if (!line.ContainsAnyInRange('\u0080', '\u00FF')) return;
        var hasHan = isAmongChinese && line.ContainsAnyInRange('\u4E00', '\u9FFF');
        for (var at = 0; at < line.Length;)
        {
            var end = SingleBytes.EndOfRun(line, at);
            if (IsWorthTrying(line[at..end]) && !(isAmongChinese && Quotation.Holds(line, at, end))) Repair(line[at..end], at, hasHan, edits);
            at = end + 1;
        }
    }

    /// <summary>What a run was before it was read wrongly, and the kind of repair; null when nothing plausible comes out.</summary>
    public static (string Kind, string Text)? Original(string run, bool isAmongChinese) => Peel(run, isAmongChinese, MostLayers);

    // One accent, or the curly quotes and dashes Chinese is written with, are no bytes of anything.
    private static bool IsWorthTrying(ReadOnlySpan<char> run)
    {
        var high = 0;
        foreach (var character in run)
        {
            if (character < '\u0080') continue;
            high++;
            if (high > 1 && !Plausibility.IsChineseCharacter(character)) return true;
            if (!Plausibility.IsChineseCharacter(character)) high++;
        }

        return false;
    }

    private static void Repair(ReadOnlySpan<char> run, int start, bool isAmongChinese, List<Edit> edits)
    {
        var whole = Peel(run.ToString(), isAmongChinese, MostLayers);
        var inner = Trimmed(run);
        if (inner.Start.Value > 0 || inner.End.Value < run.Length)
        {
            // “ is either the mark it looks like or the byte 93.
            var trimmed = Peel(run[inner].ToString(), isAmongChinese, MostLayers);
            if (trimmed is { } other && (whole is not { } all || Plausibility.Cost(string.Concat(run[..inner.Start], other.Text, run[inner.End..])) < Plausibility.Cost(all.Text)))
            {
                edits.Add(ToEdit(start + inner.Start.Value, inner.End.Value - inner.Start.Value, other));
                return;
            }
        }

        if (whole is { } found) edits.Add(ToEdit(start, run.Length, found));
        else Utf8ReadAsLatin1.Stretches(run, start, edits);
    }

    private static Edit ToEdit(int start, int length, (string Kind, string Text) found) => found.Kind is GbkReadAsLatin1.Gbk or GbkReadAsLatin1.Big5
        ? new Edit(start, length, found.Text, found.Kind, RepairConfidence.Likely, GbkReadAsLatin1.Reason)
        : new Edit(start, length, found.Text, found.Kind, RepairConfidence.Certain, Utf8ReadAsLatin1.Reason);

    private static Range Trimmed(ReadOnlySpan<char> run)
    {
        var (start, end) = (0, run.Length);
        while (start < end && (run[start] < '\u0080' || Opening.Contains(run[start], StringComparison.Ordinal))) start++;
        while (end > start && (run[end - 1] < '\u0080' || Closing.Contains(run[end - 1], StringComparison.Ordinal))) end--;
        // Second bytes may be ASCII: only marks are cut off.
        if (!run[..start].ContainsAny(Opening)) start = 0;
        if (!run[end..].ContainsAny(Closing)) end = run.Length;
        return start..end;
    }

    private static (string Kind, string Text)? Peel(string run, bool isAmongChinese, int layers)
    {
        var bytes = SingleBytes.All(run);
        if (!bytes.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0xFF)) return null;
        (string Kind, string Text)? best = null;
        var least = float.PositiveInfinity;
        foreach (var choice in GbkReadAsLatin1.Decode(bytes, isAmongChinese)) Consider(choice);
        if (Utf8ReadAsLatin1.Decode(bytes) is { } text)
        {
            if (Utf8ReadAsLatin1.IsChinese(text)) Consider(("utf8-read-as-latin1", text));
            if (layers > 1 && SingleBytes.EndOfRun(text, 0) == text.Length && Peel(text, isAmongChinese, layers - 1) is { } deeper) Consider(deeper);
        }

        return best;

        void Consider((string Kind, string Text) choice)
        {
            var cost = Plausibility.Cost(choice.Text);
            if (cost >= least) return;
            (best, least) = (choice, cost);
        }
    }
}
