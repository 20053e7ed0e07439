using NewsApi.ChineseText.Repairs;

namespace NewsApi.ChineseText;

/// <summary>
/// Puts damaged Chinese text right and says what it did. Text without evidence of damage comes back unchanged, repairing twice changes
/// nothing more, and no input throws. Time grows linearly with the text.
/// </summary>
public static class TextRepair
{
    // Text is seldom damaged more than twice over; the bound keeps the time linear.
    private const int MostLayers = 5;

    /// <summary>Repairs a text.</summary>
    /// <param name="text">A page or a part of one. More text gives more evidence, so repair whole pages rather than their lines.</param>
    /// <returns>The text, repaired where it was damaged, and the plan of what was changed.</returns>
    public static RepairResult Repair(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plan = new Plan(text);
        for (var layer = 0; layer < MostLayers; layer++)
        {
            var before = plan.Text;
            RepairLayer(plan);
            if (ReferenceEquals(plan.Text, before)) break;
        }

        return plan.Result;
    }

    private static void RepairLayer(Plan plan)
    {
        plan.EachLine((line, _, edits) => LoneSurrogates.Apply(line, edits));
        var hasHan = plan.Text.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF');
        var code = CodeBlocks.Lines(plan.Text);
        plan.EachLine((line, number, edits) =>
        {
            if (!code.Contains(number)) SingleByteRuns.Apply(line, hasHan, edits);
        });
        plan.EachLine((line, number, edits) =>
        {
            if (!code.Contains(number)) ReplacementRuns.Apply(line, edits);
        });
        plan.EachLine((line, number, edits) =>
        {
            if (!code.Contains(number)) Utf8ReadAsGbk.Apply(line, edits);
        });
        if (HtmlEntities.AreOutOfPlaceIn(plan.Text)) plan.EachLine((line, _, edits) => HtmlEntities.Apply(line, edits));
        else if (!hasHan) plan.EachLine((line, _, edits) => HtmlEntities.ApplyToBytes(line, edits));
        plan.EachLine((line, _, edits) => InvisibleCharacters.Apply(line, edits));
        plan.EachLine((line, _, edits) => CutOffTags.Apply(line, edits));
        GlossedGbk.Apply(plan);
    }
}
