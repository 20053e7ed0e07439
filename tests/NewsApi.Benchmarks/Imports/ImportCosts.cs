using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NewsApi.Benchmarks.Imports;

/// <summary>What importing folders costs: pages of HTML a second of processor time, and the memory that ten thousand pages of text take.</summary>
internal static class ImportCosts
{
    /// <summary>What the first pages cost is the compiler's, and is taken off.</summary>
    private const int FirstPages = 1000;
    private const int HtmlPages = 4000;
    private const int TextPages = 10_000;

    /// <summary>Measures both.</summary>
    public static async Task PrintAsync(TextWriter output)
    {
        output.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} processors, SQLite; the command import");
        var folder = Directory.CreateTempSubdirectory("newsapi-imports-").FullName;
        try
        {
            await ServerProcess.RunAsync(ServerProcess.OwnBuild, folder, "migrate");
            var pages = new Pages();
            Write(folder, "first", FirstPages, n => ("html", pages.Html(n)));
            Write(folder, "html", HtmlPages, n => ("html", pages.Html(n)));
            Write(folder, "text", TextPages, n => ("txt", pages.Text(n)));

            var first = await RunAsync(folder, "import first --dry-run");
            var html = await RunAsync(folder, "import html --dry-run");
            const int Pages = HtmlPages - FirstPages;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"HTML of {new FileInfo(Path.Combine(folder, "html", "0.html")).Length / 1024} KB, read and checked: {Pages / (html.Processor - first.Processor).TotalSeconds:F0} pages a second of processor time, {Pages / (html.Wall - first.Wall).TotalSeconds:F0}/s; with the start and the first {FirstPages}, {HtmlPages / html.Wall.TotalSeconds:F0}/s"));

            var text = await RunAsync(folder, "import text");
            var memory = text.Memory;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"text of 2 KB, stored: {TextPages / text.Wall.TotalSeconds:F0}/s with the start; memory at a quarter, half, three quarters and the end: {string.Join(", ", new[] { 0.25, 0.5, 0.75, 1 }.Select(part => $"{memory[(int)(part * (memory.Count - 1))] / 1024 / 1024} MB"))}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string folder, string name, int count, Func<int, (string Extension, string Text)> page)
    {
        var pages = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        for (var number = 0; number < count; number++)
        {
            var (extension, text) = page(number);
            File.WriteAllText(Path.Combine(pages, string.Create(CultureInfo.InvariantCulture, $"{number}.{extension}")), text);
        }
    }

    private static async Task<(TimeSpan Wall, TimeSpan Processor, List<long> Memory)> RunAsync(string folder, string arguments)
    {
        using var process = ServerProcess.Start(ServerProcess.OwnBuild, folder, arguments);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var start = Stopwatch.GetTimestamp();
        var (processor, memory) = (TimeSpan.Zero, new List<long>());
        while (!process.WaitForExit(100))
        {
            process.Refresh();
            if (process.WorkingSet64 is > 0 and var used)
            {
                processor = process.TotalProcessorTime;
                memory.Add(used);
            }
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (Stopwatch.GetElapsedTime(start), processor, memory) : throw new InvalidOperationException($"{arguments} ended with {process.ExitCode}.");
    }

    /// <summary>Pages no two of which are the same.</summary>
    private sealed class Pages
    {
        private readonly string[] _sentences =
        [
            .. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "news-hant.txt"))
                .Split(['。', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(sentence => sentence.Length is > 8 and < 120),
        ];

        public string Text(int number) => $"{Headline(number)}\n6月14日，{string.Join("。\n", Story(number, 600))}。\n";

        /// <summary>A story of some KB, and about it what makes a page of a news site 50 KB: scripts, menus, teasers, a footer.</summary>
        public string Html(int number)
        {
            var page = new StringBuilder($"<!doctype html><html lang=\"zh-Hant\"><head><meta charset=\"utf-8\"><title>{Headline(number)} - 每日新聞</title><meta property=\"og:title\" content=\"{Headline(number)}\">");
            page.Append("<script>").Insert(page.Length, "var a = { b: [1, 2, 3], c: function (d) { return d < 4 && d > 2; } };\n", 200).Append("</script></head><body><header><nav><ul>");
            page.Insert(page.Length, "<li class=\"menu-item\"><a href=\"/section/world\">國際</a></li>", 60).Append("</ul></nav></header><main><article><h1>").Append(Headline(number)).Append("</h1>");
            page.Append("<p class=\"byline\">2025-06-14 10:34　記者王小明</p>");
            foreach (var (index, paragraph) in Story(number, 2500).Chunk(3).Index())
            {
                page.Append(index % 6 == 5 ? $"<h2>{paragraph[0][..6]}</h2>" : "").Append("<p>").AppendJoin("。", paragraph).Append("。</p>");
                page.Append(index % 5 == 3 ? "<div class=\"ad-slot\"><script>ads.push({});</script></div>" : "");
            }

            page.Append("</article><aside><h3>相關新聞</h3><ul>");
            foreach (var sentence in _sentences.Skip(number % 40).Take(40))
            {
                page.Append("<li><a href=\"/news/1\"><img src=\"/i.jpg\" alt=\"\"><span>").Append(sentence).Append("</span></a> <time>2025-06-14 09:00</time></li>");
            }

            page.Append("</ul></aside></main><footer>");
            var filler = "<div class=\"links\"><a href=\"/about\">關於我們</a> <a href=\"/privacy\">隱私權政策</a></div>";
            page.Insert(page.Length, filler, Math.Max(0, (50 * 1024 - Encoding.UTF8.GetByteCount(page.ToString())) / Encoding.UTF8.GetByteCount(filler)));
            return page.Append("</footer></body></html>").ToString();
        }

        private string Headline(int number) => string.Create(CultureInfo.InvariantCulture, $"{_sentences[number % _sentences.Length][..8]}，第{number}號");

        private IEnumerable<string> Story(int number, int characters)
        {
            for (var (index, length) = (number, 0); length < characters; index++)
            {
                yield return _sentences[index % _sentences.Length];
                length += _sentences[index % _sentences.Length].Length;
            }
        }
    }
}
