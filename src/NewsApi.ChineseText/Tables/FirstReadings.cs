namespace NewsApi.ChineseText.Tables;

/// <summary>The usual reading of a character by itself, for machines without ICU.</summary>
internal static class FirstReadings
{
    private static readonly string?[] All = new string?[0x10000];

    static FirstReadings()
    {
        foreach (var line in Resource.Lines("readings.txt"))
        {
            var fields = line.Split('\t');
            foreach (var character in fields[1]) All[character] = fields[0];
        }
    }

    /// <summary>The reading with its tone mark, or null where none is known.</summary>
    public static string? Of(char character) => All[character];
}
