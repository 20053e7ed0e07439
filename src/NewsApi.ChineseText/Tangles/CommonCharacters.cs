using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>The characters worth trying where nothing is known about a byte: those of ordinary text, by their bytes.</summary>
internal static class CommonCharacters
{
    private const float Rarest = 15.5f; // one in five million words
    private const float Frequent = 8; // the first 600
    private const string Marks = "，。、：；？！“”‘’《》（）—…·％";

    private static readonly char[][] ByLead = new char[0x100][];
    private static readonly char[][] ByLeadAfterUndefined = new char[0x100][];
    private static readonly char[] EndingInA3;
    private static readonly bool[] Common = new bool[0x10000];

    static CommonCharacters()
    {
        var all = Enumerable.Range(0, 0x10000).Select(code => (char)code)
            .Where(character => Gbk.CodeOf(character) > 0xFF && (Marks.Contains(character, StringComparison.Ordinal) || WordCosts.Of(Variants.Fold(character)) < Rarest))
            .ToList();
        foreach (var character in all) Common[character] = true;
        var frequent = all.Where(character => !WordTail.IsHan(character) || WordCosts.OfAnyWordWith(Variants.Fold(character)) < Frequent).ToList();
        EndingInA3 = [.. all.Where(character => (Gbk.CodeOf(character) & 0xFF) == 0xA3)];
        for (var lead = 0; lead < 0x100; lead++)
        {
            ByLead[lead] = [.. all.Where(character => Gbk.CodeOf(character) >> 8 == lead)];
            ByLeadAfterUndefined[lead] = [.. frequent.Where(character => Gbk.IsLead(lead) && Gbk.CharacterOf(lead, Gbk.CodeOf(character) >> 8) == 0)];
        }
    }

    public static bool Contains(char character) => Common[character];

    /// <summary>Those that end in A3: 停, 。, 保, 专.</summary>
    public static ReadOnlySpan<char> BeforeMark => EndingInA3;

    /// <summary>Those with a first byte.</summary>
    public static ReadOnlySpan<char> With(int lead) => ByLead[lead];

    /// <summary>The frequent ones whose first byte makes no defined pair with the byte before: after AC all that begin with B8.</summary>
    public static ReadOnlySpan<char> AfterUndefined(int before) => ByLeadAfterUndefined[before];
}
