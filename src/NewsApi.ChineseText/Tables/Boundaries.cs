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

    // A search asks about many beginnings after one end, so each end has a table of its own, small enough to stay in the cache.
    private static readonly uint[]?[] Rows = new uint[]?[0x10000];
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
            var row = Row(groups[0][0], lines.Current.Length);
            foreach (var group in groups[1..])
            {
                var colon = group.IndexOf(':', StringComparison.Ordinal);
                var affinity = sbyte.Parse(group.AsSpan(0, colon), CultureInfo.InvariantCulture);
                foreach (var next in group.AsSpan(colon + 1)) Add(row, next, affinity);
            }
        }
    }

    /// <summary>The natural logarithm of how much more often than by chance the two meet at the end and the beginning of words.</summary>
    public static float Affinity(char end, char begin)
    {
        if (Rows[end] is { } row)
        {
            for (var slot = Slot(row, begin); row[slot] != 0; slot = (slot + 1) & (row.Length - 1))
            {
                if (row[slot] >> 16 == begin) return (sbyte)row[slot] / 4f;
            }
        }

        return -LogOfOneAnd(Ends[end] * Begins[begin] / Smoothing);
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

    // Most pairs are expected so seldom that the logarithm is as good as its first terms.
    private static float LogOfOneAnd(float small) => small < 0.05f ? small * (1 - (small / 2)) : MathF.Log(1 + small);

    // Half of it stays empty at least.
    private static uint[] Row(char end, int most) => Rows[end] ??= new uint[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)most * 2)];

    private static void Add(uint[] row, char begin, sbyte affinity)
    {
        var slot = Slot(row, begin);
        while (row[slot] != 0) slot = (slot + 1) & (row.Length - 1);
        row[slot] = ((uint)begin << 16) | (byte)affinity;
    }

    private static int Slot(uint[] row, char begin) => (int)((begin * 0x9E3779B1U) >> 16) & (row.Length - 1);
}
