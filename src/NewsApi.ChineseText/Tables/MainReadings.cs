namespace NewsApi.ChineseText.Tables;

/// <summary>Which of its readings a common character has in most of the words it stands in: 當 is dāng, seldom dàng.</summary>
internal static class MainReadings
{
    private const int NearlyAll = 97; // percent

    private static readonly Dictionary<char, (int Share, string Reading)> All = [];

    static MainReadings()
    {
        foreach (var line in Resource.Lines("main-readings.txt"))
        {
            var reading = line.AsSpan(1).TrimStart("0123456789");
            All.Add(line[0], (int.Parse(line.AsSpan(1, line.Length - 1 - reading.Length), System.Globalization.CultureInfo.InvariantCulture), reading.ToString()));
        }
    }

    /// <summary>Whether a character is mostly read so.</summary>
    public static bool Is(char character, Reading reading) =>
        All.TryGetValue(Variants.Fold(character), out var main) ? main.Reading == reading.Syllable : reading.IsUsualFor(character);

    /// <summary>Whether nobody asks how a character is read: it has one reading, or one and a rarity.</summary>
    public static bool IsPlain(char character) =>
        All.TryGetValue(Variants.Fold(character), out var main) ? main.Share >= NearlyAll : Readings.Count(character) == 1;
}
