using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>Pairs of lead bytes that are no character, such as AC B8; pages show a question mark for them.</summary>
internal static class UndefinedPairs
{
    private static readonly bool[] After = new bool[0x100];

    static UndefinedPairs()
    {
        for (var lead = 0x81; lead <= 0xFE; lead++)
        {
            for (var next = 0x81; next <= 0xFE; next++) After[lead] |= Gbk.CharacterOf(lead, next) == 0;
        }
    }

    /// <summary>Whether an undefined pair begins with this byte.</summary>
    public static bool MayFollow(int lead) => After[lead];
}
