using System.Text;
using NewsApi.Persistence;
using NewsApi.Transfer;

namespace NewsApi.Hosting;

/// <summary>Takes a whole store to another place, or to another database.</summary>
internal static class TransferCommands
{
    /// <summary>Writes the store to a file, or to standard output. A file is there only when it is whole.</summary>
    public static async Task<int> ExportAsync(string[] settings, FileInfo? file, CancellationToken cancel)
    {
        await using var app = Server.Build(settings, isCommand: true);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Store>().RequireAsync(cancel);
        var db = scope.ServiceProvider.GetRequiredService<NewsDbContext>();
        var unfinished = file is null ? null : file.FullName + ".part";
        var rows = 0L;
        try
        {
            await using (var output = new BufferedStream(unfinished is null ? Console.OpenStandardOutput() : new FileStream(unfinished, FileMode.Create), 1 << 16))
            {
                await CommandProgress.ShowAsync(async progress => rows = await StoreExport.RunAsync(db, output, progress, cancel));
            }

            if (unfinished is not null)
            {
                File.Move(unfinished, file!.FullName, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The file can't be written: {exception.Message}", exception);
        }

        await Console.Error.WriteLineAsync($"{rows} rows exported.");
        return 0;
    }

    /// <summary>Reads a file into the store.</summary>
    public static async Task<int> ImportAsync(string[] settings, FileInfo file, CancellationToken cancel)
    {
        try
        {
            // Before the store is made: a wrong name must not leave one behind.
            using var input = new StreamReader(file.FullName, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            return await KeyCommands.WithStoreAsync(settings, services => CommandProgress.ShowAsync(async progress =>
            {
                var (added, present) = await new StoreImport(services.GetRequiredService<NewsDbContext>(), progress).RunAsync(input, cancel);
                Console.WriteLine($"{added} rows imported{(present > 0 ? $", {present} were there already" : "")}.");
            }), cancel);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new StartupException(exception is DecoderFallbackException ? "The file is not UTF-8." : exception.Message, exception);
        }
    }
}
