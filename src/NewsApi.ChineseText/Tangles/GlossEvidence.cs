using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>
/// Whether the readings in a text were put there by blind replacement: 當(dāng)天. An editor glosses what a reader may not know, once
/// (仇(qiú)), and whoever teaches reading glosses everything; a replacement glosses a fixed list of common characters, each time it occurs.
/// </summary>
internal sealed class GlossEvidence
{
    private const double Enough = 0.8;
    private const double Doubtful = 0.05;

    private readonly HashSet<char> glossed;

    private GlossEvidence(bool isDamaged, HashSet<char> glossed) => (IsDamaged, this.glossed) = (isDamaged, glossed);

    /// <summary>Whether the text has been through the replacement.</summary>
    public bool IsDamaged { get; }

    /// <summary>Whether a reading after a character is one of the replacement's. A character that only came to light with its bytes back in step has nobody else to gloss it.</summary>
    /// <param name="character">The character as repaired.</param>
    /// <param name="shown">The character before the bracket as the page shows it.</param>
    public bool Accepts(char character, char shown) => IsDamaged && (character != shown || glossed.Contains(character));

    /// <summary>The same evidence for a text whose tangles have shown it to be damaged.</summary>
    public GlossEvidence AsDamaged() => new(true, glossed);

    public static GlossEvidence Of(string text)
    {
        var uses = new Dictionary<char, Use>();
        var tangles = 0;
        var glosses = 0;
        for (var at = text.IndexOf(')', StringComparison.Ordinal); at >= 0; at = text.IndexOf(')', at + 1))
        {
            var open = at - 1;
            while (open > 0 && open > at - 8 && text[open] is not ('(' or '?')) open--;
            if (open < 1 || !Readings.TryGloss(text, open + 1, out var reading, out _)) continue;
            var before = text[open - 1];
            if (text[open] == '?') tangles += before is ')' or '?' or ',' or ':' or ';' || Gbk.CodeOf(before) != 0 ? 1 : 0;
            else if (reading.Fits(before) && !IsQuoted(text, open - 1, at))
            {
                glosses++;
                var use = uses.GetValueOrDefault(before);
                uses[before] = use with
                {
                    Glossed = use.Glossed + 1,
                    Reading = use.Reading ?? reading,
                    IsSteady = use.Reading is null || (use.IsSteady && use.Reading == reading),
                };
            }
        }

        if (tangles + glosses == 0) return new GlossEvidence(false, []);

        var han = 0;
        var asciiCommas = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (WordTail.IsHan(text[at]))
            {
                han++;
                if (uses.TryGetValue(text[at], out var use)) uses[text[at]] = use with { Total = use.Total + 1 };
            }
            else if (text[at] is ',' or ':' or ';' && at > 0 && WordTail.IsHan(text[at - 1])) asciiCommas++;
        }

        var steady = uses.Where(use => use.Value.IsSteady && use.Value.Glossed * 2 > use.Value.Total).ToList();
        var weight = (tangles * 3) + steady.Sum(use => Weight(use.Key, use.Value.Reading!) * Math.Min(use.Value.Glossed, 3)) + (asciiCommas > 0 ? 0.3 : 0);
        var teachesReading = tangles == 0 && glosses >= 4 && glosses >= 0.97 * han;
        return new GlossEvidence(weight >= Enough && !teachesReading, Listed(steady));
    }

    // A list made of Traditional characters has no 仇(qiú) in it: that reading an editor gave, on this page too.
    private static HashSet<char> Listed(List<KeyValuePair<char, Use>> steady)
    {
        var isTraditionalList = steady.Count(use => Gbk.IsInGb2312(use.Key)) * 10 < steady.Count;
        return [.. steady.Where(use => !isTraditionalList || !Gbk.IsInGb2312(use.Key) || Weight(use.Key, use.Value.Reading!) > Doubtful).Select(use => use.Key)];
    }

    // Who writes about a character puts it in quotes with its reading: “學(xué)”字.
    private static bool IsQuoted(string text, int character, int close) =>
        character > 0 && close + 1 < text.Length && (text[character - 1], text[close + 1]) is ('“', '”') or ('「', '」') or ('『', '』') or ('‘', '’') or ('《', '》');

    // How much one glossed character says: a lot for 團(tuán), which every reader knows and no Simplified page has; little for 仇(qiú).
    private static double Weight(char character, Reading reading)
    {
        const float common = 10; // 1 in 22,000 words
        if (WordCosts.Of(Variants.Fold(character)) > common) return Doubtful;
        var isUsual = reading.IsUsualFor(character);
        var isPlain = Readings.Count(character) == 1;
        return Gbk.IsInGb2312(character)
            ? isUsual ? isPlain ? 0.4 : 0.2 : 0
            : isUsual ? isPlain ? 1.2 : 0.8 : 0.4;
    }

    private readonly record struct Use(int Glossed, int Total, Reading? Reading, bool IsSteady);
}
