using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Repairs;

/// <summary>
/// GBK pages whose bytes went through blind replacement: readings put after characters and into the middle of others
/// (當(dāng)?shù)貢r for 當地時), lead bytes lost (?;鹛嶙h for 停火提議), marks narrowed.
/// </summary>
internal static class GlossedGbk
{
    public static void Apply(Plan plan)
    {
        if (!HasTrace(plan.Text)) return;
        var space = new SearchSpace(plan.Text.Length);
        var shown = plan.Text;
        var glosses = GlossEvidence.Of(plan.Text);
        var script = ScriptUse.Of(plan.Text);
        var ends = Ends(plan.Text);
        if (!glosses.IsDamaged)
        {
            // Without readings a tangle must speak for itself; once one does, the rest of the page is read with less doubt.
            var doubtful = glosses;
            if (!plan.WouldEdit((line, number, edits) => LineUntangling.Apply(line, Page(doubtful, number), space, edits))) return;
            glosses = glosses.AsDamaged();
        }

        plan.EachLine((line, number, edits) => LineUntangling.Apply(line, Page(glosses, number), space, edits));
        if (NarrowedPunctuation.IsIn(shown, plan.Text)) plan.EachLine((line, _, edits) => NarrowedPunctuation.Apply(line, edits));

        PageEvidence Page(GlossEvidence evidence, int number) => new(evidence, script, new LineEnds(ends[number - 1], ends[number + 1]));
    }

    // The last character of each line, with nothing before the first and after the last.
    private static List<char> Ends(string text)
    {
        var ends = new List<char> { '\0' };
        foreach (var line in text.AsSpan().Split('\n')) ends.Add(text.AsSpan(line).TrimEnd('\r') is [.., var last] ? last : '\0');
        ends.Add('\0');
        return ends;
    }

    // Every tangle and every reading leaves one of these behind.
    private static bool HasTrace(string text)
    {
        for (var at = text.AsSpan().IndexOfAny('?', ')'); at >= 0;)
        {
            if (text[at] == ')' || TangleSearch.MayBegin(text, at, isDamaged: false)) return true;
            var next = text.AsSpan(at + 1).IndexOfAny('?', ')');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }
}
