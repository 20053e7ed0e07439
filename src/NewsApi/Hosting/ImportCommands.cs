using System.Text;
using NewsApi.Editorial;
using NewsApi.Importing;
using NewsApi.Ingestion;
using NewsApi.Persistence;

namespace NewsApi.Hosting;

/// <summary>Imports files and folders: pages, feeds, ninjs; or, into a new store, an export of this program.</summary>
internal static class ImportCommands
{
    private static readonly Dictionary<string, string> MediaTypeOfExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain",
        [".md"] = "text/plain",
        [".html"] = "text/html",
        [".htm"] = "text/html",
        [".xhtml"] = "application/xhtml+xml",
        [".rss"] = "application/rss+xml",
        [".atom"] = "application/atom+xml",
        [".xml"] = "application/xml",
        [".json"] = "application/json",
    };

    /// <summary>Imports each file by itself, and tells what became of it. The good ones are in also when others are refused.</summary>
    /// <returns>0 when no file was refused.</returns>
    public static async Task<int> ImportAsync(string[] settings, IReadOnlyList<string> paths, string? source, bool isPublic, bool isDry, CancellationToken cancel)
    {
        if (paths is [var only] && File.Exists(only) && await IsExportAsync(only, cancel))
        {
            return isDry ? await TryExportAsync(settings, new FileInfo(only), cancel) : await TransferCommands.ImportAsync(settings, new FileInfo(only), cancel);
        }

        // Before the store is made: a wrong name must not leave one behind.
        var files = paths.SelectMany(FilesOf).ToList();
        var refused = 0;
        await WithStoreAsync(settings, isDry, services => CommandProgress.ShowAsync(async progress =>
        {
            foreach (var (index, file) in files.Index())
            {
                // Of its own: what a context keeps in mind of one file, the next has no use for.
                await using var scope = services.CreateAsyncScope();
                if (!await ImportAsync(scope.ServiceProvider, file, source, isPublic, isDry, cancel))
                {
                    refused++;
                }

                progress("files", index + 1, files.Count);
            }
        }), cancel);
        await Console.Error.WriteLineAsync($"{files.Count - refused} of {files.Count} files {(isDry ? "can be imported" : "imported")}.");
        return refused == 0 ? 0 : 1;
    }

    /// <summary>A dry run leaves no trace: it looks at the store as it is or, where there is none, at an empty one elsewhere.</summary>
    private static async Task WithStoreAsync(string[] settings, bool isDry, Func<IServiceProvider, Task> run, CancellationToken cancel)
    {
        if (!isDry)
        {
            await KeyCommands.WithStoreAsync(settings, run, cancel);
            return;
        }

        await using (var app = Server.Build(settings, isCommand: true))
        {
            await using var scope = app.Services.CreateAsyncScope();
            var provider = scope.ServiceProvider.GetRequiredService<IStoreProvider>();
            if (await provider.ProblemOrNullAsync(cancel) is not null || await provider.IsThereAsync(cancel))
            {
                await scope.ServiceProvider.GetRequiredService<Store>().RequireAsync(cancel);
                await run(scope.ServiceProvider);
                return;
            }
        }

        await WithoutTraceAsync(settings, elsewhere => KeyCommands.WithStoreAsync(elsewhere, run, cancel));
    }

    /// <summary>Imports an export into an empty store that is gone afterwards, which finds what is wrong with it.</summary>
    private static async Task<int> TryExportAsync(string[] settings, FileInfo file, CancellationToken cancel)
    {
        var code = await WithoutTraceAsync(settings, elsewhere => TransferCommands.ImportAsync(elsewhere, file, cancel));
        await Console.Error.WriteLineAsync("That was a dry run, into an empty store that is gone again. An export wants a new store.");
        return code;
    }

    /// <summary>Runs with settings that name a store of its own.</summary>
    private static async Task<int> WithoutTraceAsync(string[] settings, Func<string[], Task<int>> run)
    {
        var folder = Directory.CreateTempSubdirectory("newsapi-");
        try
        {
            // What is pooled keeps its file open.
            var place = $"Data Source={Path.Combine(folder.FullName, "dry.db")};Pooling=False";
            return await run([.. settings, "--Database:Provider=Sqlite", "--Database:ReadFrom=Primary", $"--ConnectionStrings:News={place}"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> ImportAsync(IServiceProvider services, string file, string? source, bool isPublic, bool isDry, CancellationToken cancel)
    {
        try
        {
            var document = services.GetRequiredService<Importer>().Read(
                new ImportedDocument(Path.GetFileName(file), MediaTypeOfExtension.GetValueOrDefault(Path.GetExtension(file)), await File.ReadAllBytesAsync(file, cancel), source));
            var articles = await services.GetRequiredService<ArticleImport>().StoreAsync(document, isPublic, isDry, new Signature("command line"), cancel);
            foreach (var article in articles)
            {
                Console.WriteLine($"{article.Outcome.ToString().ToLowerInvariant(),-9} {file}: {(article.Id is { } id ? $"article {id}, " : "")}{article.Headline}");
                Tell(article.Warnings);
            }

            Tell(document.Warnings);
            return articles.Any(article => article.Outcome != ImportOutcome.Refused) || articles.Count == 0;
        }
        catch (Exception exception) when (exception is UnreadableDocumentException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"refused   {file}: {exception.Message}");
            return false;
        }

        static void Tell(IEnumerable<string> warnings)
        {
            foreach (var warning in warnings)
            {
                Console.WriteLine($"          {warning}");
            }
        }
    }

    /// <summary>The file itself, or the files of a folder and the folders in it, in the order of their names; none that is hidden.</summary>
    private static IEnumerable<string> FilesOf(string path) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System }).Order(StringComparer.Ordinal)
        : throw new StartupException($"There is no file or folder {path}.");

    private static async Task<bool> IsExportAsync(string file, CancellationToken cancel)
    {
        var beginning = new byte[Transfer.ExportHeader.Beginning.Length];
        await using var stream = File.OpenRead(file);
        return await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancel) == beginning.Length
            && Encoding.UTF8.GetString(beginning) == Transfer.ExportHeader.Beginning;
    }
}
