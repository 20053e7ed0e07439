using System.Globalization;
using System.Text;
using NewsApi.ChineseText.Segmentation;
using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Search;

/// <summary>
/// What a character becomes for search: of usual width, lower case, without accent, Simplified. It comes from tables of this assembly and
/// from .NET's own data, never from ICU, so that an index made on one machine serves on another.
/// </summary>
internal static class Folding
{
    // Pairs beside Variants that one script keeps apart and the other does not: 試著 is 试着, 瞭解 了解, 答覆 答复. What they merge besides
    // (著名, 瞭望, 覆盖) is no other word. Some are forms of one character (姪, 値, 锺).
    private const string MorePairs = "著着瞭了覆复藉借馀余锺钟甦苏妳你牠它姪侄値值";

    private static readonly CharacterKind[] Kinds = new CharacterKind[0x10000];
    private static readonly char[] Folded = new char[0x10000];
    private static readonly Dictionary<int, string> Foldings = [];
    private static readonly Dictionary<char, string> Origins;

    static Folding()
    {
        var more = MorePairs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        foreach (var line in Resource.Lines("foldings.txt.br"))
        {
            var rune = Rune.GetRuneAt(line, 0);
            Foldings[rune.Value] = string.Concat(line[rune.Utf16SequenceLength..].Select(Simplified));
        }

        for (var value = 0; value < Kinds.Length; value++)
        {
            var character = (char)value;
            if (Foldings.TryGetValue(value, out var folded) && folded.Length > 1)
            {
                Kinds[value] = CharacterKind.Several;
                continue;
            }

            Folded[value] = folded is null ? Simplified(char.ToLowerInvariant(character)) : folded[0];
            Kinds[value] = char.IsSurrogate(character) ? CharacterKind.Separator : KindOfFolded(new Rune(Folded[value]));
        }

        Origins = Enumerable.Range(0, Kinds.Length).Where(value => Kinds[value] != CharacterKind.Several && Folded[value] != value).Select(value => (To: Folded[value], From: (char)value))
            .Concat(Foldings.SelectMany(folding => folding.Value.Select(to => (To: to, From: char.ConvertFromUtf32(folding.Key)[0]))))
            .GroupBy(pair => pair.To, pair => pair.From).ToDictionary(to => to.Key, to => string.Concat(to.Distinct()));

        char Simplified(char character)
        {
            var simplified = Variants.Fold(character);
            if (more.TryGetValue(simplified, out var other)) simplified = other;
            // 薴 is 苧, and 苧 is 苎.
            return simplified == character ? character : Simplified(simplified);
        }
    }

    /// <summary>What a UTF-16 unit is once folded.</summary>
    public static CharacterKind Kind(char character) => Kinds[character];

    /// <summary>The one character it becomes; meaningless where the kind is <see cref="CharacterKind.Several"/>.</summary>
    public static char Fold(char character) => Folded[character];

    /// <summary>The characters it becomes, where the kind is <see cref="CharacterKind.Several"/>.</summary>
    public static string Several(char character) => Foldings[character];

    /// <summary>What any character becomes, or null where that is its lower case in Simplified characters alone.</summary>
    public static string? Several(Rune rune) => Foldings.GetValueOrDefault(rune.Value);

    /// <summary>The first of the characters that one becomes, perhaps not yet Simplified: 2 for ②, a space for ½.</summary>
    public static Rune First(Rune rune) => Several(rune) is { } several ? Rune.GetRuneAt(several, 0) : Rune.ToLowerInvariant(rune);

    /// <summary>
    /// The UTF-16 units by which a text can come to have a folded character, that one among them: of those beyond the basic plane the first
    /// half. What is put together of several (<see cref="Composition"/>) is not known here.
    /// </summary>
    public static string OriginsOf(char folded) => folded + Origins.GetValueOrDefault(folded);

    /// <summary>What a character is that folding leaves as it is.</summary>
    public static CharacterKind KindOfFolded(Rune rune)
    {
        if (IsSingle(rune)) return CharacterKind.Single;
        // Combining grapheme joiner and Hangul fillers.
        if (rune.Value is 0x034F or 0x115F or 0x1160) return CharacterKind.Invisible;
        if (IsAccent(rune.Value)) return CharacterKind.Accent;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => CharacterKind.Invisible,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterKind.Mark,
            UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterKind.Letter,
            _ => Rune.IsLetterOrDigit(rune) ? CharacterKind.Letter : CharacterKind.Separator,
        };
    }

    private static bool IsSingle(Rune rune) => LetterRuns.IsHan(rune) || rune.Value is
        (>= 0x3041 and <= 0x3096) or (>= 0x309D and <= 0x309F) or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x1AFF0 and <= 0x1B16F)
        or (>= 0x3105 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF)
        or (>= 0x1100 and <= 0x115E) or (>= 0x1161 and <= 0x11FF) or (>= 0xA960 and <= 0xA97C) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xD7B0 and <= 0xD7FB);

    // The marks that derive-foldings.cs drops, the sound marks of kana, and selectors of a form.
    private static bool IsAccent(int value) => value is
        (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F)
        or 0x3099 or 0x309A
        or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
