namespace NewsApi.ChineseText.Tables;

/// <summary>Simplified words that are read otherwise than ICU, or each character by itself, has it: 银行, 重新. Without tones, ü as v.</summary>
internal static class WordReadings
{
    private const int Shortest = 2;
    private const int Longest = 4;

    private static readonly Dictionary<string, string> All =
        Resource.Lines("word-readings.txt.br").Select(line => line.Split(' ')).ToDictionary(fields => fields[0], fields => fields[1]);

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = All.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The reading of the longest listed word at a place, or null.</summary>
    public static string? LongestAt(ReadOnlySpan<char> text, out int length)
    {
        for (length = Math.Min(Longest, text.Length); length >= Shortest; length--)
        {
            if (BySpan.TryGetValue(text[..length], out var reading)) return reading;
        }

        return null;
    }
}
