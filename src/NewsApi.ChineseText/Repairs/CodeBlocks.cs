namespace NewsApi.ChineseText.Repairs;

/// <summary>The lines of a text that stand between ``` and ```: what is in them was put there to be seen as it is.</summary>
internal static class CodeBlocks
{
    private const string Fence = "```";

    /// <summary>The numbers of these lines, from 1; a block nobody closes is none.</summary>
    public static HashSet<int> Lines(string text)
    {
        var inside = new HashSet<int>();
        if (!text.Contains(Fence, StringComparison.Ordinal)) return inside;
        var (number, opened) = (0, 0);
        foreach (var line in text.AsSpan().Split('\n'))
        {
            number++;
            if (!text.AsSpan(line).TrimStart(' ').StartsWith(Fence)) continue;
            for (var within = opened + 1; opened > 0 && within < number; within++) inside.Add(within);
            opened = opened > 0 ? 0 : number;
        }

        return inside;
    }
}
