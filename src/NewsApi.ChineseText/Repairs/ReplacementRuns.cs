namespace NewsApi.ChineseText.Repairs;

/// <summary>锟斤拷: two U+FFFD written as UTF-8 and read as GBK. What they replaced is gone; U+FFFD says so plainly.</summary>
internal static class ReplacementRuns
{
    private const string Shown = "锟斤拷";

    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        for (var at = line.IndexOf(Shown); at >= 0;)
        {
            var end = at;
            while (line[end..].StartsWith(Shown)) end += Shown.Length;
            if (!Quotation.Holds(line, at, end))
            {
                var marks = new string('\uFFFD', (end - at) / Shown.Length * 2);
                edits.Add(new Edit(at, end - at, marks, "replacement-run", RepairConfidence.Lost, "The characters stood for characters that were already lost."));
            }

            var next = line[end..].IndexOf(Shown);
            at = next < 0 ? -1 : end + next;
        }
    }
}
