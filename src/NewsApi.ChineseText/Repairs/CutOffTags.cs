using NewsApi.ChineseText.Tangles;

namespace NewsApi.ChineseText.Repairs;

/// <summary>The rest of an end tag after Chinese at the end of a line: 停火；/p>.</summary>
internal static class CutOffTags
{
    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        var start = line.LastIndexOf('/');
        if (start < 1 || !Plausibility.IsChineseCharacter(line[start - 1])) return;
        var length = CutTag.LengthAt(line, start);
        if (length > 0 && start + length == line.Length)
            edits.Add(new Edit(start, length, "", "cut-off-tag", RepairConfidence.Certain, "The rest of an end tag whose bracket is gone."));
    }
}
