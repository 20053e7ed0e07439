using NewsApi.ChineseText.Tests.Simulation;

namespace NewsApi.ChineseText.Tests;

/// <summary>
/// How much of unseen news comes back: every sentence of Data/news-*.txt is damaged as the pages were, repaired a page at a time and by itself,
/// and compared.
/// The rates are printed; docs/text-repair.md states them.
/// </summary>
public sealed class RecoveryTests(ITestOutputHelper output)
{
    private const int PageLength = 20;

    public static TheoryData<string, string, bool, double, double> PageRates => new()
    {
        // news, list of glosses, narrowed, least share of damaged lines restored, least share of characters right
        { "news-hant.txt", nameof(GlossLists.Seed), true, 0.97, 0.999 },
        { "news-hant.txt", nameof(GlossLists.Seed), false, 0.97, 0.999 },
        { "news-hant.txt", nameof(GlossLists.Hundred), true, 0.99, 0.998 },
        { "news-hant.txt", nameof(GlossLists.Hundred), false, 0.99, 0.998 },
        { "news-hant.txt", nameof(GlossLists.Traditional), true, 0.97, 0.999 },
        { "news-hant.txt", nameof(GlossLists.Traditional), false, 0.97, 0.999 },
        { "news-hant.txt", nameof(GlossLists.Everything), true, 0.85, 0.99 },
        { "news-hant.txt", nameof(GlossLists.Everything), false, 0.85, 0.99 },
        { "news-hans.txt", nameof(GlossLists.Everything), true, 0.85, 0.99 },
        { "news-hans.txt", nameof(GlossLists.Everything), false, 0.85, 0.99 },
        { "news-hans.txt", nameof(GlossLists.Hundred), true, 0.7, 0.98 },
        { "news-hans.txt", nameof(GlossLists.Hundred), false, 0.7, 0.99 },
    };

    public static TheoryData<string, string, bool, double, double> LineRates => new()
    {
        { "news-hant.txt", nameof(GlossLists.Seed), true, 0.85, 0.95 },
        { "news-hant.txt", nameof(GlossLists.Seed), false, 0.85, 0.97 },
        { "news-hant.txt", nameof(GlossLists.Hundred), true, 0.94, 0.97 },
        { "news-hant.txt", nameof(GlossLists.Hundred), false, 0.95, 0.97 },
        { "news-hant.txt", nameof(GlossLists.Traditional), true, 0.95, 0.98 },
        { "news-hant.txt", nameof(GlossLists.Traditional), false, 0.95, 0.98 },
        { "news-hant.txt", nameof(GlossLists.Everything), true, 0.85, 0.95 },
        { "news-hant.txt", nameof(GlossLists.Everything), false, 0.85, 0.95 },
        { "news-hans.txt", nameof(GlossLists.Everything), true, 0.82, 0.95 },
        { "news-hans.txt", nameof(GlossLists.Everything), false, 0.85, 0.95 },
        { "news-hans.txt", nameof(GlossLists.Hundred), false, 0.55, 0.98 },
    };

    public static TheoryData<string> Undamaged => ["news-hant.txt", "news-hans.txt"];

    [Theory]
    [MemberData(nameof(PageRates))]
    public void Restores_unseen_news(string news, string list, bool narrows, double leastLines, double leastCharacters) =>
        Measure(news, list, narrows, PageLength, leastLines, leastCharacters);

    [Theory]
    [MemberData(nameof(LineRates))]
    public void Restores_single_lines_of_unseen_news(string news, string list, bool narrows, double leastLines, double leastCharacters) =>
        Measure(news, list, narrows, 1, leastLines, leastCharacters);

    [Theory]
    [MemberData(nameof(Undamaged))]
    public void Leaves_undamaged_news_alone(string news)
    {
        Assert.Empty(TextRepair.Repair(string.Join('\n', News(news))).Steps);
        Assert.All(News(news), line => Assert.Empty(TextRepair.Repair(line).Steps));
    }

    [Fact]
    public void Has_three_hundred_sentences_that_all_differ()
    {
        var all = News("news-hant.txt").Concat(News("news-hans.txt")).ToList();

        Assert.True(all.Count >= 300);
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, line => Assert.True(BlindReplacement.CanEncode(line)));
    }

    [Fact]
    public void Leaves_news_with_its_marks_in_ASCII_alone() =>
        Assert.Empty(TextRepair.Repair(string.Join('\n', News("news-hans.txt")).Replace('，', ',').Replace('：', ':')).Steps);

    private void Measure(string news, string list, bool narrows, int pageLength, double leastLines, double leastCharacters)
    {
        var damage = new BlindReplacement(GlossLists.Named(list), narrows);
        var wide = new BlindReplacement(GlossLists.Named(list), narrows: false);
        var (damaged, restored, characters, wrong) = (0, 0, 0, 0);
        foreach (var page in News(news).Chunk(pageLength))
        {
            var clean = string.Join('\n', page);
            // Nothing tells a single line with its marks narrowed from one that was written so.
            if (narrows && pageLength == 1 && wide.Damage(clean) == clean) continue;
            var shown = damage.Damage(clean).Split('\n');
            var repaired = TextRepair.Repair(string.Join('\n', shown)).Text.Split('\n');
            for (var at = 0; at < page.Length; at++)
            {
                characters += page[at].Length;
                wrong += Distance(page[at], repaired[at]);
                if (shown[at] == page[at]) continue;
                damaged++;
                if (repaired[at] == page[at]) restored++;
            }
        }

        output.WriteLine(
            $"{news} {list} {(narrows ? "narrowed" : "full width")}, {(pageLength == 1 ? "line by line" : "in pages")}: {restored} of {damaged} damaged lines ({(double)restored / damaged:P1}), {1 - ((double)wrong / characters):P2} of {characters} characters");
        Assert.InRange((double)restored / damaged, leastLines, 1);
        Assert.InRange(1 - ((double)wrong / characters), leastCharacters, 1);
    }

    private static string[] News(string name) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", name));

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
