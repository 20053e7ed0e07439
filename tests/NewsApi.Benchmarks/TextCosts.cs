using System.Diagnostics;
using System.Text;
using NewsApi.Benchmarks.Results;
using NewsApi.ChineseText;
using NewsApi.ChineseText.Search;

namespace NewsApi.Benchmarks;

/// <summary>What the functions of the text library cost, as multiples of reading the text once.</summary>
internal static class TextCosts
{
    private const int Megabyte = 1 << 20;

    // Results go somewhere, so that no call is left out.
    internal static int Sink { get; private set; }

    /// <summary>Measures both large texts and pages.</summary>
    public static IReadOnlyList<Measurement> Measure()
    {
        var (damaged, clean) = (Data("source.txt"), Data("clean.txt"));
        var (simplified, traditional) = (Data("news-hans.txt"), Data("news-hant.txt"));

        var large = Measurement.Begin("text", $"texts of 1 and 8 MB, the best of 3 runs each; ICU {ChineseIcu.Version ?? "none"}");
        Grow(large, "repair, damaged", damaged, text => TextRepair.Repair(text).Text.Length);
        Grow(large, "repair, the densest damage", Data("dense.txt"), text => TextRepair.Repair(text).Text.Length);
        Grow(large, "repair, clean", clean, text => TextRepair.Repair(text).Text.Length);
        Grow(large, "to Traditional", simplified, text => ChineseScript.ToTraditional(text).Length);
        Grow(large, "to Simplified", traditional, text => ChineseScript.ToSimplified(text).Length);
        Grow(large, "detect the script", traditional, text => (int)ChineseScript.Detect(text));
        Grow(large, "cut into words", traditional, text => Words.Cut(text).Count);
        Grow(large, "count characters", traditional, text => Characters.Count(text).Total);
        Grow(large, "tokens for search", traditional, text => SearchText.Tokens(text).Count);
        Grow(large, "terms for search", traditional, text => SearchText.Terms(text).Count());
        Grow(large, "slug", traditional, text => Slug.From(text, 1 << 30).Length);

        var pages = Measurement.Begin("pages of text", "4 KB, the best of 5 rounds of 200 calls");
        Page(pages, "to Traditional", simplified, text => ChineseScript.ToTraditional(text).Length);
        Page(pages, "to Simplified", traditional, text => ChineseScript.ToSimplified(text).Length);
        Page(pages, "repair, damaged", damaged, text => TextRepair.Repair(text).Text.Length);
        Page(pages, "repair, clean", clean, text => TextRepair.Repair(text).Text.Length);
        Page(pages, "excerpt of 200", traditional, text => Excerpt.Of(text, 200).Length);
        Page(pages, "tokens for search", traditional, text => SearchText.Tokens(text).Count);
        Page(pages, "terms for search", traditional, text => SearchText.Terms(text).Count());
        Page(pages, "parse a query", "停火 \"以色列 加薩\" OR 談判 -GPT-5", text => SearchQuery.Parse(text).Clauses.Count);
        Page(pages, "slug of a title", traditional[..30], text => Slug.From(text).Length);
        Page(pages, "Pinyin slug of a title", traditional[..30], text => Slug.From(text, SlugStyle.Pinyin).Length);
        return [large, pages];
    }

    // One pass over the characters: what every function must do at least.
    private static int Read(string text)
    {
        var sum = 0;
        foreach (var character in text) sum += character;
        return sum;
    }

    private static void Grow(Measurement to, string label, string sample, Func<string, int> act)
    {
        const int Large = 8;
        var small = Measure(OfSize(sample, Megabyte), act, 3).Milliseconds;
        var text = OfSize(sample, Large * Megabyte);
        var (milliseconds, allocated) = Measure(text, act, 3);
        to.Add(
            label,
            new Figure("× reading", milliseconds / Measure(text, Read, 5).Milliseconds, Unit.Multiple),
            new Figure("megabytes", Large * 1000 / milliseconds, Unit.PerSecond),
            new Figure("8 MB : 1 MB", milliseconds / small, Unit.Multiple),
            new Figure("allocated : text", allocated / (double)(Large * Megabyte), Unit.Multiple));
    }

    private static void Page(Measurement to, string label, string sample, Func<string, int> act)
    {
        var text = sample.Length < 100 ? sample : OfSize(sample, 4096);
        for (var i = 0; i < 300; i++) Sink += act(text) + Read(text);
        var microseconds = PerCall(text, act);
        to.Add(label, new Figure("a call", microseconds, Unit.Microseconds), new Figure("× reading", microseconds / PerCall(text, Read), Unit.Multiple));
    }

    private static double PerCall(string text, Func<string, int> act)
    {
        const int calls = 200;
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++) Sink += act(text);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls);
        }

        return best;
    }

    // The best of several runs, after one that warms up; what else the machine does only ever adds.
    private static (double Milliseconds, long Allocated) Measure(string text, Func<string, int> act, int runs)
    {
        Sink += act(text);
        var (best, allocated) = (double.MaxValue, 0L);
        for (var run = 0; run < runs; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            Sink += act(text);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (best, allocated);
    }

    // Sizes are in bytes of UTF-8, as pages come.
    private static string OfSize(string sample, int bytes)
    {
        var perCopy = Encoding.UTF8.GetByteCount(sample);
        var text = string.Concat(Enumerable.Repeat(sample, (bytes / perCopy) + 1));
        return text[..(int)((long)text.Length * bytes / Encoding.UTF8.GetByteCount(text))];
    }

    private static string Data(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name));
}
