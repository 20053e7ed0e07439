using System.Diagnostics.CodeAnalysis;

namespace NewsApi.ChineseText.Tables;

/// <summary>The readings of characters in Hanyu Pinyin, with tone marks.</summary>
internal static class Readings
{
    private const int LongestSyllable = 6; // zhuāng

    private static readonly Dictionary<string, Reading> BySyllable = [];
    private static readonly Dictionary<string, Reading>.AlternateLookup<ReadOnlySpan<char>> BySpan;

    private static readonly byte[] CountOf = new byte[0x10000];

    static Readings()
    {
        foreach (var line in Resource.Lines("readings.txt"))
        {
            var fields = line.Split('\t');
            BySyllable.Add(fields[0], new Reading(fields[0], fields[1], fields[2]));
            foreach (var character in fields[1] + fields[2]) CountOf[character]++;
        }

        BySpan = BySyllable.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many readings a character has.</summary>
    public static int Count(char character) => CountOf[character];

    /// <summary>Reads <c>dāng)</c> at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the syllable begins.</param>
    /// <param name="reading">The syllable found.</param>
    /// <param name="length">Its length with the closing bracket.</param>
    public static bool TryGloss(ReadOnlySpan<char> text, int start, [NotNullWhen(true)] out Reading? reading, out int length)
    {
        Span<char> syllable = stackalloc char[LongestSyllable];
        reading = null;
        for (length = 0; length <= LongestSyllable && start + length < text.Length; length++)
        {
            var character = text[start + length];
            if (character == ')')
            {
                if (length == 0 || !BySpan.TryGetValue(syllable[..length], out reading)) return false;
                length++;
                return true;
            }

            if (length == LongestSyllable || !char.IsLetter(character) || character >= '\u2000') return false;
            // Some lists write the phonetic ɑ and ɡ, which GBK has too.
            syllable[length] = character switch { 'ɑ' => 'a', 'ɡ' => 'g', _ => character };
        }

        return false;
    }
}

/// <summary>One syllable and the characters read so.</summary>
/// <param name="Syllable">Such as <c>dāng</c>.</param>
/// <param name="Usual">Characters whose first reading it is.</param>
/// <param name="Other">Characters that can be read so too.</param>
internal sealed record Reading(string Syllable, string Usual, string Other)
{
    private readonly HashSet<char> all = [.. Usual, .. Other];
    private readonly byte[][] trails = ByLead([.. Usual, .. Other]);

    public bool Fits(char character) => all.Contains(character);

    public bool IsUsualFor(char character) => Usual.Contains(character, StringComparison.Ordinal);

    /// <summary>All second bytes that make, after this first byte, the code of a character read so.</summary>
    public ReadOnlySpan<byte> TrailsAfter(int lead) => trails[lead];

    private static byte[][] ByLead(HashSet<char> characters)
    {
        var byLead = characters.Select(Gbk.CodeOf).Where(code => code > 0xFF).ToLookup(code => code >> 8, code => (byte)code);
        return [.. Enumerable.Range(0, 0x100).Select(lead => byLead[lead].ToArray())];
    }
}
