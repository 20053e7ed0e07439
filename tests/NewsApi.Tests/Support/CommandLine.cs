using System.Diagnostics;
using NewsApi.Articles;

namespace NewsApi.Tests.Support;

/// <summary>The program as an operator runs it: as a process, with an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(TestStore store, string arguments, string? input = null)
    {
        using var process = Start(store, arguments);
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Makes a key.</summary>
    public static async Task<string> MakeKey(TestStore store, string scopes) =>
        (await Run(store, $"keys create --name tests --scope {scopes}")).Output.Trim().Split(' ', '\n')[^1];

    /// <summary>Starts a command, or the server.</summary>
    public static Process Start(TestStore store, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{typeof(ArticlesController).Assembly.Location}\" {arguments}")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        store.Configure(start);
        return Process.Start(start)!;
    }
}
