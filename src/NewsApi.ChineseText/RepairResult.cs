using System.Text;

namespace NewsApi.ChineseText;

/// <summary>A repaired text and the plan that leads to it.</summary>
/// <param name="Text">The text after all steps.</param>
/// <param name="Steps">What was done, in order; empty when the text came back unchanged.</param>
public sealed record RepairResult(string Text, IReadOnlyList<RepairStep> Steps)
{
    /// <summary>Whether any step was needed.</summary>
    public bool IsChanged => Steps.Count > 0;

    /// <summary>Applies a plan to the text it was made for. Time grows with the text and the plan, not with their product.</summary>
    /// <param name="original">The text that was repaired.</param>
    /// <param name="steps">The steps of its <see cref="RepairResult"/>.</param>
    /// <returns>The repaired text.</returns>
    /// <exception cref="ArgumentException">A step does not fit the text.</exception>
    public static string Replay(string original, IReadOnlyList<RepairStep> steps)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(steps);
        var source = original;
        var done = new StringBuilder(original.Length);
        var at = 0;
        foreach (var step in steps)
        {
            if (step.Start < done.Length)
            {
                // The steps of one repair run from left to right; one that starts further left belongs to the next repair.
                source = done.Append(source, at, source.Length - at).ToString();
                done.Clear();
                at = 0;
            }

            var untouched = step.Start - done.Length;
            if (untouched > source.Length - at
                || string.CompareOrdinal(source, at + untouched, step.Before, 0, step.Before.Length) != 0)
                throw new ArgumentException($"Step '{step.Kind}' on line {step.Line} does not fit the text.", nameof(steps));

            done.Append(source, at, untouched).Append(step.After);
            at += untouched + step.Before.Length;
        }

        return done.Append(source, at, source.Length - at).ToString();
    }
}
