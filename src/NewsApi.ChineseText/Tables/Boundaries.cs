using System.Globalization;

namespace NewsApi.ChineseText.Tables;

/// <summary>
/// How gladly one word ends in a character and the next begins with another: 周圍|人|的, hardly 周圍|了|的. Characters are Simplified;
/// marks count as words, a number is <c>0</c>.
/// </summary>
internal static class Boundaries
{
    private const float Smoothing = 4; // as in derive-boundaries.cs
    /// <summary>Stands before the first word of a sentence.</summary>
    public const char StartOfSentence = '^';

    /// <summary>Stands after the last word of a sentence.</summary>
    public const char EndOfSentence = '$';

    private const uint Slots = 1 << 18;

    private static readonly uint[] Keys = new uint[Slots];
    private static readonly sbyte[] Affinities = new sbyte[Slots];
    private static readonly float[] Ends = new float[0x10000];
    private static readonly float[] Begins = new float[0x10000];

    static Boundaries()
    {
        using var lines = Resource.Lines("boundaries.txt.br").GetEnumerator();
        lines.MoveNext();
        var total = float.Parse(lines.Current, CultureInfo.InvariantCulture);
        foreach (var marginal in (float[][])[Ends, Begins])
        {
            lines.MoveNext();
            foreach (var entry in lines.Current.Split(' ')[1..]) marginal[entry[0]] = float.Parse(entry.AsSpan(1), CultureInfo.InvariantCulture);
        }

        for (var character = 0; character < Ends.Length; character++) Ends[character] /= total;
        while (lines.MoveNext())
        {
            var groups = lines.Current.Split(' ');
            foreach (var group in groups[1..])
            {
                var colon = group.IndexOf(':', StringComparison.Ordinal);
                var affinity = sbyte.Parse(group.AsSpan(0, colon), CultureInfo.InvariantCulture);
                foreach (var next in group.AsSpan(colon + 1)) Add(groups[0][0], next, affinity);
            }
        }
    }

    /// <summary>The natural logarithm of how much more often than by chance the two meet at the end and the beginning of words.</summary>
    public static float Affinity(char end, char begin)
    {
        var key = ((uint)end << 16) | begin;
        for (var slot = Slot(key); ; slot = (slot + 1) % Slots)
        {
            if (Keys[slot] == key) return Affinities[slot] / 4f;
            if (Keys[slot] == 0) return -MathF.Log(1 + (Ends[end] * Begins[begin] / Smoothing));
        }
    }

    /// <summary>How the table writes a character that is not Han, as the beginning and as the end of a word.</summary>
    public static (char Begin, char End) Symbol(char character) => character switch
    {
        '。' or '！' or '？' or '!' or '?' => (EndOfSentence, StartOfSentence),
        ',' => ('，', '，'),
        ':' => ('：', '：'),
        ';' => ('；', '；'),
        '(' => ('（', '（'),
        ')' => ('）', '）'),
        >= '0' and <= '9' => ('0', '0'),
        _ => (character, character),
    };

    private static void Add(char end, char begin, sbyte affinity)
    {
        var key = ((uint)end << 16) | begin;
        var slot = Slot(key);
        while (Keys[slot] != 0) slot = (slot + 1) % Slots;
        Keys[slot] = key;
        Affinities[slot] = affinity;
    }

    private static uint Slot(uint key) => (key * 0x9E3779B1) >> 14;
}
