using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>
/// Whether the readings in a text were put there by blind replacement: 當(dāng)天. An editor glosses what a reader may not know, once
/// (仇(qiú)), and whoever teaches reading glosses everything; a replacement glosses a fixed list of common characters, each time it occurs.
/// </summary>
internal sealed class GlossEvidence
{
    private const double Enough = 0.8;
    private const double EnoughPerHan = 0.005; // a damaged page has a reading every 25 characters or so
    private const double EnoughAnywhere = 6; // five common characters glossed wherever they occur are no editor's, however long the text
    private const double Doubtful = 0.05;
    private const double OfEditor = 1;
    private const double OfLesson = 1.5;
    private const double OfTangle = 3;
    private const float Ordinary = 6; // what a character costs in all but a twentieth of news sentences
    private const int Farthest = 4; // characters from a headword to what is said of it

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
        var (tangles, glosses, editors) = (0, 0, 0);
        var plain = new WordTail();
        var (symbols, copied) = (0, 0);
        for (var at = text.IndexOf(')', StringComparison.Ordinal); at >= 0; at = text.IndexOf(')', at + 1))
        {
            var open = at - 1;
            while (open > 0 && open > at - 8 && text[open] is not ('(' or '?')) open--;
            if (open < 1 || !Readings.TryGloss(text, open + 1, out var reading, out _))
            {
                if (LessonWords.IsReadingOfWord(text, at)) editors++;
                continue;
            }

            var before = text[open - 1];
            if (text[open] == '?') tangles += before is ')' or '?' or ',' or ':' or ';' || Gbk.CodeOf(before) != 0 ? 1 : 0;
            else if (!reading.Fits(before)) continue;
            else if (IsQuoted(text, open - 1, at)) editors++;
            else
            {
                glosses++;
                var isHeadword = IsHeadword(text, open - 1, at);
                if (isHeadword) editors++;
                var use = uses.GetValueOrDefault(before);
                uses[before] = use with
                {
                    Glossed = use.Glossed + 1,
                    InSentences = use.InSentences + (isHeadword ? 0 : 1),
                    Reading = use.Reading ?? reading,
                    IsSteady = use.Reading is null || (use.IsSteady && use.Reading == reading),
                };
            }

            for (; copied < open; copied++, symbols++) plain.Append(text[copied]);
            copied = at + 1;
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
        var weight = (tangles * OfTangle) + steady.Sum(use => Weight(use.Key, use.Value) * Math.Min(use.Value.InSentences, 3)) + (asciiCommas > 0 ? 0.3 : 0);
        var enough = Math.Min(Enough + (EnoughPerHan * han), EnoughAnywhere);
        if (tangles == 0)
        {
            if (glosses >= 0.97 * han && glosses >= 4) return new GlossEvidence(false, []);
            enough += (editors * OfEditor) + (LessonWords.Count(text) * OfLesson) + uses.Sum(use => OfOneEditor(use.Key, use.Value));
            if (weight >= enough)
            {
                // Verse and old prose have readings added; what the replacement went through is news.
                for (; copied < text.Length; copied++, symbols++) plain.Append(text[copied]);
                enough += Math.Max(0, plain.Cost / symbols - Ordinary) * 2;
            }
        }

        return new GlossEvidence(weight >= enough, Listed(steady));
    }

    // A list made of Traditional characters has no 仇(qiú) in it: that reading an editor gave, on this page too.
    private static HashSet<char> Listed(List<KeyValuePair<char, Use>> steady)
    {
        var isTraditionalList = steady.Count(use => Gbk.IsInGb2312(use.Key)) * 10 < steady.Count;
        return [.. steady.Where(use => !isTraditionalList || !Gbk.IsInGb2312(use.Key) || Weight(use.Key, use.Value) > Doubtful).Select(use => use.Key)];
    }

    // Who writes about a character puts it in quotes with its reading: “學(xué)”字.
    private static bool IsQuoted(string text, int character, int close) =>
        character > 0 && close + 1 < text.Length && (text[character - 1], text[close + 1]) is ('“', '”') or ('「', '」') or ('『', '』') or ('‘', '’') or ('《', '》');

    // Or lets it stand alone (學(xué)：效也), begins with it (漢(hàn)字是…), lists it (劉(liú)備、關(guān)羽) or gives it as a title (《圍(wéi)城》).
    private static bool IsHeadword(string text, int character, int close)
    {
        var (before, after) = (character > 0 ? text[character - 1] : '\n', close + 1 < text.Length ? text[close + 1] : '\n');
        if (!WordTail.IsHan(before) && !WordTail.IsHan(after)) return before is not ')' && after is not '?' && !char.IsAsciiDigit(before);
        var start = character;
        while (start > 0 && start > character - 2 && WordTail.IsHan(text[start - 1])) start--;
        var opening = start > 0 ? text[start - 1] : '\n';
        var at = close + 1;
        for (; at < Math.Min(text.Length, close + 1 + Farthest) && WordTail.IsHan(text[at]); at++)
        {
            if (opening == '\n' && text[at] is ('是' or '位' or '姓' or '指' or '乃' or '有')) return true;
        }

        return opening is ('\n' or '、' or '《' or '「' or '“') && at < text.Length && text[at] is ('、' or '》' or '」' or '”');
    }

    private static bool IsCommon(char character) => WordCosts.OfAnyWordWith(Variants.Fold(character)) < 8.6f; // the first thousand

    // What a reader may ask: how 樂 is read this time, or 仇 in a name. Nobody answers 歲(suì) three times over.
    private static double OfOneEditor(char character, Use use) =>
        !use.IsSteady || use.Glossed * 2 <= use.Total || !MainReadings.Is(character, use.Reading!) ? OfEditor
        : IsCommon(character) ? 0
        : use.InSentences > 2 ? 0
        : OfEditor / 2;

    // How much one glossed character says: a lot for 團(tuán), which every reader knows and no Simplified page has; little for 仇(qiú).
    private static double Weight(char character, Use use)
    {
        if (!IsCommon(character)) return use.InSentences > 2 && !Gbk.IsInGb2312(character) ? 0.4 : Doubtful;
        var isUsual = MainReadings.Is(character, use.Reading!);
        var isPlain = MainReadings.IsPlain(character);
        return Gbk.IsInGb2312(character)
            ? isUsual ? isPlain ? 0.4 : 0.2 : 0
            : isUsual ? isPlain ? 1.2 : 0.5 : 0.1;
    }

    private readonly record struct Use(int Glossed, int InSentences, int Total, Reading? Reading, bool IsSteady);
}
