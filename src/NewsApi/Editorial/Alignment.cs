namespace NewsApi.Editorial;

/// <summary>Finds out what became of what: which items of a list stayed, changed, went or came.</summary>
internal static class Alignment
{
    /// <summary>
    /// Pairs the items of two lists, each at most once and in order. Equal items are paired first (the longest common
    /// subsequence); what lies between two such pairs is paired in its order where it is alike.
    /// </summary>
    /// <returns>Every item of both lists: paired, gone (no place after) or new (no place before).</returns>
    public static IReadOnlyList<(int? Before, int? After)> Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, T, bool> areEqual, Func<T, T, bool> areAlike)
    {
        var pairs = new List<(int? Before, int? After)>();
        var (start, endBefore, endAfter) = (0, before.Count, after.Count);
        while (start < endBefore && start < endAfter && areEqual(before[start], after[start]))
        {
            pairs.Add((start, start));
            start++;
        }

        while (endBefore > start && endAfter > start && areEqual(before[endBefore - 1], after[endAfter - 1]))
        {
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);
        }

        var (fromBefore, fromAfter) = (start, start);
        foreach (var (b, a) in Common(before, after, start, endBefore, endAfter, areEqual))
        {
            Gap(fromBefore, b, fromAfter, a);
            pairs.Add((b, a));
            (fromBefore, fromAfter) = (b + 1, a + 1);
        }

        Gap(fromBefore, endBefore, fromAfter, endAfter);
        for (; endBefore < before.Count; endBefore++, endAfter++)
        {
            pairs.Add((endBefore, endAfter));
        }

        return pairs;

        void Gap(int firstBefore, int lastBefore, int firstAfter, int lastAfter)
        {
            while (firstBefore < lastBefore && firstAfter < lastAfter)
            {
                if (areAlike(before[firstBefore], after[firstAfter]))
                {
                    pairs.Add((firstBefore++, firstAfter++));
                }
                else if (lastBefore - firstBefore >= lastAfter - firstAfter)
                {
                    pairs.Add((firstBefore++, null));
                }
                else
                {
                    pairs.Add((null, firstAfter++));
                }
            }

            for (; firstBefore < lastBefore; firstBefore++)
            {
                pairs.Add((firstBefore, null));
            }

            for (; firstAfter < lastAfter; firstAfter++)
            {
                pairs.Add((null, firstAfter));
            }
        }
    }

    private static List<(int Before, int After)> Common<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, int start, int endBefore, int endAfter, Func<T, T, bool> areEqual)
    {
        // lengths[b, a]: how much is common to what begins at b and at a.
        var lengths = new int[endBefore - start + 1, endAfter - start + 1];
        for (var b = endBefore - start - 1; b >= 0; b--)
        {
            for (var a = endAfter - start - 1; a >= 0; a--)
            {
                lengths[b, a] = areEqual(before[start + b], after[start + a]) ? lengths[b + 1, a + 1] + 1 : Math.Max(lengths[b + 1, a], lengths[b, a + 1]);
            }
        }

        var common = new List<(int Before, int After)>();
        for (int b = 0, a = 0; b < endBefore - start && a < endAfter - start;)
        {
            if (areEqual(before[start + b], after[start + a]))
            {
                common.Add((start + b++, start + a++));
            }
            else if (lengths[b + 1, a] >= lengths[b, a + 1])
            {
                b++;
            }
            else
            {
                a++;
            }
        }

        return common;
    }
}
