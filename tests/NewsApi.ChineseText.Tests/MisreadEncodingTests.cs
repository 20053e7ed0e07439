using System.Text;

namespace NewsApi.ChineseText.Tests;

/// <summary>Every sentence of Data/news-*.txt, saved in one encoding and read in another, once or several times over, comes back exactly; so do pages.</summary>
public sealed class MisreadEncodingTests
{
    private const int PageLength = 20;

    public static TheoryData<string, string> Chains => new()
    {
        // news, written in > read in, ...
        { "news-hans.txt", "65001>28591" },
        { "news-hant.txt", "65001>1252" },
        { "news-hans.txt", "65001>28591>65001>28591" },
        { "news-hant.txt", "65001>1252>65001>1252" },
        { "news-hant.txt", "65001>28591>65001>1252" },
        { "news-hans.txt", "65001>1252>65001>1252>65001>1252" },
        { "news-hans.txt", "936>28591" },
        { "news-hant.txt", "936>1252" },
        { "news-hant.txt", "950>28591" },
        { "news-hant.txt", "950>1252" },
        { "news-hans.txt", "936>1252>65001>1252" },
        { "news-hant.txt", "950>1252>65001>1252" },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void Comes_back_exactly(string news, string chain)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", news));

        Assert.All(lines, line => Assert.Equal(line, TextRepair.Repair(Misread(line, chain)).Text));
        Assert.All(lines.Chunk(PageLength).Select(page => string.Join('\n', page)), page => Assert.Equal(page, TextRepair.Repair(Misread(page, chain)).Text));
    }

    private static string Misread(string text, string chain) =>
        chain.Split('>').Select(Named).Chunk(2).Aggregate(text, (shown, pair) => pair[1].GetString(pair[0].GetBytes(shown)));

    private static Encoding Named(string codePage) => codePage switch
    {
        "65001" => new UTF8Encoding(false),
        "28591" => Encoding.Latin1,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(int.Parse(codePage, System.Globalization.CultureInfo.InvariantCulture))!,
    };
}
