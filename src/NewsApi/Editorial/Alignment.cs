namespace NewsApi.Editorial;

/// <summary>What became of one item of a list.</summary>
/// <param name="Before">Its place before; null where it is new.</param>
/// <param name="After">Its place after; null where it is gone.</param>
/// <param name="HasMoved">Whether others it stood behind stand behind it now.</param>
internal readonly record struct Pair(int? Before, int? After, bool HasMoved = false);

/// <summary>Finds out what became of what: which items of a list stayed, moved, changed, went or came.</summary>
internal static class Alignment
{
    /// <summary>
    /// Pairs the items of two lists, each at most once. Equal items are paired first: those that kept their order (the
    /// longest common subsequence), then those that moved. What is left between two that kept their order is paired in its
    /// own order where it is alike.
    /// </summary>
    /// <param name="before">The list as it was.</param>
    /// <param name="after">The list as it is.</param>
    /// <param name="key">What an item is, so that equal items have equal keys.</param>
    /// <param name="areAlike">Whether an item may have become another one.</param>
    /// <returns>Every item of both lists, in the order of the new one; what is gone stands where it was.</returns>
    public static IReadOnlyList<Pair> Of<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> key, Func<T, T, bool> areAlike)
    {
        string[] was = [.. before.Select(key)];
        string[] now = [.. after.Select(key)];
        var common = Common(was, now);
        var moved = Moved(was, now, common);
        var origin = moved.ToDictionary(pair => pair.After, pair => pair.Before);
        var hasLeft = moved.Select(pair => pair.Before).ToHashSet();

        var pairs = new List<Pair>();
        var (fromBefore, fromAfter) = (0, 0);
        foreach (var (b, a) in common.Append((Before: before.Count, After: after.Count)))
        {
            Gap(new Queue<int>(Enumerable.Range(fromBefore, b - fromBefore).Where(index => !hasLeft.Contains(index))), Enumerable.Range(fromAfter, a - fromAfter));
            if (b < before.Count)
            {
                pairs.Add(new Pair(b, a));
            }

            (fromBefore, fromAfter) = (b + 1, a + 1);
        }

        return pairs;

        void Gap(Queue<int> gone, IEnumerable<int> came)
        {
            var left = came.Count(index => !origin.ContainsKey(index));
            foreach (var index in came)
            {
                if (origin.TryGetValue(index, out var from))
                {
                    pairs.Add(new Pair(from, index, HasMoved: true));
                    continue;
                }

                // Of two that are not alike, one of the more numerous side stands alone.
                while (gone.Count > 0 && gone.Count >= left && !areAlike(before[gone.Peek()], after[index]))
                {
                    pairs.Add(new Pair(gone.Dequeue(), null));
                }

                pairs.Add(gone.Count > 0 && areAlike(before[gone.Peek()], after[index]) ? new Pair(gone.Dequeue(), index) : new Pair(null, index));
                left--;
            }

            pairs.AddRange(gone.Select(index => new Pair(index, null)));
        }
    }

    /// <summary>The longest common subsequence, in order.</summary>
    private static List<(int Before, int After)> Common(string[] before, string[] after)
    {
        var common = new List<(int Before, int After)>();
        var (start, endBefore, endAfter) = (0, before.Length, after.Length);
        for (; start < endBefore && start < endAfter && before[start] == after[start]; start++)
        {
            common.Add((start, start));
        }

        while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1])
        {
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);
        }

        // lengths[b, a]: how much is common to what begins at b and at a.
        var lengths = new int[endBefore - start + 1, endAfter - start + 1];
        for (var b = endBefore - start - 1; b >= 0; b--)
        {
            for (var a = endAfter - start - 1; a >= 0; a--)
            {
                lengths[b, a] = before[start + b] == after[start + a] ? lengths[b + 1, a + 1] + 1 : Math.Max(lengths[b + 1, a], lengths[b, a + 1]);
            }
        }

        for (int b = 0, a = 0; b < endBefore - start && a < endAfter - start;)
        {
            if (before[start + b] == after[start + a])
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

        common.AddRange(Enumerable.Range(0, before.Length - endBefore).Select(index => (endBefore + index, endAfter + index)));
        return common;
    }

    /// <summary>Equal items that did not keep their order, each with the first of its equals.</summary>
    private static List<(int Before, int After)> Moved(string[] before, string[] after, List<(int Before, int After)> common)
    {
        var (stayedBefore, stayedAfter) = (common.Select(pair => pair.Before).ToHashSet(), common.Select(pair => pair.After).ToHashSet());
        var left = Enumerable.Range(0, before.Length).Where(index => !stayedBefore.Contains(index))
            .GroupBy(index => before[index], StringComparer.Ordinal)
            .ToDictionary(equals => equals.Key, equals => new Queue<int>(equals), StringComparer.Ordinal);
        var moved = new List<(int Before, int After)>();
        foreach (var index in Enumerable.Range(0, after.Length).Where(index => !stayedAfter.Contains(index)))
        {
            if (left.TryGetValue(after[index], out var equals) && equals.TryDequeue(out var from))
            {
                moved.Add((from, index));
            }
        }

        return moved;
    }
}
