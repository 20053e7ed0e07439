using NewsApi.ChineseText.Repairs;

namespace NewsApi.ChineseText;

/// <summary>
/// Puts damaged Chinese text right and says what it did. Text without evidence of damage comes back unchanged, repairing twice changes
/// nothing more, and no input throws. Time grows linearly with the text.
/// </summary>
public static class TextRepair
{
    /// <summary>Repairs a text.</summary>
    /// <param name="text">A page or a part of one. More text gives more evidence, so repair whole pages rather than their lines.</param>
    /// <returns>The text, repaired where it was damaged, and the plan of what was changed.</returns>
    public static RepairResult Repair(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plan = new Plan(text);
        GlossedGbk.Apply(plan);
        return plan.Result;
    }
}
