using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using NewsApi.Benchmarks.Results;
using NewsApi.Benchmarks.Writes;

namespace NewsApi.Benchmarks.Imports;

/// <summary>What importing costs: folders with the command <c>import</c>, many articles in batches, and whether memory stays flat meanwhile.</summary>
internal static class ImportCosts
{
    /// <summary>What the first pages cost is the compiler's, and is taken off.</summary>
    private const int FirstPages = 1000;
    private const int HtmlPages = 4000;
    private const int TextPages = 10_000;
    private const int Clients = 4;

    /// <summary>Measures the command <c>import</c>.</summary>
    public static async Task<Measurement> FoldersAsync()
    {
        var imports = Measurement.Begin("imports", $"the command `import`, {HtmlPages:N0} pages of HTML and {TextPages:N0} of text, SQLite");
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
            const int Compiled = HtmlPages - FirstPages;
            imports.Add(
                $"HTML of {new FileInfo(Path.Combine(folder, "html", "0.html")).Length / 1024} KB, read, checked and looked for in the store, once compiled",
                new Figure("pages", Compiled / (html.Wall - first.Wall).TotalSeconds, Unit.PerSecond),
                new Figure("processor", (html.Processor - first.Processor).TotalMilliseconds / Compiled, Unit.Milliseconds));
            imports.Add("the same, with the start and the first thousand", new Figure("pages", HtmlPages / html.Wall.TotalSeconds, Unit.PerSecond));

            var text = await RunAsync(folder, "import text");
            imports.Add(
                "text of 2 KB, stored",
                [new Figure("pages", TextPages / text.Wall.TotalSeconds, Unit.PerSecond), new Figure("processor", text.Processor.TotalMilliseconds / TextPages, Unit.Milliseconds), .. MemoryAtQuarters(text.Memory)]);
            return imports;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Measures the mass way in that is fast: some clients send one batch after the other, stored with index, revisions and all.</summary>
    public static async Task<Measurement> BatchesAsync(int articles)
    {
        var batches = Measurement.Begin("imports in batches", string.Create(CultureInfo.InvariantCulture, $"{articles:N0} articles, `POST /articles/batch` of {WriteCosts.BatchSize:N0} by {Clients} clients, SQLite"));
        var folder = Directory.CreateTempSubdirectory("newsapi-imports-").FullName;
        try
        {
            var sample = new Sample();
            await using var server = await ServerProcess.StartAsync(ServerProcess.OwnBuild, folder);
            var (begun, refused, memory) = (0, 0, new ConcurrentQueue<double>());
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Add(ref begun, WriteCosts.BatchSize) <= articles)
                {
                    Interlocked.Add(ref refused, WriteCosts.BatchSize - (await WriteCosts.BatchAsync(server, sample)).Made);
                    memory.Enqueue(server.ResidentMegabytes);
                }
            })));
            var done = memory.Count * WriteCosts.BatchSize;
            batches.Add(
                "articles, stored",
                [
                    new Figure("articles", done / Stopwatch.GetElapsedTime(start).TotalSeconds, Unit.PerSecond),
                    new Figure("processor", server.ProcessorTime.TotalMilliseconds / done, Unit.Milliseconds),
                    .. MemoryAtQuarters([.. memory]),
                    new Figure("faults", refused, Unit.Faults),
                ]);
            return batches;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Memory that grows with what was imported shows in the last quarters.</summary>
    private static IEnumerable<Figure> MemoryAtQuarters(List<double> megabytes) =>
        from quarter in (int[])[1, 2, 3, 4] select new Figure($"memory at {quarter}/4", megabytes[quarter * (megabytes.Count - 1) / 4], Unit.Megabytes);

    private static void Write(string folder, string name, int count, Func<int, (string Extension, string Text)> page)
    {
        var pages = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        for (var number = 0; number < count; number++)
        {
            var (extension, text) = page(number);
            File.WriteAllText(Path.Combine(pages, string.Create(CultureInfo.InvariantCulture, $"{number}.{extension}")), text);
        }
    }

    private static async Task<(TimeSpan Wall, TimeSpan Processor, List<double> Memory)> RunAsync(string folder, string arguments)
    {
        using var process = ServerProcess.Start(ServerProcess.OwnBuild, folder, arguments);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var start = Stopwatch.GetTimestamp();
        var (processor, memory) = (TimeSpan.Zero, new List<double>());
        while (!process.WaitForExit(100))
        {
            process.Refresh();
            if (process.WorkingSet64 is > 0 and var used)
            {
                processor = process.TotalProcessorTime;
                memory.Add(used / 1e6);
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
