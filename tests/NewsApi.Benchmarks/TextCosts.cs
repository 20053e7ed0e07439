using System.Diagnostics;
using System.Globalization;
using System.Text;
using NewsApi.ChineseText;
using NewsApi.ChineseText.Search;

namespace NewsApi.Benchmarks;

/// <summary>What the functions of the text library cost, as multiples of reading the text once.</summary>
internal static class TextCosts
{
    private const int Megabyte = 1 << 20;

    // Results go somewhere, so that no call is left out.
    internal static int Sink { get; private set; }

    public static void Print(TextWriter output)
    {
        output.WriteLine($"ICU {ChineseIcu.Version ?? "none"}, .NET {Environment.Version}");
        output.WriteLine();
        var (damaged, clean) = (Data("source.txt"), Data("clean.txt"));
        var (simplified, traditional) = (Data("news-hans.txt"), Data("news-hant.txt"));

        output.WriteLine($"{"",-26}{"MB",4}{"ms",10}{"MB/s",9}{"x reading",11}{"allocated",11}{"x 1 MB",8}");
        Grow(output, "read", clean, Read);
        Grow(output, "repair damaged", damaged, text => TextRepair.Repair(text).Text.Length);
        Grow(output, "repair dense damage", Data("dense.txt"), text => TextRepair.Repair(text).Text.Length);
        Grow(output, "repair clean", clean, text => TextRepair.Repair(text).Text.Length);
        Grow(output, "to Traditional", simplified, text => ChineseScript.ToTraditional(text).Length);
        Grow(output, "to Simplified", traditional, text => ChineseScript.ToSimplified(text).Length);
        Grow(output, "detect the script", traditional, text => (int)ChineseScript.Detect(text));
        Grow(output, "cut into words", traditional, text => Words.Cut(text).Count);
        Grow(output, "count characters", traditional, text => Characters.Count(text).Total);
        Grow(output, "excerpt of 200", traditional, text => Excerpt.Of(text, 200).Length);
        Grow(output, "tokens for search", traditional, text => SearchText.Tokens(text).Count);
        Grow(output, "terms for search", traditional, text => SearchText.Terms(text).Count());
        Grow(output, "slug", traditional, text => Slug.From(text, 1 << 30).Length);

        output.WriteLine();
        output.WriteLine($"{"a page of 4 KB",-26}{"us",10}{"x reading",11}");
        Page(output, "to Traditional", simplified, text => ChineseScript.ToTraditional(text).Length);
        Page(output, "to Simplified", traditional, text => ChineseScript.ToSimplified(text).Length);
        Page(output, "repair damaged", damaged, text => TextRepair.Repair(text).Text.Length);
        Page(output, "repair clean", clean, text => TextRepair.Repair(text).Text.Length);
        Page(output, "excerpt of 200", traditional, text => Excerpt.Of(text, 200).Length);
        Page(output, "tokens for search", traditional, text => SearchText.Tokens(text).Count);
        Page(output, "terms for search", traditional, text => SearchText.Terms(text).Count());
        Page(output, "parse a query", "停火 \"以色列 加薩\" OR 談判 -GPT-5", text => SearchQuery.Parse(text).Clauses.Count);
        Page(output, "slug of a title", traditional[..30], text => Slug.From(text).Length);
        Page(output, "Pinyin slug of a title", traditional[..30], text => Slug.From(text, SlugStyle.Pinyin).Length);
    }

    // One pass over the characters: what every function must do at least.
    private static int Read(string text)
    {
        var sum = 0;
        foreach (var character in text) sum += character;
        return sum;
    }

    private static void Grow(TextWriter output, string label, string sample, Func<string, int> act)
    {
        var first = 0.0;
        foreach (var megabytes in (int[])[1, 2, 4, 8])
        {
            var text = OfSize(sample, megabytes * Megabyte);
            var (milliseconds, allocated) = Measure(text, act, 3);
            if (megabytes == 1) first = milliseconds;
            var reading = Measure(text, Read, 5).Milliseconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{label,-26}{megabytes,4}{milliseconds,10:F2}{megabytes * 1000 / milliseconds,9:F1}{milliseconds / reading,11:F1}{allocated / (double)(megabytes * Megabyte),10:F1}x{milliseconds / first,8:F1}"));
        }
    }

    private static void Page(TextWriter output, string label, string sample, Func<string, int> act)
    {
        var text = sample.Length < 100 ? sample : OfSize(sample, 4096);
        for (var i = 0; i < 300; i++) Sink += act(text) + Read(text);
        var microseconds = PerCall(text, act);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{label,-26}{microseconds,10:F1}{microseconds / PerCall(text, Read),11:F1}"));
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
