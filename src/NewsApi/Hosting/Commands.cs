using System.CommandLine;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.OpenApi;
using NewsApi.Access;
using NewsApi.ChineseText;
using NewsApi.FullText;
using NewsApi.Http;
using NewsApi.Importing;
using NewsApi.OpenApi;
using NewsApi.Persistence;
using NewsApi.Seeding;

namespace NewsApi.Hosting;

/// <summary>The command line: one executable that serves, and does what an operator needs besides.</summary>
internal static partial class Commands
{
    // 128 + SIGTERM, as shells have it.
    private const int EndedBySignal = 143;

    /// <summary>Runs a command; without one, the server.</summary>
    /// <returns>Exit code: 0 only when all went well.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var (words, settings) = Settings.Split(args);
            return await Root(settings).Parse(words).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            // Told to end before it was done.
            return EndedBySignal;
        }
        catch (Exception exception) when (exception is not HostAbortedException)
        {
            // One line: what an operator can mend has been put into words where it happened; the rest is named by its innermost cause.
            var cause = exception is StartupException ? exception : exception.GetBaseException();
            await Console.Error.WriteLineAsync(cause.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static RootCommand Root(string[] settings)
    {
        var root = new RootCommand("News stories as structured data. Without a command it serves them. Any setting can be given as --Section:Name=value.");
        root.SetAction((_, cancel) => ServeAsync(settings, cancel));

        root.Add(Plain("serve", "Serve the API (the default).", cancel => ServeAsync(settings, cancel)));
        root.Add(Plain("migrate", "Create the store or bring it up to date.", cancel => MigrateAsync(settings, cancel)));
        root.Add(Plain("seed", "Import the seed page, unless the store has had it.", cancel => SeedAsync(settings, cancel)));
        root.Add(Plain("verify", "Look for damage in the store: every text against its hash, every article against its latest revision.", cancel => VerifyAsync(settings, cancel)));
        root.Add(Plain("reindex", "Make the search index anew, beside running servers; begun again after an interruption, it goes on where it was.", cancel => ReindexAsync(settings, cancel)));
        root.Add(Export(settings));
        root.Add(Import(settings));
        root.Add(Repair());
        root.Add(Keys(settings));
        root.Add(OpenApi(settings));
        return root;
    }

    private static Command Plain(string name, string description, Func<CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction((_, cancel) => run(cancel));
        return command;
    }

    private static Command Repair()
    {
        var file = new Argument<FileInfo?>("file") { Description = "The text to repair; standard input when left out.", Arity = ArgumentArity.ZeroOrOne };
        var explain = new Option<bool>("--explain") { Description = "Print the plan as JSON instead of the repaired text." };
        var command = new Command("repair", "Repair a damaged Chinese text and print it.") { file, explain };
        command.SetAction((parsed, cancel) => RepairAsync(parsed.GetValue(file), parsed.GetValue(explain), cancel));
        return command;
    }

    private static Command Export(string[] settings)
    {
        var file = new Argument<FileInfo?>("file") { Description = "Where to; standard output when left out.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("export", "Write the whole store as lines of JSON: articles, revisions, lists, tags, keys (hashed), the audit.") { file };
        command.SetAction((parsed, cancel) => TransferCommands.ExportAsync(settings, parsed.GetValue(file), cancel));
        return command;
    }

    private static Command Import(string[] settings)
    {
        var paths = new Argument<string[]>("path") { Description = "Files and folders: text, HTML, feeds, ninjs; or one export of this program, which goes into a new store.", Arity = ArgumentArity.OneOrMore };
        var source = new Option<string?>("--source") { Description = "Who published them; otherwise what the documents say." };
        var publish = new Option<bool>("--publish") { Description = "Show the articles to everybody; otherwise new ones are drafts." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be done, and store nothing." };
        var command = new Command("import", "Make articles of documents, each by itself. An export is read as a whole; run again after an interruption, it goes on where it was.") { paths, source, publish, dryRun };
        command.SetAction((parsed, cancel) => ImportCommands.ImportAsync(
            settings, parsed.GetRequiredValue(paths), parsed.GetValue(source), parsed.GetValue(publish), parsed.GetValue(dryRun), cancel));
        return command;
    }

    private static Command OpenApi(string[] settings)
    {
        var version = new Option<string>("--spec") { Description = "Version of the specification.", DefaultValueFactory = _ => "3.1" };
        version.AcceptOnlyFromAmong("3.1", "3.0");
        var command = new Command("openapi", "Print the OpenAPI document.") { version };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = Server.Build(settings, isCommand: true);
            var text = app.Services.GetRequiredService<OpenApiText>();
            await WriteOutAsync(text.Of(parsed.GetValue(version) == "3.0" ? OpenApiSpecVersion.OpenApi3_0 : OpenApiSpecVersion.OpenApi3_1));
            return 0;
        });
        return command;
    }

    private static Command Keys(string[] settings)
    {
        var name = new Option<string?>("--name") { Description = "Who or what the key is for." };
        var scopes = new Option<string[]>("--scope") { Description = $"What it may be used for: {string.Join(", ", Scopes.All)}.", AllowMultipleArgumentsPerToken = true };
        var expires = new Option<string?>("--expires") { Description = "From when on it is worth nothing, such as 2030-12-31T00:00:00Z." };
        var create = new Command("create", "Make a key and print it, this once: it is the last word of the output.") { name, scopes, expires };
        create.SetAction((parsed, cancel) =>
            KeyCommands.CreateAsync(settings, parsed.GetValue(name), parsed.GetValue(scopes) ?? [], parsed.GetValue(expires), cancel));

        var list = Plain("list", "List the keys, also those expired or revoked.", cancel => KeyCommands.ListAsync(settings, cancel));

        var which = new Argument<string>("key") { Description = "Id or prefix of the key." };
        var revoke = new Command("revoke", "End a key, at once and for good.") { which };
        revoke.SetAction((parsed, cancel) => KeyCommands.RevokeAsync(settings, parsed.GetRequiredValue(which), cancel));

        return new Command("keys", "Make, list and revoke the keys of those who write.") { create, list, revoke };
    }

    private static async Task<int> ServeAsync(string[] settings, CancellationToken cancel)
    {
        await using var app = Server.Build(settings);

        // To find ICU takes a while, which the first answer need not wait for.
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            if (!ChineseIcu.IsAvailable)
            {
                Log.WithoutIcu(app.Logger, Health.WithoutIcu);
            }
        });

        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Store>().PrepareAsync(cancel);
            if (scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptions<SeedOptions>>().Value.Enabled)
            {
                await scope.ServiceProvider.GetRequiredService<Seeder>().SeedAsync(cancel);
            }

            if (app.Environment.IsDevelopment())
            {
                await KeyCommands.GiveFirstAsync(scope.ServiceProvider, cancel);
            }
        }

        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartupException($"The address is taken: {exception.Message}", exception);
        }
    }

    private static async Task<int> MigrateAsync(string[] settings, CancellationToken cancel)
    {
        await using var app = Server.Build(settings, isCommand: true);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Store>().MigrateAsync(cancel);
        Console.WriteLine("The store is up to date.");
        return 0;
    }

    private static async Task<int> SeedAsync(string[] settings, CancellationToken cancel)
    {
        await using var app = Server.Build(settings, isCommand: true);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Store>().PrepareAsync(cancel);
        var isNew = await scope.ServiceProvider.GetRequiredService<Seeder>().SeedAsync(cancel);
        Console.WriteLine(isNew ? "The seed page is in the store." : "The store has had the seed page before; nothing changed.");
        return 0;
    }

    private static async Task<int> VerifyAsync(string[] settings, CancellationToken cancel)
    {
        await using var app = Server.Build(settings, isCommand: true);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Store>().RequireAsync(cancel);
        var verification = new Verification(scope.ServiceProvider.GetRequiredService<NewsDbContext>(), scope.ServiceProvider.GetRequiredService<IStoreProvider>(), Console.WriteLine);
        await verification.RunAsync(cancel);
        Console.WriteLine(verification.Summary);
        return verification.Damages == 0 ? 0 : 1;
    }

    private static Task<int> ReindexAsync(string[] settings, CancellationToken cancel) => KeyCommands.WithStoreAsync(settings, async services =>
    {
        var indexing = services.GetRequiredService<ArticleIndexing>();
        var behind = await indexing.CountBehindAsync(cancel);
        if (behind == 0)
        {
            await indexing.ForgetAsync(cancel);
            behind = await indexing.CountBehindAsync(cancel);
        }

        await CommandProgress.ShowAsync(progress => indexing.CatchUpAsync(done => progress("articles", done, behind), cancel));
        Console.WriteLine($"{behind} articles indexed.");
    }, cancel);

    private static async Task<int> RepairAsync(FileInfo? file, bool explain, CancellationToken cancel)
    {
        byte[] bytes;
        try
        {
            if (file is not null)
            {
                bytes = await File.ReadAllBytesAsync(file.FullName, cancel);
            }
            else
            {
                await using var input = Console.OpenStandardInput();
                using var all = new MemoryStream();
                await input.CopyToAsync(all, cancel);
                bytes = all.ToArray();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The file can't be read: {exception.Message}", exception);
        }

        var decoded = TextDecoder.Decode(bytes);
        var repaired = TextRepair.Repair(decoded.Text);
        await WriteOutAsync(explain
            ? JsonSerializer.Serialize(
                new { charset = new { name = decoded.Charset, evidence = decoded.Evidence, confidence = decoded.Confidence }, steps = repaired.Steps }, WireJson.Indented) + "\n"
            : repaired.Text);
        return 0;
    }

    /// <summary>Text as UTF-8, whatever the terminal's own encoding, without a byte order mark.</summary>
    private static async Task WriteOutAsync(string text)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{What:l}")]
        public static partial void WithoutIcu(ILogger logger, string what);
    }
}
