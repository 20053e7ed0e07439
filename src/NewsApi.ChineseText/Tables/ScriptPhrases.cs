using System.Collections.Frozen;

namespace NewsApi.ChineseText.Tables;

/// <summary>Phrases, and a few single characters, that ICU or one character at a time get wrong between the scripts.</summary>
internal sealed class ScriptPhrases
{
    private const int Longest = 12;
    private const int None = -1;
    private const int OnlyABeginning = -2;

    private readonly int mask;
    private readonly ulong[] keys;
    private readonly int[] places;
    private readonly bool[] begins = new bool[0x10000];
    private readonly string results;

    static ScriptPhrases()
    {
        var sections = new List<string>[] { [], [], [] };
        var section = 0;
        foreach (var line in Resource.Lines("phrases.txt.br"))
        {
            if (line.Length == 0) section++;
            else sections[section].Add(line);
            if (section == 0) section++;
        }

        InBoth = sections[0][0].ToFrozenSet();
        ToTraditional = new ScriptPhrases(sections[1]);
        ToSimplified = new ScriptPhrases(sections[2]);
    }

    private ScriptPhrases(List<string> lines)
    {
        var size = 1024;
        while (size < lines.Count * 5) size *= 2;
        mask = size - 1;
        keys = new ulong[size];
        places = new int[size];
        var all = new List<char>();
        foreach (var line in lines)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var phrase = space < 0 ? line : line[..space];
            var place = all.Count;
            for (var at = 0; at < phrase.Length; at++)
            {
                var changed = space >= 0 && space + 1 + at < line.Length ? line[space + 1 + at] : '-';
                all.Add(changed == '-' ? phrase[at] : changed);
            }

            Enter(phrase, place);
        }

        results = new string([.. all]);
    }

    /// <summary>From Simplified to Traditional characters.</summary>
    public static ScriptPhrases ToTraditional { get; }

    /// <summary>From Traditional to Simplified characters.</summary>
    public static ScriptPhrases ToSimplified { get; }

    /// <summary>Simplified characters that Traditional texts use in other words: 后 in 皇后, 里 in 公里.</summary>
    public static FrozenSet<char> InBoth { get; }

    /// <summary>The longest phrase at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the phrase must begin.</param>
    /// <param name="folds">Whether Traditional characters of the text count as their Simplified ones.</param>
    /// <returns>What the phrase becomes, as long as the phrase; empty when none begins here.</returns>
    public ReadOnlySpan<char> LongestAt(ReadOnlySpan<char> text, int at, bool folds)
    {
        if (!begins[folds ? Variants.Fold(text[at]) : text[at]]) return default;
        var (key, found, length) = (0UL, 0, 0);
        var most = Math.Min(Longest, text.Length - at);
        for (var size = 1; size <= most; size++)
        {
            var character = text[at + size - 1];
            key = Append(key, folds ? Variants.Fold(character) : character);
            var place = PlaceOf(key);
            if (place == None) break;
            if (place != OnlyABeginning) (found, length) = (place, size);
        }

        return results.AsSpan(found, length);
    }

    private static ulong Append(ulong key, char character) => (key + character + 1) * 0x9E3779B97F4A7C15UL;

    private int PlaceOf(ulong key)
    {
        for (var slot = (int)(key >> 40) & mask; ; slot = (slot + 1) & mask)
        {
            if (keys[slot] == key) return places[slot];
            if (keys[slot] == 0) return None;
        }
    }

    private void Enter(string phrase, int place)
    {
        begins[phrase[0]] = true;
        var key = 0UL;
        for (var at = 0; at < phrase.Length; at++)
        {
            key = Append(key, phrase[at]);
            var slot = (int)(key >> 40) & mask;
            while (keys[slot] != 0 && keys[slot] != key) slot = (slot + 1) & mask;
            if (at == phrase.Length - 1) places[slot] = place;
            else if (keys[slot] == 0) places[slot] = OnlyABeginning;
            keys[slot] = key;
        }
    }
}
