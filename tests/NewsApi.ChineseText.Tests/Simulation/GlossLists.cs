using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tests.Simulation;

/// <summary>Lists of glossed characters. The pages' own list is not known; these are of several lengths.</summary>
internal static class GlossLists
{
    /// <summary>The characters glossed on the seed page.</summary>
    public static readonly IReadOnlyDictionary<char, string> Seed = Of(
        "當dāng數shù現xiàn達dá團tuán領lǐng統tǒng據jù進jìn發fā結jié實shí構gòu導dǎo認rèn關guān戰zhàn擴kuò聯lián區qū機jī設shè礎chǔ務wù調diào強qiáng應yīng續xù遠yuǎn");

    /// <summary>Those and the ones seen on other pages: about a hundred.</summary>
    public static readonly IReadOnlyDictionary<char, string> Hundred = Of(
        "當dāng數shù現xiàn達dá團tuán領lǐng統tǒng據jù進jìn發fā結jié實shí構gòu導dǎo認rèn關guān戰zhàn擴kuò聯lián區qū機jī設shè礎chǔ務wù調diào強qiáng應yīng續xù遠yuǎn"
        + "學xué經jīng濟jì運yùn標biāo準zhǔn點diǎn業yè質zhì環huán擇zé產chǎn醫yī護hù場chǎng網wǎng對duì隊duì計jì內nèi風fēng險xiǎn態tài預yù補bǔ項xiàng獨dú規guī術shù創chuàng證zhèng級jí時shí會huì備bèi際jì"
        + "長zhǎng總zǒng議yì論lùn選xuǎn舉jǔ國guó權quán製zhì財cái貿mào資zī投tóu價jià銀yín億yì訊xùn電diàn動dòng車chē線xiàn報bào導dǎo緊jǐn義yì傳chuán");

    /// <summary>Every character the reading table knows that text may hold and GB 2312 does not: thousands.</summary>
    public static readonly IReadOnlyDictionary<char, string> Traditional = All(character => !Gbk.IsInGb2312(character) && WordCosts.Of(Variants.Fold(character)) < 14);

    /// <summary>Every character of at least middling frequency, Simplified ones too.</summary>
    public static readonly IReadOnlyDictionary<char, string> Everything = All(character => WordCosts.Of(Variants.Fold(character)) < 11);

    public static IReadOnlyDictionary<char, string> Named(string name) => name switch
    {
        nameof(Seed) => Seed,
        nameof(Hundred) => Hundred,
        nameof(Traditional) => Traditional,
        nameof(Everything) => Everything,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static Dictionary<char, string> Of(string list)
    {
        var readings = new Dictionary<char, string>();
        for (var at = 0; at < list.Length;)
        {
            var end = at + 1;
            while (end < list.Length && list[end] < '\u4E00') end++;
            readings[list[at]] = list[(at + 1)..end];
            at = end;
        }

        return readings;
    }

    private static Dictionary<char, string> All(Func<char, bool> choose)
    {
        var readings = new Dictionary<char, string>();
        foreach (var line in Resource.Lines("readings.txt"))
        {
            var fields = line.Split('\t');
            foreach (var character in fields[1])
            {
                if (Gbk.CodeOf(character) != 0 && choose(character)) readings.TryAdd(character, fields[0]);
            }
        }

        return readings;
    }
}
