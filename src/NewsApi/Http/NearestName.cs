namespace NewsApi.Http;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that takes the fewest edits to get to; null when there is none that is at all alike.</summary>
    public static string? OrNull(string name, IEnumerable<string> known)
    {
        if (name.Length > 100)
        {
            return null;
        }

        var nearest = known
            .Select(candidate => (Name: candidate, Edits: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(candidate => candidate.Edits)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Edits < Math.Max(name.Length, nearest.Name.Length) && nearest.Edits <= Math.Max(1, Math.Min(name.Length, nearest.Name.Length) / 2) ? nearest.Name : null;
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string from, string to)
    {
        var above = Enumerable.Range(0, to.Length + 1).ToArray();
        foreach (var (row, character) in from.Index())
        {
            var current = new int[to.Length + 1];
            current[0] = row + 1;
            for (var column = 0; column < to.Length; column++)
            {
                var substitution = above[column] + (character == to[column] ? 0 : 1);
                current[column + 1] = Math.Min(substitution, Math.Min(above[column + 1], current[column]) + 1);
            }

            above = current;
        }

        return above[^1];
    }
}
