namespace NewsApi.ChineseText.Tests;

/// <summary>What holds for any text, over random mixtures of both scripts, Latin and odd characters.</summary>
public sealed class ScriptPropertyTests
{
    private const string Odd = "a1 ，。“”\n\uD83D\uDE00\u0301\u200D\0";
    private static readonly string Han = string.Concat(ReadNews("news-hans.txt"), ReadNews("news-hant.txt"));

    [Fact]
    public void Length_and_other_characters_stay_and_a_second_time_changes_nothing()
    {
        var random = new Random(20251);
        for (var round = 0; round < 3000; round++)
        {
            var text = Some(random);
            foreach (var convert in (Func<string, string>[])[ChineseScript.ToTraditional, ChineseScript.ToSimplified])
            {
                var converted = convert(text);
                Assert.Equal(text.Length, converted.Length);
                for (var at = 0; at < text.Length; at++) Assert.True(text[at] == converted[at] || text[at] is >= '\u3400' and <= '\u9FFF', text);
                Assert.Equal(converted, convert(converted));
            }
        }
    }

    [Fact]
    public void Excerpts_slugs_and_counts_take_any_text()
    {
        var random = new Random(20252);
        for (var round = 0; round < 1000; round++)
        {
            var text = Some(random);
            var most = random.Next(1, 40);
            Assert.InRange(Excerpt.Of(text, most).Length, Math.Min(1, text.Length), most);
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Slug.From(text, SlugStyle.Pinyin, 20)), 1, 20);
            Assert.InRange(Characters.Count(text).Total, 0, text.Length);
        }
    }

    [Fact]
    public void Many_threads_convert_alike()
    {
        var lines = ReadNews("news-hans.txt").Split('\n');
        var expected = lines.Select(ChineseScript.ToTraditional).ToList();

        Parallel.For(0, 400, at => Assert.Equal(expected[at % lines.Length], ChineseScript.ToTraditional(lines[at % lines.Length])));
    }

    // Pieces of news, some of a single character, some odd ones between.
    private static string Some(Random random)
    {
        var pieces = Enumerable.Range(0, random.Next(0, 12)).Select(_ => random.Next(3) switch
        {
            0 => Odd[random.Next(Odd.Length)].ToString(),
            1 => Han[random.Next(Han.Length)].ToString(),
            _ => Han.Substring(random.Next(Han.Length - 10), random.Next(1, 10)),
        });
        return string.Concat(pieces);
    }

    private static string ReadNews(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name));
}
