namespace NewsApi.ChineseText.Repairs;

/// <summary>Half of a surrogate pair stands for nothing and cannot be written as UTF-8; the place is marked.</summary>
internal static class LoneSurrogates
{
    public static void Apply(ReadOnlySpan<char> line, List<Edit> edits)
    {
        var first = line.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var at = first < 0 ? line.Length : first; at < line.Length; at++)
        {
            if (!char.IsSurrogate(line[at])) continue;
            if (char.IsHighSurrogate(line[at]) && at + 1 < line.Length && char.IsLowSurrogate(line[at + 1])) at++;
            else edits.Add(new Edit(at, 1, "\uFFFD", "lone-surrogate", RepairConfidence.Lost, "Half of a surrogate pair; the other half is gone."));
        }
    }
}
